import * as l10n from '@vscode/l10n';
import { ScienceError } from '../../errors';

/** A line of a JSONL file: `{"key": [numbers], "token": id, "logprob": number}`. */
export interface KeyLine {
  readonly key: readonly number[];
  readonly token: number;
  readonly logprob?: number;
  /** Number of the line in the file, from 1. */
  readonly line: number;
}

/** The lines of a file's bytes, decoded one at a time: a whole file may be longer than a string can be. */
export function* linesOf(bytes: Uint8Array): Generator<string> {
  const decoder = new TextDecoder();
  for (let from = 0; from < bytes.length; ) {
    const found = bytes.indexOf(10, from);
    const end = found < 0 ? bytes.length : found;
    yield decoder.decode(bytes.subarray(from, end));
    from = end + 1;
  }
}

const isNumbers = (value: unknown): value is number[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every(x => typeof x === 'number' && Number.isFinite(Math.fround(x)));

/** Reads the lines of a JSONL file of keys. Empty lines are passed over; any other that is no key is an error with its number. */
export function* parseKeyLines(lines: Iterable<string>): Generator<KeyLine> {
  let line = 0;
  let dimensions: number | undefined;
  const wrong = (sentence: string) => new ScienceError('bad-input', sentence);
  for (const text of lines) {
    line++;
    if (text.trim() === '') continue;
    let record: unknown;
    try {
      record = JSON.parse(text);
    } catch {
      throw wrong(l10n.t('Line {0} is not JSON.', line));
    }
    const { key, token, logprob } = (record ?? {}) as Partial<Record<'key' | 'token' | 'logprob', unknown>>;
    if (!isNumbers(key)) throw wrong(l10n.t('Line {0} has no "key", a list of finite numbers.', line));
    if (dimensions !== undefined && key.length !== dimensions)
      throw wrong(l10n.t('The key of line {0} has {1} numbers, those before have {2}.', line, key.length, dimensions));
    dimensions = key.length;
    if (typeof token !== 'number' || token !== Math.trunc(token) || Math.abs(token) >= 2 ** 31)
      throw wrong(l10n.t('Line {0} has no "token", a whole number below 2^31.', line));
    if (logprob !== undefined && typeof logprob !== 'number')
      throw wrong(l10n.t('"logprob" of line {0} is not a number.', line));
    yield { key, token, line, ...(logprob === undefined ? {} : { logprob }) };
  }
}
