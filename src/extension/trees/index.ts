import * as vscode from 'vscode';
import type { ScalebookController } from '../controller';
import type { LanguageClient } from '../editing/language-client';
import { definitionNamed } from '../editing/names';
import { insertSnippet } from './insert';
import { Library } from './library';
import { copied, Variables } from './variables';

/** The views of the side bar: the notebook's variables, and the library. */
export const registerTrees = (client: LanguageClient, controller: ScalebookController): vscode.Disposable =>
  vscode.Disposable.from(
    new Variables(controller),
    vscode.window.createTreeView('scalebook.library', {
      treeDataProvider: new Library(client),
      showCollapseAll: true,
    }),
    vscode.commands.registerCommand('scalebook.revealDefinition', reveal),
    vscode.commands.registerCommand('scalebook.insertSnippet', (snippet: unknown) =>
      typeof snippet === 'string' ? insertSnippet(snippet) : undefined,
    ),
    vscode.commands.registerCommand('scalebook.copyValue', (variable: unknown) =>
      vscode.env.clipboard.writeText(copied(variable, 'value')),
    ),
    vscode.commands.registerCommand('scalebook.copyName', (variable: unknown) =>
      vscode.env.clipboard.writeText(copied(variable, 'name')),
    ),
  );

/** Opens the cell that defines a name, with the name selected. */
async function reveal(uri: vscode.Uri | undefined, name: string): Promise<void> {
  const notebook = vscode.workspace.notebookDocuments.find(each => each.uri.toString() === uri?.toString());
  const place = notebook && definitionNamed(notebook, name);
  if (place) await vscode.commands.executeCommand('vscode.open', place.uri, { selection: place.range });
}
