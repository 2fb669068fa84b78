import * as vscode from 'vscode';
import { EvaluateTool } from './chat-tool';
import { registerCommands } from './commands';
import { ScalebookController } from './controller';
import { isWriteRequest, writeCorpus } from './corpus/write';
import { registerEditing } from './editing';
import { LanguageClient } from './editing/language-client';
import { NOTEBOOK_TYPE } from './ids';
import { registerInputs } from './inputs';
import { ScalebookSerializer } from './serializer';
import { registerSharing } from './share';
import type { Workers } from './share/copies';
import { registerStart } from './start';
import { CellStatus } from './status-bar';
import { registerTrees } from './trees';

/** MB of heap for the language service, which runs no cells. */
const LANGUAGE_MEMORY = 512;

/** Puts the extension together. `workers` is what hosts differ in: how a worker comes to be. */
export function activateWith(context: vscode.ExtensionContext, workers: Workers): void {
  const { kernel: start } = workers;
  const client = new LanguageClient(
    () => start(LANGUAGE_MEMORY),
    notebook => controller.find(notebook)?.variables(),
  );
  const controller: ScalebookController = new ScalebookController(start, name => client.reserved.has(name));
  context.subscriptions.push(
    vscode.workspace.registerNotebookSerializer(NOTEBOOK_TYPE, new ScalebookSerializer(), { transientOutputs: true }),
    controller,
    client,
    registerEditing(client, controller),
    new CellStatus(controller),
    registerInputs(controller),
    registerCommands(controller),
    registerSharing(context, workers),
    registerStart(context),
    registerTrees(client, controller),
    new EvaluateTool(start),
    vscode.commands.registerCommand('scalebook.writeCorpus', (told: unknown) => {
      const notebook = vscode.window.activeNotebookEditor?.notebook;
      if (notebook?.notebookType === NOTEBOOK_TYPE) {
        return writeCorpus(notebook, start, isWriteRequest(told) ? told : undefined);
      }
      return vscode.window.showInformationMessage(vscode.l10n.t('Open a Scalebook notebook first.'));
    }),
  );
}
