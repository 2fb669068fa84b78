import * as vscode from 'vscode';
import { NOTEBOOK_TYPE } from '../ids';
import { ScalebookSerializer } from '../serializer';
import type { CopyMaker } from './copies';

/** *Import Jupyter Notebook…*: opens what a Jupyter notebook says as a new notebook. */
export async function importJupyter(maker: CopyMaker): Promise<void> {
  const [file] = (await vscode.window.showOpenDialog({ filters: { Jupyter: ['ipynb'] } })) ?? [];
  if (!file) return;
  try {
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
    const data = new ScalebookSerializer().deserializeNotebook(await maker.importJupyter(text));
    await vscode.window.showNotebookDocument(await vscode.workspace.openNotebookDocument(NOTEBOOK_TYPE, data));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(reason);
  }
}
