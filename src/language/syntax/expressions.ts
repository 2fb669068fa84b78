import * as l10n from '@vscode/l10n';
import type { BinaryOperator, CallNode, ConditionalNode, LambdaNode, MissingNode, Name, Node } from './ast';
import type { Cursor } from './cursor';
import { parsePostfix } from './postfix';
import { spanning } from './span';

/** An expression of any kind: a function literal, or a pipe of operators. */
export function parseExpression(cursor: Cursor): Node {
  return deeper(cursor, () => tryLambda(cursor) ?? parsePipe(cursor));
}

/** Expressions within expressions. */
const MAX_DEPTH = 200;
/** Terms in one sum, product or pipe. */
const MAX_CHAIN = 1000;

function deeper(cursor: Cursor, parseInner: () => Node): Node {
  if (cursor.depth >= MAX_DEPTH) return tooDeep(cursor, MAX_DEPTH);
  cursor.depth++;
  const node = parseInner();
  cursor.depth--;
  return node;
}

/** Nested beyond reason: skips the statement, so that hostile text cannot exhaust the stack. */
function tooDeep(cursor: Cursor, limit: number): MissingNode {
  const here = cursor.here();
  cursor.error('too-deep', l10n.t('This is nested more than {0} levels deep: give the inner parts names.', limit));
  while (!cursor.atEndOfStatement()) cursor.next();
  return { kind: 'missing', expected: 'value', start: here.start, end: here.start };
}

/** `row => …`, `(a, b) => …`, `() => …`. */
function tryLambda(cursor: Cursor): LambdaNode | undefined {
  const first = cursor.peek();
  const parameters: Name[] = [];
  let length = 0;
  if (first.kind === 'name' && cursor.is('=>', 1)) {
    length = 1;
  } else if (cursor.is('(')) {
    length = 1;
    while (cursor.peek(length).kind === 'name' || cursor.is(',', length)) length++;
    if (!cursor.is(')', length) || !cursor.is('=>', length + 1)) return undefined;
    length++;
  }
  if (length === 0) return undefined;
  for (let i = 0; i < length; i++) {
    const token = cursor.next();
    if (token.kind === 'name') parameters.push({ name: token.text, start: token.start, end: token.end });
  }
  cursor.next();
  const body = parseExpression(cursor);
  return { kind: 'lambda', parameters, body, start: first.start, end: body.end };
}

/** `x |> f(a)` is `f(x, a)`; `x |> f` is `f(x)`. */
function parsePipe(cursor: Cursor): Node {
  let value = parseConditional(cursor);
  for (let length = 0; cursor.take('|>'); length++) {
    if (length >= MAX_CHAIN) return tooDeep(cursor, MAX_CHAIN);
    const target = parsePostfix(cursor);
    const first = { value, start: value.start, end: value.end };
    const call: CallNode =
      target.kind === 'call' && !target.piped
        ? { ...target, args: [first, ...target.args], piped: true, start: value.start }
        : { kind: 'call', callee: target, args: [first], piped: true, ...spanning(value, target) };
    value = call;
  }
  return value;
}

function parseConditional(cursor: Cursor): Node {
  const condition = parseOr(cursor);
  if (!cursor.take('?')) return condition;
  const then = parseBranch(cursor);
  if (!cursor.take(':')) {
    cursor.error('expected-colon', l10n.t('A condition needs both answers: write `condition ? this : that`.'));
  }
  const otherwise = parseBranch(cursor);
  const node: ConditionalNode = { kind: 'conditional', condition, then, otherwise, ...spanning(condition, otherwise) };
  return node;
}

const parseBranch = (cursor: Cursor): Node => deeper(cursor, () => tryLambda(cursor) ?? parseConditional(cursor));

type Level = (cursor: Cursor) => Node;

/** A level of left-associative operators over the next tighter one. */
const leftAssociative =
  (operators: readonly BinaryOperator[], tighter: Level): Level =>
  cursor => {
    let left = tighter(cursor);
    for (let length = 0; ; length++) {
      const operator = operators.find(o => cursor.is(o));
      if (!operator) return left;
      if (length >= MAX_CHAIN) return tooDeep(cursor, MAX_CHAIN);
      cursor.next();
      const right = tighter(cursor);
      left = { kind: 'binary', operator, left, right, ...spanning(left, right) };
    }
  };

const parsePower: Level = cursor => {
  const base = parsePostfix(cursor);
  if (!cursor.take('^')) return base;
  const exponent = deeper(cursor, () => parseUnary(cursor));
  return { kind: 'binary', operator: '^', left: base, right: exponent, ...spanning(base, exponent) };
};

/** Unary minus binds looser than `^`: -2^2 is -4, and 2^-1 is a half. */
const parseUnary: Level = cursor => {
  const sign = cursor.is('-') || cursor.is('+') ? cursor.next() : undefined;
  if (!sign) return parsePower(cursor);
  const operand = deeper(cursor, () => parseUnary(cursor));
  return { kind: 'unary', operator: sign.text as '-' | '+', operand, start: sign.start, end: operand.end };
};

const parseProduct = leftAssociative(['*', '/', 'mod'], parseUnary);
const parseSum = leftAssociative(['+', '-'], parseProduct);
const parseConversion = leftAssociative(['to'], parseSum);
const parseInterval = leftAssociative(['..'], parseConversion);
const parseComparison = leftAssociative(['==', '!=', '<=', '>=', '<', '>'], parseInterval);

const parseNot: Level = cursor => {
  const not = cursor.take('not');
  if (!not) return parseComparison(cursor);
  const operand = deeper(cursor, () => parseNot(cursor));
  return { kind: 'unary', operator: 'not', operand, start: not.start, end: operand.end };
};

const parseAnd = leftAssociative(['and'], parseNot);
const parseOr = leftAssociative(['or'], parseAnd);
