import * as vscode from 'vscode';
import { NOTEBOOK_TYPE } from '../ids';
import { ScalebookSerializer } from '../serializer';
import { EXAMPLES, type ShippedNote, TEMPLATES } from './notes';

/** Ways to begin: an empty note, one from a template, a copy of one from the gallery. */
export function registerStart({ extensionUri }: vscode.ExtensionContext): vscode.Disposable {
  const openCopy = async ({ path }: ShippedNote): Promise<void> => {
    const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extensionUri, path));
    await show(new ScalebookSerializer().deserializeNotebook(bytes));
  };
  const choose = async (notes: readonly ShippedNote[], placeHolder: string, wanted?: unknown): Promise<void> => {
    const named = notes.find(({ path }) => path.endsWith(`/${String(wanted)}.scalebook`));
    const picked = named ?? (await pick(notes, placeHolder));
    if (picked) await openCopy(picked);
  };
  return vscode.Disposable.from(
    vscode.commands.registerCommand('scalebook.newNotebook', () => show(emptyNote())),
    vscode.commands.registerCommand('scalebook.newFromTemplate', (name?: unknown) =>
      choose(TEMPLATES, vscode.l10n.t('What is the note for?'), name),
    ),
    vscode.commands.registerCommand('scalebook.openExample', (name?: unknown) =>
      choose(EXAMPLES, vscode.l10n.t('Opens a copy of a note from the gallery'), name),
    ),
  );
}

async function pick(notes: readonly ShippedNote[], placeHolder: string): Promise<ShippedNote | undefined> {
  const items = notes.map(note => ({ label: note.title, note }));
  return (await vscode.window.showQuickPick(items, { placeHolder }))?.note;
}

const emptyNote = (): vscode.NotebookData =>
  new vscode.NotebookData([
    new vscode.NotebookCellData(vscode.NotebookCellKind.Markup, `# ${vscode.l10n.t('New note')}`, 'markdown'),
    new vscode.NotebookCellData(vscode.NotebookCellKind.Code, '', 'scale'),
  ]);

const show = async (data: vscode.NotebookData): Promise<void> =>
  void (await vscode.window.showNotebookDocument(await vscode.workspace.openNotebookDocument(NOTEBOOK_TYPE, data)));
