import type { Diagnostic } from '../diagnostic';
import type { Span } from './span';
import type { Token } from './token';

const OPENING = new Set(['(', '[', '{']);
const CLOSING = new Set([')', ']', '}']);

const isOperator = (token: Token | undefined, text: string): boolean =>
  token?.kind === 'operator' && token.text === text;

/**
 * Drops the newlines that do not end a statement: those inside brackets, and those before `|>`.
 * `name =` at the start of a line is never inside brackets (arguments use `:`), so there a forgotten bracket ends.
 */
export function joinLines(tokens: readonly Token[]): Token[] {
  const joined: Token[] = [];
  let depth = 0;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i] as Token;
    if (token.kind === 'operator' && OPENING.has(token.text)) depth++;
    if (token.kind === 'operator' && CLOSING.has(token.text)) depth = Math.max(0, depth - 1);
    if (token.kind === 'newline') {
      let next = i + 1;
      while (tokens[next]?.kind === 'newline') next++;
      if (isOperator(tokens[next], '|>')) continue;
      if (depth > 0 && !(tokens[next]?.kind === 'name' && isOperator(tokens[next + 1], '='))) continue;
      depth = 0;
    }
    joined.push(token);
  }
  return joined;
}

/** Reads tokens one by one and collects what is wrong. */
export class Cursor {
  private at = 0;
  readonly diagnostics: Diagnostic[] = [];
  /** How many expressions are open: bounded, so that hostile nesting cannot exhaust the stack. */
  depth = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  peek(ahead = 0): Token {
    return this.tokens[Math.min(this.at + ahead, this.tokens.length - 1)] as Token;
  }

  next(): Token {
    const token = this.peek();
    if (this.at < this.tokens.length - 1) this.at++;
    return token;
  }

  is(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return (token.kind === 'operator' || token.kind === 'keyword') && token.text === text;
  }

  /** Takes the token if it is this operator or keyword. */
  take(text: string): Token | undefined {
    return this.is(text) ? this.next() : undefined;
  }

  atEndOfStatement(): boolean {
    const { kind } = this.peek();
    return kind === 'newline' || kind === 'semicolon' || kind === 'end';
  }

  /** End of the last token read, or the start of the text. */
  get lastEnd(): number {
    return this.at === 0 ? 0 : (this.tokens[this.at - 1] as Token).end;
  }

  /** An empty place directly behind what was read, or the unwelcome token that stands there. */
  here(): Span {
    const token = this.peek();
    return this.atEndOfStatement()
      ? { start: this.lastEnd, end: this.lastEnd }
      : { start: token.start, end: token.end };
  }

  error(code: string, message: string, span: Span = this.here(), fix?: Diagnostic['fix']): void {
    // One complaint per place: later ones follow from the first.
    const last = this.diagnostics.at(-1);
    if (last && span.start <= last.end && last.start <= span.start) return;
    this.diagnostics.push({ severity: 'error', code, message, start: span.start, end: span.end, ...(fix && { fix }) });
  }
}
