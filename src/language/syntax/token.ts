import type { Span } from './span';

export type TokenKind =
  | 'number'
  | 'string'
  | 'name'
  | 'keyword'
  | 'operator'
  | 'newline'
  | 'semicolon'
  | 'unknown'
  | 'end';

export interface Token extends Span {
  readonly kind: TokenKind;
  /** The source text (for strings: without quotes and with escapes resolved). */
  readonly text: string;
  /** Value of a number token. */
  readonly value?: number;
  /** White space or a comment stands before the token. */
  readonly spaced: boolean;
}

export const KEYWORDS: ReadonlySet<string> = new Set(['and', 'or', 'not', 'mod', 'to', 'true', 'false', 'none']);
