import * as vscode from 'vscode';
import type { ScalebookController } from './controller';
import { NOTEBOOK_TYPE } from './ids';

/** The commands of the palette and of the notebook's toolbar. */
export function registerCommands(controller: ScalebookController): vscode.Disposable {
  const active = (uri?: vscode.Uri): vscode.NotebookDocument | undefined =>
    vscode.workspace.notebookDocuments.find(n => n.uri.toString() === uri?.toString()) ??
    vscode.window.activeNotebookEditor?.notebook;
  const withLive = (run: (live: ReturnType<ScalebookController['of']>) => unknown) => (uri?: vscode.Uri) => {
    const notebook = active(uri);
    if (notebook?.notebookType === NOTEBOOK_TYPE) return run(controller.of(notebook));
    return vscode.window.showInformationMessage(vscode.l10n.t('Open a Scalebook notebook first.'));
  };
  return vscode.Disposable.from(
    vscode.commands.registerCommand(
      'scalebook.runStale',
      withLive(live => live.session.runStale()),
    ),
    vscode.commands.registerCommand(
      'scalebook.interrupt',
      withLive(live => live.session.interrupt()),
    ),
    vscode.commands.registerCommand('scalebook.toggleExecution', async () => {
      const configuration = vscode.workspace.getConfiguration('scalebook');
      const manual = configuration.get('execution') === 'manual';
      await configuration.update('execution', manual ? 'reactive' : 'manual', vscode.ConfigurationTarget.Workspace);
    }),
  );
}
