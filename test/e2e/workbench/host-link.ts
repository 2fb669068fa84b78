import { createServer, type Server, type Socket } from 'node:net';
import { jsonLines, type Request, type Response } from '../driver/protocol';

type Vscode = typeof import('vscode');

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

const CONNECT_MS = 60_000;
const ANSWER_MS = 120_000;

/** Gives up on `promise` after `milliseconds`, with `message`. */
async function inTime<Value>(milliseconds: number, message: string, promise: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(message)), milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The test's end of the line to the extension host. */
export class HostLink {
  readonly #server: Server;
  readonly #pending = new Map<number, Pending>();
  readonly #connected: Promise<Socket>;
  #lastId = 0;

  private constructor(server: Server, connected: Promise<Socket>) {
    this.#server = server;
    this.#connected = connected;
  }

  static async open(): Promise<HostLink> {
    const server = createServer();
    const connected = new Promise<Socket>(resolve => server.once('connection', resolve));
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const link = new HostLink(server, connected);
    connected.then(socket => {
      socket.setEncoding('utf8');
      socket.on(
        'data',
        jsonLines(message => link.#receive(message as Response)),
      );
      socket.on('close', () => link.#fail(new Error('The extension host went away.')));
      socket.on('error', error => link.#fail(error));
    });
    return link;
  }

  get port(): number {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('The line to the extension host is closed.');
    return address.port;
  }

  /**
   * Runs `action` in the extension host. It is sent as text: it sees its arguments and nothing else of the test.
   * Arguments and result must survive JSON.
   */
  async run<Args extends readonly unknown[], Result>(
    action: (vscode: Vscode, ...args: Args) => Result | PromiseLike<Result>,
    ...args: Args
  ): Promise<Result> {
    const socket = await inTime(CONNECT_MS, 'The extension host did not call back.', this.#connected);
    this.#lastId += 1;
    const request: Request = { id: this.#lastId, source: action.toString(), args };
    const answer = new Promise<unknown>((resolve, reject) => this.#pending.set(request.id, { resolve, reject }));
    socket.write(`${JSON.stringify(request)}\n`);
    return (await inTime(ANSWER_MS, `The extension host did not answer: ${request.source}`, answer)) as Result;
  }

  async close(): Promise<void> {
    this.#connected.then(socket => socket.destroy());
    await new Promise(resolve => this.#server.close(resolve));
  }

  #receive({ id, value, error }: Response): void {
    const waiting = this.#pending.get(id);
    this.#pending.delete(id);
    if (error === undefined) waiting?.resolve(value);
    else waiting?.reject(new Error(error));
  }

  #fail(error: Error): void {
    for (const { reject } of this.#pending.values()) reject(error);
    this.#pending.clear();
  }
}
