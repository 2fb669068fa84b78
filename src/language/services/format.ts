import { scan } from '../syntax/scanner';
import type { Token } from '../syntax/token';

/** Columns by which a line goes in for each open bracket, or for a `|>` that goes on. */
const INDENT = 2;

/**
 * Lays a cell's text out: one space around operators and behind commas, none inside brackets, lines that go on indented.
 * Lines stay where they are broken, and comments behind code where they are aligned. A text that cannot be read stays as it is.
 */
export function format(text: string): string {
  const { tokens, diagnostics } = scan(text);
  if (diagnostics.some(d => d.severity === 'error') || tokens.some(t => t.kind === 'unknown')) return text;
  const lines: string[] = [];
  let depth = 0;
  let at = 0;
  for (const source of text.split(/\r\n|\n|\r/)) {
    const end = at + source.length;
    const inLine = tokens.filter(t => t.start >= at && t.end <= end && t.kind !== 'newline' && t.kind !== 'end');
    lines.push(formatLine(text, source, at, inLine, tokens, depth));
    for (const token of inLine) depth = Math.max(0, depth + (opens(token) ? 1 : closes(token) ? -1 : 0));
    at = end + (text.startsWith('\r\n', end) ? 2 : 1);
  }
  const laidOut = lines.join(/\r\n|\n|\r/.exec(text)?.[0] ?? '\n');
  return sameTokens(text, laidOut) ? laidOut : text;
}

const is = (token: Token | undefined, ...texts: readonly string[]): boolean =>
  token?.kind === 'operator' && texts.includes(token.text);
const opens = (token: Token): boolean => is(token, '(', '[', '{');
const closes = (token: Token): boolean => is(token, ')', ']', '}');

function formatLine(
  text: string,
  source: string,
  at: number,
  inLine: readonly Token[],
  all: readonly Token[],
  depth: number,
): string {
  const [first] = inLine;
  const last = inLine.at(-1);
  const tail = (last ? source.slice(last.end - at) : source).trimEnd();
  const leading = inLine.findIndex(token => !closes(token));
  const closing = leading < 0 ? inLine.length : leading;
  const goesOn = depth === 0 && is(first, '|>') ? 1 : 0;
  const indent = ' '.repeat(INDENT * Math.max(0, depth - closing + goesOn));
  if (!first) return tail === '' ? '' : indent + tail.trimStart();
  const code = inLine.map((token, i) => {
    const before = inLine[i - 1];
    const raw = text.slice(token.start, token.end);
    return before && spaceBetween(before, token, all) ? ` ${raw}` : raw;
  });
  const comment = tail === '' ? '' : tail.startsWith('#') ? ` ${tail}` : tail;
  return indent + code.join('') + comment;
}

/** Whether a space stands between two tokens of a line. */
function spaceBetween(a: Token, b: Token, all: readonly Token[]): boolean {
  if (is(b, ',', ')', ']', '}') || b.kind === 'semicolon') return false;
  if (is(a, '(', '[', '{') || is(a, '.') || is(b, '.')) return false;
  if (is(a, ',') || a.kind === 'semicolon') return true;
  if (is(b, ':')) return !namesArgument(all[all.indexOf(b) - 1], all);
  if (is(a, '^', '..') || is(b, '^', '..')) return false;
  // `params(…)` is a call and `5 params (…)` is not: what was written decides.
  if (is(b, '(', '[') && !isBetween(a)) return b.spaced;
  return !isSign(a, all);
}

/** `key:` of a record or an argument, and not the middle of `a ? b : c`. */
function namesArgument(key: Token | undefined, all: readonly Token[]): boolean {
  if (key?.kind !== 'name' && key?.kind !== 'string' && key?.kind !== 'keyword') return false;
  const before = all.slice(0, all.indexOf(key)).findLast(t => t.kind !== 'newline');
  return is(before, '(', ',', '{');
}

/** Something that has a value on each side. */
const isBetween = (token: Token): boolean =>
  (token.kind === 'operator' && !closes(token) && token.text !== '%') ||
  (token.kind === 'keyword' && ['and', 'or', 'not', 'mod', 'to'].includes(token.text));

/** A sign in front of a value, as in `-1` or `a * -b`. */
function isSign(token: Token, all: readonly Token[]): boolean {
  if (!is(token, '-', '+')) return false;
  const before = all[all.indexOf(token) - 1];
  return before === undefined || before.kind === 'newline' || before.kind === 'semicolon' || isBetween(before);
}

/** White space means nothing but whether a bracket stands directly behind a name. */
function sameTokens(a: string, b: string): boolean {
  const read = (text: string): string =>
    JSON.stringify(
      scan(text).tokens.map((token, i, all) => {
        const before = all[i - 1];
        const calls = is(token, '(', '[') && before !== undefined && !isBetween(before);
        return [token.kind, token.text, token.value, calls && token.spaced];
      }),
    );
  return read(a) === read(b);
}
