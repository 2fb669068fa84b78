import * as l10n from '@vscode/l10n';
import { renamed } from '../fixes';
import { nearest, unitMeant } from '../suggest';
import { isUnitName, unitNames } from '../units/table';
import type { Argument, Name, Node, RecordNode, UnitFactor } from './ast';
import type { Cursor } from './cursor';
import { parseExpression } from './expressions';
import { spanning } from './span';

/** A value with what follows it directly: calls, indices, fields. */
export function parsePostfix(cursor: Cursor): Node {
  let node = parsePrimary(cursor);
  for (let length = 0; length < MAX_CHAIN; length++) {
    if (node.kind === 'unit' || node.kind === 'number' || node.kind === 'missing') return node;
    if (cursor.is('(')) {
      cursor.next();
      const args = parseArguments(cursor);
      const end = close(cursor, ')');
      node = { kind: 'call', callee: node, args, piped: false, start: node.start, end };
    } else if (cursor.is('[')) {
      cursor.next();
      const index = parseExpression(cursor);
      node = { kind: 'index', target: node, index, start: node.start, end: close(cursor, ']') };
    } else if (cursor.is('.')) {
      cursor.next();
      const token = cursor.peek();
      if (token.kind === 'name' || token.kind === 'keyword') {
        cursor.next();
        const field: Name = { name: token.text, start: token.start, end: token.end };
        node = { kind: 'field', target: node, field, ...spanning(node, field) };
      } else {
        const at = cursor.lastEnd;
        cursor.error('expected-field', l10n.t('The name of a field should stand behind the dot.'), {
          start: at,
          end: at,
        });
        node = { kind: 'field', target: node, field: { name: '', start: at, end: at }, start: node.start, end: at };
      }
    } else {
      return node;
    }
  }
  cursor.error('too-deep', l10n.t('This is nested more than {0} levels deep: give the inner parts names.', MAX_CHAIN));
  return node;
}

/** Calls, indices and fields in one chain. */
const MAX_CHAIN = 200;

function parsePrimary(cursor: Cursor): Node {
  const token = cursor.peek();
  const { start, end } = token;
  switch (token.kind) {
    case 'number':
      cursor.next();
      return parseQuantity(cursor, token.value ?? Number.NaN, start, end);
    case 'string':
      cursor.next();
      return { kind: 'string', value: token.text, start, end };
    case 'name':
      if (startsUnit(cursor)) return parseUnits(cursor, 1, start, false);
      cursor.next();
      return { kind: 'name', name: token.text, start, end };
    case 'keyword':
      if (token.text === 'true' || token.text === 'false') {
        cursor.next();
        return { kind: 'boolean', value: token.text === 'true', start, end };
      }
      if (token.text === 'none') {
        cursor.next();
        return { kind: 'none', start, end };
      }
      break;
    case 'operator':
      if (token.text === '(') return parseParenthesis(cursor);
      if (token.text === '[') return parseList(cursor);
      if (token.text === '{') return parseRecord(cursor);
      break;
    default:
      break;
  }
  const here = cursor.here();
  cursor.error('expected-value', l10n.t('A value should stand here: a number, a name, a list or a call.'));
  if (token.kind === 'unknown') cursor.next();
  return { kind: 'missing', expected: 'value', start: here.start, end: here.start };
}

/** Whether a unit name stands next. One directly before `(` is a function: `params(…)`. */
function startsUnit(cursor: Cursor): boolean {
  const token = cursor.peek();
  return token.kind === 'name' && isUnitName(token.text) && !(cursor.is('(', 1) && !cursor.peek(1).spaced);
}

function parseQuantity(cursor: Cursor, value: number, start: number, end: number): Node {
  if (startsUnit(cursor)) return parseUnits(cursor, value, start, true);
  const next = cursor.peek();
  if (next.kind === 'name' && !cursor.is(':', 1)) {
    const fix = renamed(next.text, next, unitNames());
    cursor.error('unknown-unit', notAUnit(next.text), next, fix);
    cursor.next();
  }
  return { kind: 'number', value, start, end };
}

