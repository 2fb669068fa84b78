import type * as vscode from 'vscode';
import { spawnNode } from '../kernel/spawn-node';
import type { KernelWorker } from '../kernel/supervisor';
import { activateWith } from './activate';

/** Entry of the extension in VS Code's Node host. */
export function activate(context: vscode.ExtensionContext): void {
  const worker =
    (script: string) =>
    (memory: number): KernelWorker =>
      spawnNode(context.asAbsolutePath(script), memory);
  activateWith(context, { kernel: worker('dist/kernel.js'), share: worker('dist/share.js') });
}
