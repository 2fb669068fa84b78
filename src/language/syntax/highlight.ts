import { isUnitName } from '../units/table';
import { scan } from './scanner';
import type { Token } from './token';

/** What a piece of a cell's text is to the eye. */
export type HighlightKind =
  | 'comment'
  | 'string'
  | 'number'
  | 'unit'
  | 'keyword'
  | 'function'
  | 'argument'
  | 'definition'
  | 'operator';

export interface Highlight {
  readonly text: string;
  /** Absent from names, punctuation and white space. */
  readonly kind?: HighlightKind;
}

/** A cell's text in pieces, each with what it is; together they are the text. */
export function highlight(text: string): readonly Highlight[] {
  const { tokens } = scan(text);
  const pieces: Highlight[] = [];
  let at = 0;
  for (const [i, token] of tokens.entries()) {
    if (token.start > at) pieces.push(...betweenTokens(text.slice(at, token.start)));
    const kind = kindOf(token, tokens[i - 1], tokens[i + 1]);
    if (token.end > token.start) pieces.push({ text: text.slice(token.start, token.end), ...(kind && { kind }) });
    at = token.end;
  }
  return pieces;
}

/** White space and comments, which are no tokens. */
function betweenTokens(text: string): Highlight[] {
  const hash = text.indexOf('#');
  if (hash < 0) return [{ text }];
  return [...(hash > 0 ? [{ text: text.slice(0, hash) }] : []), { text: text.slice(hash), kind: 'comment' }];
}

const NO_KIND: ReadonlySet<string> = new Set(['(', ')', '[', ']', '{', '}', ',', '.', ':']);

function kindOf(token: Token, before: Token | undefined, after: Token | undefined): HighlightKind | undefined {
  switch (token.kind) {
    case 'number':
    case 'string':
    case 'keyword':
      return token.kind;
    case 'operator':
      return NO_KIND.has(token.text) ? undefined : 'operator';
    case 'name':
      return nameKind(token, before, after);
    default:
      return undefined;
  }
}

function nameKind(token: Token, before: Token | undefined, after: Token | undefined): HighlightKind | undefined {
  const isField = before?.text === '.' && before.kind === 'operator';
  const next = after?.kind === 'operator' ? after.text : '';
  const startsLine = before === undefined || before.kind === 'newline' || before.kind === 'semicolon';
  if (startsLine && (next === '=' || next === '(')) return next === '=' ? 'definition' : 'function';
  if (isField) return next === '(' ? 'function' : undefined;
  if (next === '(' && !after?.spaced) return 'function';
  if (next === ':' && (before?.text === '(' || before?.text === ',' || before?.text === '{')) return 'argument';
  return isUnitName(token.text) ? 'unit' : undefined;
}
