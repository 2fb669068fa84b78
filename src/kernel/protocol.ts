import type { Diagnostic } from '../language/diagnostic';
import type { CorpusPipeline } from '../language/library/functions/corpus/job';
import type { VariableInfo } from '../language/services/notebook-names';
import type { Json } from '../language/values/json';

export type { VariableInfo };

/** Where a reader left a control: a slider's number in base units, a toggle's state, or the place in a choice's list. */
export type Position = number | boolean | { readonly choice: number };

/** A cell to run. */
export interface CellRequest {
  /** Under which to keep what the cell defines. */
  readonly result: number;
  /** All that the cell may see of other cells: each name, and the result that defined it. */
  readonly needs: readonly { readonly name: string; readonly result: number }[];
  readonly kind: 'scale' | 'data';
  readonly text: string;
  /** Data cells: the name that they define, and how their text is read. */
  readonly name?: string;
  readonly format?: 'csv' | 'tsv' | 'json';
  readonly positions?: Readonly<Record<string, Position>>;
  /**
   * Runs only the statements that define these names, and leaves corpora unsettled: the outcome has their pipelines in place
   * of outputs.
   */
  readonly pipelines?: readonly string[];
}

/** One thing to show: the same answer in several forms, the richest first. */
export interface Output {
  /** Names it within the cell, so that the next run updates it in place. */
  readonly id: string;
  readonly items: readonly OutputItem[];
}

export interface OutputItem {
  readonly mime: string;
  /** Text, or the payload of a view. */
  readonly data: unknown;
}

/** What became of a cell. Plain data: it crosses from the worker to its host. */
export interface CellOutcome {
  readonly status: 'ok' | 'error';
  readonly outputs: readonly Output[];
  /** What the cell defined, in short. */
  readonly variables: Readonly<Record<string, VariableInfo>>;
  /** The same in full, where it was asked for. */
  readonly full?: FullResult;
  /** What the corpora that the cell defined stand for, by name, where it was asked for. */
  readonly pipelines?: Readonly<Record<string, CorpusPipeline>>;
  /** Places are offsets in the cell's text. */
  readonly diagnostics: readonly Diagnostic[];
  /** Files that the cell read, with their SHA-256. */
  readonly files: Readonly<Record<string, string>>;
  readonly milliseconds: number;
}

/** Values as JSON, for the command line. Costly for large tables, so it is made only on request. */
export interface FullResult {
  /** The last statement's value, unless it is hidden. */
  readonly value: Json;
  readonly views: readonly { readonly mime: string; readonly data: unknown }[];
  readonly variables: Readonly<Record<string, Json>>;
}

export interface KernelOptions {
  /** Whether outcomes carry their values as JSON. */
  readonly full?: boolean;
  /** Names whose definitions are replaced, with the expression that stands for them. */
  readonly overrides?: Readonly<Record<string, string>>;
  /** Messages in the reader's language, as `vscode.l10n` bundles have them. */
  readonly messages?: Readonly<Record<string, string>>;
}

/** What a kernel does for its host. */
export interface KernelFunctions {
  configure(options: KernelOptions): void;
  evaluate(request: CellRequest): Promise<CellOutcome>;
  /** Runs a registered job and gives back its result. */
  job(name: string, payload: unknown): Promise<unknown>;
  /** Drops what these evaluations defined. */
  forget(results: readonly number[]): void;
}

/** What a host does for its kernel. */
export interface HostFunctions {
  readFile(path: string): Promise<Uint8Array>;
  findFiles(glob: string): Promise<readonly string[]>;
  /** Folders that a kernel on the same machine may read below, the notebook's own first; absent or empty: all comes through `readFile`. */
  folders?(): Promise<readonly string[]>;
  progress(result: number, done: number, text?: string): void;
}
