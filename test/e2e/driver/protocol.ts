/**
 * How a test speaks to the extension host: one line of JSON each way, over a local socket that the test opens
 * and whose port the host finds in this environment variable.
 */
export const PORT_VARIABLE = 'SCALEBOOK_TEST_PORT';

/** Calls `(…) => …`, given as source text, with the `vscode` module and the arguments. */
export interface Request {
  readonly id: number;
  readonly source: string;
  readonly args: readonly unknown[];
}

export interface Response {
  readonly id: number;
  readonly value?: unknown;
  readonly error?: string;
}

/** Splits a stream of text into lines and hands each on, parsed. */
export function jsonLines(onMessage: (message: unknown) => void): (text: string) => void {
  let rest = '';
  return text => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) onMessage(JSON.parse(line));
  };
}
