import { KEYWORDS } from '../../language/syntax/token';

export const DATA_FORMATS = ['csv', 'tsv', 'json'] as const;
export type DataFormat = (typeof DATA_FORMATS)[number];

/** What a fence's info string says about a cell. `rest` is all that follows, attributes in braces above all, as written. */
export type CellInfo =
  | { readonly kind: 'scale'; readonly rest: string }
  | { readonly kind: 'data'; readonly format: DataFormat; readonly name: string; readonly rest: string };

/** A block that would be a data cell, had it a good name. */
export interface NamelessData {
  readonly kind: 'nameless';
  readonly format: DataFormat;
  /** What stands where the name should; empty if nothing does. */
  readonly name: string;
}

const NAME = /^[\p{L}_][\p{L}\p{N}_]*$/u;
const WORD = /^[^ \t{]*/;

/** Whether a data cell may define this name: a name of Scale that is no keyword. */
export const isDataName = (name: string): boolean => NAME.test(name) && !KEYWORDS.has(name);

export const isDataFormat = (word: string): word is DataFormat => DATA_FORMATS.some(format => format === word);

/** Reads an info string. Undefined for a block that is no cell; the first word must be the whole word: `scalefoo` is none. */
export function readInfo(info: string): CellInfo | NamelessData | undefined {
  const [word, after] = splitWord(trimmed(info));
  if (word === 'scale') return { kind: 'scale', rest: after };
  if (!isDataFormat(word)) return undefined;
  const [name, rest] = splitWord(after);
  return isDataName(name) ? { kind: 'data', format: word, name, rest } : { kind: 'nameless', format: word, name };
}

/** The canonical info string. */
export function writeInfo(info: CellInfo): string {
  const rest = cleanRest(info.rest);
  const words = info.kind === 'scale' ? ['scale'] : [info.format, info.name];
  return (rest === '' ? words : [...words, rest]).join(' ');
}

export function sameInfo(a: CellInfo, b: CellInfo): boolean {
  return writeInfo(a) === writeInfo(b);
}

/** What may follow on a fence's line: one line, without spaces around it. */
export const cleanRest = (rest: string): string => trimmed(rest.replace(/[\r\n]+/g, ' '));

function splitWord(text: string): [word: string, after: string] {
  const word = WORD.exec(text)?.[0] ?? '';
  return [word, trimmed(text.slice(word.length))];
}

function trimmed(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlankAt(text, start)) start += 1;
  while (end > start && isBlankAt(text, end - 1)) end -= 1;
  return text.slice(start, end);
}

const isBlankAt = (text: string, at: number): boolean => text[at] === ' ' || text[at] === '\t';
