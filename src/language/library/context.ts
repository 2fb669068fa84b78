import type { Control, FunctionValue, InputValue, Note, Value } from '../values/value';

/** What the host of a kernel does for it: the only way out of the language. */
export interface Host {
  /** Reads a file below the notebook's folder or the workspace folder. Rejects with a readable Error. */
  readFile(path: string): Promise<Uint8Array>;
  /** Files below the workspace that match a glob, as relative paths in a stable order. */
  findFiles(glob: string): Promise<readonly string[]>;
  /** Folders of this machine that files are read from, the notebook's own first; none where the kernel has no file system. */
  folders(): Promise<readonly string[]>;
  /** Whether answers may say how long they took: only where they are shown as they come, as copies must be the same each time. */
  readonly timed?: boolean;
  /** Runs a heavy job elsewhere (worker threads, a pool); see `kernel/jobs`. */
  job(name: string, payload: unknown, progress: (done: number, text?: string) => void): Promise<unknown>;
}

/** A remark on an answer. Of several with one key the weightiest is kept. */
export interface KeyedNote extends Note {
  readonly key?: string;
  readonly weight?: number;
  /** Several notes of one group are told in one sentence, made from what is brief about each. */
  readonly group?: { readonly brief: string; readonly together: (briefs: readonly string[]) => string };
}

/** What a library function may use besides its arguments. */
export interface Context {
  readonly host: Host;
  /** Calls a Scale function. */
  call(fn: FunctionValue, args: readonly Value[]): Value;
  /**
   * Waits for something slow without making evaluation asynchronous: the statement is run again once it is there.
   * Sound because Scale is pure; the nth wait of a statement is the same wait each time.
   */
  await<T>(start: () => Promise<T>): T;
  /** Adds a remark that is shown with the statement's result. */
  note(note: KeyedNote): void;
  /** Tells how far a slow computation is: 0 to 1. */
  progress(done: number, text?: string): void;
  /** Makes a control, at the position that the reader left it in. */
  input(control: Control, initial: Value): InputValue;
  /** Files that were read, with their SHA-256, for provenance. */
  readonly files: Map<string, string>;
}
