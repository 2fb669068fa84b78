import * as vscode from 'vscode';
import { spawnBrowser } from '../kernel/spawn-browser';
import type { KernelWorker } from '../kernel/supervisor';
import { activateWith } from './activate';

/** Entry of the extension in VS Code's web host, where Node's modules are absent. Browsers limit a worker's memory themselves. */
export function activate(context: vscode.ExtensionContext): void {
  const worker = (script: string) => (): KernelWorker =>
    spawnBrowser(vscode.Uri.joinPath(context.extensionUri, script).toString(true));
  activateWith(context, { kernel: worker('dist/web/kernel.js'), share: worker('dist/web/share.js') });
}
