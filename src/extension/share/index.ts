import * as vscode from 'vscode';
import { NOTEBOOK_TYPE } from '../ids';
import { CopyMaker, type Workers } from './copies';
import { exportNotebook, freezeOutputs, isExportRequest } from './export';
import { FrozenStatus } from './frozen-status';
import { importJupyter } from './import';

/** Copies of notebooks for readers: export, frozen copies, and what comes back from Jupyter. */
export function registerSharing(context: vscode.ExtensionContext, workers: Workers): vscode.Disposable {
  const maker = new CopyMaker(context, workers);
  const status = new FrozenStatus();
  const onNotebook =
    (run: (notebook: vscode.NotebookDocument, told: unknown) => Promise<unknown>) => (told: unknown) => {
      const notebook = vscode.window.activeNotebookEditor?.notebook;
      if (notebook?.notebookType === NOTEBOOK_TYPE) return run(notebook, told);
      return vscode.window.showInformationMessage(vscode.l10n.t('Open a Scalebook notebook first.'));
    };
  return vscode.Disposable.from(
    status,
    vscode.commands.registerCommand(
      'scalebook.export',
      onNotebook((notebook, told) => exportNotebook(maker, notebook, isExportRequest(told) ? told : undefined)),
    ),
    vscode.commands.registerCommand(
      'scalebook.freezeOutputs',
      onNotebook(async notebook => {
        if (await freezeOutputs(maker, notebook)) await status.update();
      }),
    ),
    vscode.commands.registerCommand('scalebook.importJupyter', () => importJupyter(maker)),
  );
}
