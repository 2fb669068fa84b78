import * as vscode from 'vscode';
import { ScalebookController } from './controller';
import { ScalebookSerializer } from './serializer';

export const NOTEBOOK_TYPE = 'scalebook';

export function activate(context: vscode.ExtensionContext): void {
  context.subscriptions.push(
    vscode.workspace.registerNotebookSerializer(NOTEBOOK_TYPE, new ScalebookSerializer(), { transientOutputs: true }),
    new ScalebookController(NOTEBOOK_TYPE),
  );
}
