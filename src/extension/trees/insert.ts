import * as vscode from 'vscode';
import { SCALE_CELLS } from '../editing/selector';
import { NOTEBOOK_TYPE } from '../ids';

/** Puts a snippet at the cursor of the cell that is being written, else into a new cell below the chosen one. */
export async function insertSnippet(snippet: string): Promise<void> {
  const text = vscode.window.activeTextEditor;
  if (text && vscode.languages.match(SCALE_CELLS, text.document) > 0) {
    await text.insertSnippet(new vscode.SnippetString(snippet));
    return;
  }
  const editor = vscode.window.activeNotebookEditor ?? vscode.window.visibleNotebookEditors[0];
  if (editor?.notebook.notebookType !== NOTEBOOK_TYPE) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Open a Scalebook notebook first.'));
    return;
  }
  const at = editor.selection.end;
  const source = snippet.replace(/\$\{\d+:([^}]*)\}|\$\d/g, '$1');
  const edit = new vscode.WorkspaceEdit();
  edit.set(editor.notebook.uri, [
    vscode.NotebookEdit.insertCells(at, [new vscode.NotebookCellData(vscode.NotebookCellKind.Code, source, 'scale')]),
  ]);
  await vscode.workspace.applyEdit(edit);
  editor.selection = new vscode.NotebookRange(at, at + 1);
  editor.revealRange(editor.selection, vscode.NotebookEditorRevealType.InCenterIfOutsideViewport);
}
