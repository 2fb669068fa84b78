import * as vscode from 'vscode';
import { spawnBrowser } from '../kernel/spawn-browser';
import { activateWith } from './activate';

/** Entry of the extension in VS Code's web host, where Node's modules are absent. Browsers limit a worker's memory themselves. */
export function activate(context: vscode.ExtensionContext): void {
  const script = vscode.Uri.joinPath(context.extensionUri, 'dist/web/kernel.js').toString(true);
  activateWith(context, () => spawnBrowser(script));
}
