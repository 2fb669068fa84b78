import { scan } from '../syntax/scanner';
import type { Span } from '../syntax/span';
import type { Token } from '../syntax/token';

/** A call that is being written at some place of a text. */
export interface OpenCall {
  readonly name: string;
  /** Place of the function's name. */
  readonly start: number;
  /** Position of the argument at the place, counting those without a name. */
  readonly position: number;
  /** Name of the argument at the place, if it is given by name. */
  readonly argument?: string;
  /** Names that have been given already. */
  readonly given: readonly string[];
}

/** What stands around a place in a cell: enough for completion, hover and signature help, however broken the text is. */
export interface Surrounding {
  /** The name at the place, or that is being written. */
  readonly word: string;
  readonly wordStart: number;
  /** The names before it that are joined by dots: `['laws']` in `laws.ep`. */
  readonly path: readonly string[];
  /** Directly behind a number: a unit may stand here. */
  readonly afterNumber: boolean;
  readonly call?: OpenCall;
  /** In a text or a comment, where names mean nothing. */
  readonly inert: boolean;
  /** The text (as a token, with its quotes) that the place is in. */
  readonly string?: Span;
  /** Start of the statement around the place. */
  readonly statementStart: number;
}

const isText = (token: Token | undefined, text: string): boolean => token?.kind === 'operator' && token.text === text;

/** Reads what stands around an offset. */
export function surroundingAt(text: string, offset: number): Surrounding {
  const { tokens } = scan(text);
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const string = tokens.find(t => t.kind === 'string' && t.start < offset && (offset < t.end || isOpen(text, t)));
  const inString = string !== undefined;
  const inComment = !inString && commentStart(text, tokens, lineStart, offset) >= 0;
  const at = tokens.findIndex(t => t.start < offset && offset <= t.end && (t.kind === 'name' || t.kind === 'keyword'));
  const before = at >= 0 ? at : lastBefore(tokens, offset) + 1;
  const word = at >= 0 ? text.slice((tokens[at] as Token).start, (tokens[at] as Token).end) : '';
  const call = openCall(tokens, before);
  return {
    word,
    wordStart: at >= 0 ? (tokens[at] as Token).start : offset,
    path: pathBefore(tokens, before),
    afterNumber: tokens[before - 1]?.kind === 'number',
    inert: inString || inComment,
    statementStart: statementStart(tokens, before),
    ...(string && { string: { start: string.start, end: string.end } }),
    ...(call && { call }),
  };
}

/** A text without its closing quote: it is still being written. */
const isOpen = (text: string, { start, end }: Span): boolean =>
  end - start < 2 || text[end - 1] !== text[start] || text[end - 2] === '\\';

/** Where the statement around a token begins: behind the last line end or `;` outside brackets that no `|>` continues. */
function statementStart(tokens: readonly Token[], at: number): number {
  let depth = 0;
  let start = 0;
  for (const [i, { kind, text, end }] of tokens.slice(0, at).entries()) {
    if (kind === 'operator' && ['(', '[', '{'].includes(text)) depth++;
    else if (kind === 'operator' && [')', ']', '}'].includes(text)) depth = Math.max(0, depth - 1);
    else if (depth === 0 && (kind === 'semicolon' || (kind === 'newline' && !isText(tokens[i + 1], '|>')))) start = end;
  }
  return start;
}

/** A `#` of the line that is not inside a token begins a comment. */
function commentStart(text: string, tokens: readonly Token[], lineStart: number, offset: number): number {
  for (let i = text.indexOf('#', lineStart); i >= 0 && i < offset; i = text.indexOf('#', i + 1)) {
    if (!tokens.some(t => t.start <= i && i < t.end)) return i;
  }
  return -1;
}

function lastBefore(tokens: readonly Token[], offset: number): number {
  let found = -1;
  for (const [i, token] of tokens.entries()) if (token.kind !== 'end' && token.end <= offset) found = i;
  return found;
}

function pathBefore(tokens: readonly Token[], at: number): string[] {
  const path: string[] = [];
  let i = at - 1;
  while (isText(tokens[i], '.') && tokens[i - 1]?.kind === 'name') {
    path.unshift((tokens[i - 1] as Token).text);
    i -= 2;
  }
  return path;
}

/** The innermost call whose bracket is still open before a token. */
function openCall(tokens: readonly Token[], at: number): OpenCall | undefined {
  let depth = 0;
  let commas = 0;
  const given: string[] = [];
  let named = 0;
  let argument: string | undefined;
  for (let i = at - 1; i >= 0; i--) {
    const token = tokens[i] as Token;
    if (token.kind !== 'operator') continue;
    if ([')', ']', '}'].includes(token.text)) depth++;
    else if (token.text === '[' || token.text === '{') {
      if (depth === 0) return undefined;
      depth--;
    } else if (token.text === '(') {
      if (depth > 0) {
        depth--;
        continue;
      }
      const callee = tokens[i - 1];
      if (callee?.kind !== 'name') return undefined;
      const piped = startsPiped(tokens, i - 1) ? 1 : 0;
      return {
        name: callee.text,
        start: callee.start,
        position: commas - named + piped,
        given,
        ...(argument === undefined ? {} : { argument }),
      };
    } else if (depth === 0 && token.text === ',') commas++;
    else if (
      depth === 0 &&
      token.text === ':' &&
      tokens[i - 1]?.kind === 'name' &&
      (isText(tokens[i - 2], ',') || isText(tokens[i - 2], '('))
    ) {
      const name = (tokens[i - 1] as Token).text;
      given.push(name);
      if (commas === 0) argument = name;
      else named++;
    }
  }
  return undefined;
}

const startsPiped = (tokens: readonly Token[], callee: number): boolean => {
  let i = callee - 1;
  while (isText(tokens[i], '.') && tokens[i - 1]?.kind === 'name') i -= 2;
  return isText(tokens[i], '|>') || i < callee - 1;
};
