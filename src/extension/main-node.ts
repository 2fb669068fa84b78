import type * as vscode from 'vscode';
import { spawnNode } from '../kernel/spawn-node';
import { activateWith } from './activate';

/** Entry of the extension in VS Code's Node host. */
export function activate(context: vscode.ExtensionContext): void {
  activateWith(context, memory => spawnNode(context.asAbsolutePath('dist/kernel.js'), memory));
}
