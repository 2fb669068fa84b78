import type { Json } from '../../language/values/json';
import type { Output } from '../protocol';

/** Version of what a page carries. */
export const PAGE_VERSION = 1;

/** What a page carries of its note, beside what it shows: enough to run it again, and to check every number. */
export interface PageNote {
  readonly scalebook: typeof PAGE_VERSION;
  /** Of the product that made it. */
  readonly version: string;
  /** `plan.scalebook`. */
  readonly name: string;
  /** The note as its file has it. */
  readonly source: string;
  /** Its code and data cells. */
  readonly cells: readonly PageCell[];
  readonly files: readonly PageFile[];
  /** Names that belong to the language. */
  readonly reserved: readonly string[];
  /** Addresses that stand for others in its links. */
  readonly links: Readonly<Record<string, string>>;
  /** What patterns of file names found. */
  readonly globs: Readonly<Record<string, readonly string[]>>;
  /** The language that it was exported in; absent where that is English. */
  readonly language?: PageLanguage;
}

/** A language with what the product says in it. */
export interface PageLanguage {
  /** As HTML names it: `zh-cn`. */
  readonly tag: string;
  /** As `vscode.l10n` bundles have them. */
  readonly messages: Readonly<Record<string, string>>;
}

export interface PageCell {
  /** Place among all cells of the note, from 0. */
  readonly index: number;
  /** What a session calls its kind: `scale`, or a data cell's format and name, `csv runs`. */
  readonly kind: string;
  readonly text: string;
  readonly status: 'ok' | 'error' | 'skipped';
  readonly outputs: readonly Output[];
  /** The last statement's value. */
  readonly value: Json | LargeValue;
  readonly variables: Readonly<Record<string, Json | LargeValue>>;
  /** Files that it rests on and the page does not carry: it cannot run there. */
  readonly missing?: readonly string[];
}

export interface PageFile {
  readonly path: string;
  readonly sha256: string;
  /** In bytes. */
  readonly size: number;
  /** Content as base64; absent where it is too large for a page. */
  readonly data?: string;
}

/** Stands for a value that is too large to be carried. */
export interface LargeValue {
  /** Of its JSON. */
  readonly sha256: string;
  readonly size: number;
}

/** Values of more characters than this together, as JSON, are carried by their hashes: the largest first. */
export const MOST_VALUES = 1_500_000;

export const isLargeValue = (value: unknown): value is LargeValue =>
  typeof value === 'object' &&
  value !== null &&
  Object.keys(value).length === 2 &&
  'sha256' in value &&
  typeof value.sha256 === 'string' &&
  'size' in value &&
  typeof value.size === 'number';