function notAUnit(name: string): string {
  const what = l10n.t('`{0}` is not a unit.', name);
  if (/^[kKMBT]$/.test(name))
    return `${what} ${l10n.t('A `{0}` that multiplies stands directly behind the digits, as in `70B`.', name)}`;
  const meant = unitMeant(name) ?? nearest(name, unitNames(), 1)[0];
  return meant === undefined
    ? `${what} ${l10n.t('Write `*` for a product, or one of FLOP, tokens, params, GPU, USD, hours, GB, kWh …')}`
    : `${what} ${l10n.t('Did you mean {0}?', `\`${meant}\``)}`;
}

/** Unit names side by side, each with an integer power if it has one: `GPU hour`, `second^2`. */
function parseUnits(cursor: Cursor, value: number, start: number, literal: boolean): Node {
  const factors: UnitFactor[] = [];
  while (startsUnit(cursor)) {
    const token = cursor.next();
    let power = 1;
    const negative = cursor.is('^') && cursor.is('-', 1);
    const exponent = cursor.is('^') ? cursor.peek(negative ? 2 : 1) : undefined;
    if (exponent?.kind === 'number') {
      cursor.next();
      if (negative) cursor.next();
      cursor.next();
      power = (exponent.value ?? 1) * (negative ? -1 : 1);
    }
    factors.push({ name: token.text, power, start: token.start, end: cursor.lastEnd });
  }
  return { kind: 'unit', value, literal, factors, start, end: cursor.lastEnd };
}

function parseParenthesis(cursor: Cursor): Node {
  const open = cursor.next();
  const inner = parseExpression(cursor);
  const end = close(cursor, ')');
  return { ...inner, start: open.start, end };
}

function parseList(cursor: Cursor): Node {
  const open = cursor.next();
  const items: Node[] = [];
  while (!cursor.is(']') && !cursor.atEndOfStatement()) {
    items.push(parseExpression(cursor));
    if (!separated(cursor, ']')) break;
  }
  return { kind: 'list', items, start: open.start, end: close(cursor, ']') };
}

function parseRecord(cursor: Cursor): RecordNode {
  const open = cursor.next();
  const entries: { key: Name; value: Node }[] = [];
  const keys = new Set<string>();
  while (!cursor.is('}') && !cursor.atEndOfStatement()) {
    const token = cursor.peek();
    if (token.kind !== 'name' && token.kind !== 'string' && token.kind !== 'keyword') {
      cursor.error('expected-key', l10n.t('A record is written `{name: value, …}`: a name should stand here.'));
      break;
    }
    cursor.next();
    if (keys.has(token.text))
      cursor.error(
        'repeated-key',
        l10n.t('The record has `{0}` twice: give one of them another name.', token.text),
        token,
      );
    keys.add(token.text);
    if (!cursor.take(':'))
      cursor.error('expected-colon', l10n.t('A colon should stand between the name and its value.'));
    entries.push({ key: { name: token.text, start: token.start, end: token.end }, value: parseExpression(cursor) });
    if (!separated(cursor, '}')) break;
  }
  return { kind: 'record', entries, start: open.start, end: close(cursor, '}') };
}

function parseArguments(cursor: Cursor): Argument[] {
  const args: Argument[] = [];
  while (!cursor.is(')') && !cursor.atEndOfStatement()) {
    const token = cursor.peek();
    if ((token.kind === 'name' || token.kind === 'keyword') && cursor.is(':', 1)) {
      cursor.next();
      cursor.next();
      const value = parseExpression(cursor);
      const name: Name = { name: token.text, start: token.start, end: token.end };
      args.push({ name, value, ...spanning(name, value) });
    } else {
      const value = parseExpression(cursor);
      args.push({ value, start: value.start, end: value.end });
    }
    if (!separated(cursor, ')')) break;
  }
  return args;
}

/** Takes a comma; `false` where the list ends. */
function separated(cursor: Cursor, closing: string): boolean {
  if (cursor.take(',')) return true;
  if (cursor.is(closing) || cursor.atEndOfStatement()) return false;
  cursor.error('expected-comma', l10n.t('A comma or `{0}` should stand here.', closing));
  // Skip to the next separator, so that the rest of the list is still read.
  while (!cursor.is(',') && !cursor.is(closing) && !cursor.atEndOfStatement()) cursor.next();
  return cursor.take(',') !== undefined;
}

function close(cursor: Cursor, closing: string): number {
  const token = cursor.take(closing);
  if (token) return token.end;
  cursor.error('unclosed', l10n.t('A closing `{0}` is missing.', closing));
  return cursor.lastEnd;
}
