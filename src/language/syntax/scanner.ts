import * as l10n from '@vscode/l10n';
import type { Diagnostic } from '../diagnostic';
import { KEYWORDS, type Token, type TokenKind } from './token';

/** A K, M, B or T (or k) directly behind the digits. */
const SUFFIXES: Readonly<Record<string, number>> = { k: 1e3, K: 1e3, M: 1e6, B: 1e9, T: 1e12 };

/** Longest first, so that `|>` is not read as `|`. */
const OPERATORS = [
  '|>',
  '=>',
  '==',
  '!=',
  '<=',
  '>=',
  '..',
  '+',
  '-',
  '*',
  '/',
  '^',
  '=',
  '<',
  '>',
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  ',',
  ':',
  '?',
  '.',
  '%',
];

/** What other languages and typesetting write, and what Scale writes for it. Longest first. */
const FOREIGN: Readonly<Record<string, string>> = {
  '&&': 'and',
  '||': 'or',
  '**': '^',
  '//': '#',
  '<>': '!=',
  ':=': '=',
  '&': 'and',
  '!': 'not',
  '−': '-',
  '–': '-',
  '×': '*',
  '·': '*',
  '÷': '/',
  '≤': '<=',
  '≥': '>=',
  '≠': '!=',
  '→': '=>',
  '“': '"',
  '”': '"',
  $: 'USD',
};

const NUMBER = /(?:\d(?:_?\d)*(?:\.(?!\.)(?:\d(?:_?\d)*)?)?|\.\d(?:_?\d)*)(?:[eE][+-]?\d+)?/y;
const NAME = /[\p{L}_][\p{L}\p{N}_]*/uy;
const SPACE = /(?:[ \t\f\v\u00a0]|#[^\n\r]*)+/y;
const NEWLINE = /\r\n|\n|\r/y;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '"': '"', "'": "'", '\\': '\\' };

export interface ScanResult {
  readonly tokens: readonly Token[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Splits a cell's text into tokens. Never fails: what cannot be read becomes an `unknown` token with a diagnostic. */
export function scan(text: string): ScanResult {
  const tokens: Token[] = [];
  const diagnostics: Diagnostic[] = [];
  let at = 0;
  let spaced = false;

  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0];
  };
  const push = (kind: TokenKind, start: number, source: string, value?: number): void => {
    tokens.push({ kind, start, end: at, text: source, spaced, ...(value === undefined ? {} : { value }) });
    spaced = false;
  };

  while (at < text.length) {
    const start = at;
    const space = match(SPACE);
    if (space) {
      at += space.length;
      spaced = true;
      continue;
    }
    const newline = match(NEWLINE);
    if (newline) {
      at += newline.length;
      push('newline', start, '\n');
      continue;
    }
    const number = match(NUMBER);
    if (number) {
      at += number.length;
      let value = Number(number.replaceAll('_', ''));
      const suffix = match(NAME);
      const scale = suffix === undefined ? undefined : SUFFIXES[suffix];
      if (suffix !== undefined && scale !== undefined && Object.hasOwn(SUFFIXES, suffix)) {
        // Through the decimal text, so that 1.4T is the double nearest to 1.4e12 and not 1.4 * 1e12 rounded twice.
        value = scaled(number, scale);
        at += suffix.length;
      }
      if (text[at] === '%') {
        value = scaled(String(value), 1e-2);
        at += 1;
      }
      push('number', start, text.slice(start, at), value);
      continue;
    }
    const name = match(NAME);
    if (name) {
      at += name.length;
      push(KEYWORDS.has(name) ? 'keyword' : 'name', start, name);
      continue;
    }
    const quote = text[at];
    if (quote === '"' || quote === "'") {
      const { value, end, closed } = readString(text, at, quote);
      at = end;
      push('string', start, value);
      if (!closed) {
        diagnostics.push({
          severity: 'error',
          code: 'unclosed-string',
          start,
          end,
          message: l10n.t('This text has no closing {0}: add one at its end.', quote),
        });
      }
      continue;
    }
    if (quote === ';') {
      at += 1;
      push('semicolon', start, ';');
      continue;
    }
    const foreign = Object.keys(FOREIGN).find(f => text.startsWith(f, at));
    const operator = OPERATORS.find(o => text.startsWith(o, at));
    if (operator && operator.length >= (foreign?.length ?? 0)) {
      at += operator.length;
      push('operator', start, operator);
      continue;
    }
    const character = foreign ?? String.fromCodePoint(text.codePointAt(at) ?? 0xfffd);
    at += character.length;
    push('unknown', start, character);
    diagnostics.push({
      severity: 'error',
      code: 'unknown-character',
      start,
      end: at,
      message: foreign
        ? l10n.t('Scale writes `{0}` for {1}.', FOREIGN[foreign] ?? '', foreign)
        : l10n.t('Scale has no use for the character {0}: remove it.', JSON.stringify(character)),
    });
  }
  push('end', at, '');
  return { tokens, diagnostics };
}

/** Multiplies a decimal literal by a power of ten exactly, by moving its exponent. */
function scaled(literal: string, factor: number): number {
  const [mantissa = '0', exponent = '0'] = literal.replaceAll('_', '').toLowerCase().split('e');
  return Number(`${mantissa}e${Number(exponent) + Math.round(Math.log10(factor))}`);
}

function readString(text: string, from: number, quote: string): { value: string; end: number; closed: boolean } {
  let value = '';
  let at = from + 1;
  while (at < text.length) {
    const c = text[at];
    if (c === quote) return { value, end: at + 1, closed: true };
    if (c === '\n' || c === '\r') break;
    if (c === '\\' && at + 1 < text.length) {
      const next = text[at + 1] ?? '';
      const code = /^u([0-9a-fA-F]{4})/.exec(text.slice(at + 1, at + 6));
      if (code) {
        value += String.fromCharCode(Number.parseInt(code[1] ?? '', 16));
        at += 6;
        continue;
      }
      value += Object.hasOwn(ESCAPES, next) ? ESCAPES[next] : `\\${next}`;
      at += 2;
      continue;
    }
    value += c;
    at += 1;
  }
  return { value, end: at, closed: false };
}
