import * as l10n from '@vscode/l10n';
import type { Diagnostic } from '../diagnostic';
import type { Name, Program, Statement } from './ast';
import { Cursor, joinLines } from './cursor';
import { parseExpression } from './expressions';
import { scan } from './scanner';

export interface ParseResult {
  readonly program: Program;
  readonly diagnostics: readonly Diagnostic[];
}

/** Parses a cell. Never fails: a broken line becomes a statement with missing nodes and a diagnostic, the others are kept. */
export function parse(text: string): ParseResult {
  const { tokens, diagnostics } = scan(text);
  const cursor = new Cursor(joinLines(tokens));
  const statements: Statement[] = [];
  for (;;) {
    while (cursor.peek().kind === 'newline' || cursor.peek().kind === 'semicolon') cursor.next();
    if (cursor.peek().kind === 'end') break;
    statements.push(parseStatement(cursor));
  }
  // What cannot stand in a line because it could not even be read is told once.
  const follows = (d: Diagnostic): boolean => diagnostics.some(s => s.start <= d.end && d.start <= s.end);
  const found = [...diagnostics, ...cursor.diagnostics.filter(d => !follows(d))].sort(
    (a, b) => a.start - b.start || a.end - b.end,
  );
  return { program: { start: 0, end: text.length, statements }, diagnostics: found };
}

function parseStatement(cursor: Cursor): Statement {
  const { start } = cursor.peek();
  const { target, parameters } = parseTarget(cursor);
  const value = parseExpression(cursor);
  if (!cursor.atEndOfStatement()) {
    const token = cursor.peek();
    cursor.error(
      'unexpected',
      token.text === '='
        ? l10n.t('Only a name can be defined: write `name = …`, or `==` to compare.')
        : l10n.t('{0} cannot stand here: end the line before it, or put an operator between.', quoted(token.text)),
    );
    while (!cursor.atEndOfStatement()) cursor.next();
  }
  const end = cursor.lastEnd;
  const hidden = cursor.peek().kind === 'semicolon';
  if (hidden) cursor.next();
  return { start, end, value, hidden, ...(target && { target }), ...(parameters && { parameters }) };
}

/** `name =` or `name(a, b) =`, if the statement begins so. */
function parseTarget(cursor: Cursor): { target?: Name; parameters?: Name[] } {
  const first = cursor.peek();
  if (first.kind !== 'name') return {};
  const name: Name = { name: first.text, start: first.start, end: first.end };
  if (cursor.is('=', 1)) {
    cursor.next();
    cursor.next();
    return { target: name };
  }
  const length = parameterListLength(cursor);
  if (length === 0) return {};
  cursor.next();
  const parameters = takeParameters(cursor, length);
  cursor.next();
  return { target: name, parameters };
}

/** Number of tokens of `(a, b)` behind the first token if `=` follows it, else 0. */
function parameterListLength(cursor: Cursor): number {
  if (!cursor.is('(', 1)) return 0;
  let at = 2;
  while (cursor.peek(at).kind === 'name' || cursor.is(',', at)) at++;
  return cursor.is(')', at) && cursor.is('=', at + 1) ? at : 0;
}

function takeParameters(cursor: Cursor, tokens: number): Name[] {
  const names: Name[] = [];
  for (let i = 0; i < tokens; i++) {
    const token = cursor.next();
    if (token.kind === 'name') names.push({ name: token.text, start: token.start, end: token.end });
  }
  return names;
}

const quoted = (text: string): string => (text.trim() === '' ? l10n.t('the end of the line') : `\`${text}\``);
