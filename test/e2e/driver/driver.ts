/**
 * A second extension, for tests only: runs in VS Code's extension host what a test sends.
 * So tests can say what a person would through the command palette, and ask what only the API knows.
 */
import { connect } from 'node:net';
import * as vscode from 'vscode';
import { jsonLines, PORT_VARIABLE, type Request, type Response } from './protocol';

export function activate(context: vscode.ExtensionContext): void {
  const port = Number(process.env[PORT_VARIABLE]);
  if (!Number.isInteger(port) || port <= 0) return;
  const socket = connect(port, '127.0.0.1');
  socket.setEncoding('utf8');
  const reply = (response: Response) => socket.write(`${JSON.stringify(response)}\n`);
  socket.on(
    'data',
    jsonLines(message => {
      const request = message as Request;
      perform(request).then(
        value => reply({ id: request.id, value }),
        (error: unknown) => reply({ id: request.id, error: error instanceof Error ? error.message : String(error) }),
      );
    }),
  );
  context.subscriptions.push({ dispose: () => socket.destroy() });
}

async function perform({ source, args }: Request): Promise<unknown> {
  const action = new Function(`return (${source});`)();
  return action(vscode, ...args);
}
