import * as vscode from 'vscode';
import { readCells } from '../cells';
import { NOTEBOOK_TYPE } from '../ids';
import { nameProblem, renameNamed } from './names';

/** *Rename Data*: the name of a data cell stands in its fence, which the editor does not show. */
export const registerRenameData = (): vscode.Disposable =>
  vscode.commands.registerCommand('scalebook.renameData', async (cell: unknown) => {
    const notebook = vscode.workspace.notebookDocuments.find(
      each => each.notebookType === NOTEBOOK_TYPE && each.getCells().some(one => one.document.uri.toString() === cell),
    );
    const read = notebook && readCells(notebook).find(one => one.cell.document.uri.toString() === cell)?.read;
    if (!notebook || read?.kind !== 'data') return;
    const wanted = await vscode.window.showInputBox({
      title: vscode.l10n.t('Name of this table or value'),
      value: read.name,
      validateInput: text => (text === read.name ? undefined : nameProblem(notebook, text)),
    });
    if (wanted === undefined || wanted === read.name) return;
    await vscode.workspace.applyEdit(renameNamed(notebook, read.name, wanted));
  });
