import * as l10n from '@vscode/l10n';
import { mod } from 'mathjs/number';
import { ScaleError } from '../errors';
import type { BinaryOperator } from '../syntax/ast';
import { type Dimension, divideDimensions, multiplyDimensions, NONE, raiseDimension } from '../units/dimension';
import { estimate, mapList, quantity } from '../values/make';
import { type Estimate, isList, plain, type Quantity, type Value } from '../values/value';
import { describe, dimensionName } from './describe';
import { equal } from './equal';

export type Arithmetic = '+' | '-' | '*' | '/' | 'mod' | '^';
type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>=';
type Scalar = number | Quantity | Estimate;

const NUMERIC: Readonly<Record<Arithmetic, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '^': (a, b) => a ** b,
  mod: (a, b) => mod(a, b),
};

/** Applies a binary operator; maps over lists elementwise. Throws a ScaleError without a span: the caller knows the place. */
export function applyBinary(
  operator: Exclude<BinaryOperator, 'and' | 'or' | 'to' | '..'>,
  left: Value,
  right: Value,
): Value {
  if (typeof left === 'number' && typeof right === 'number') {
    if (operator in NUMERIC) return NUMERIC[operator as Arithmetic](left, right);
    return compareNumbers(operator as Comparison, left, right);
  }
  const a = plain(left);
  const b = plain(right);
  if (operator === '==' || operator === '!=') {
    if (isList(a) !== isList(b)) return elementwise(operator, a, b);
    if (isScalar(a) && isScalar(b)) requireComparable(dimensionOfScalar(a), dimensionOfScalar(b));
    return equal(a, b) === (operator === '==');
  }
  if (isList(a) || isList(b)) return elementwise(operator, a, b);
  if (operator in NUMERIC) return arithmetic(operator as Arithmetic, a, b);
  return compare(operator as Comparison, a, b);
}

function elementwise(operator: Exclude<BinaryOperator, 'and' | 'or' | 'to' | '..'>, a: Value, b: Value): Value {
  if (isList(a) && isList(b)) {
    if (a.length !== b.length) {
      throw new ScaleError(
        'length-mismatch',
        l10n.t(
          'The lists left and right of `{0}` have {1} and {2} items: they must have the same number.',
          operator,
          a.length,
          b.length,
        ),
      );
    }
    return mapList(a, (x, i) => applyBinary(operator, x, b[i] as Value));
  }
  if (isList(a)) return mapList(a, x => applyBinary(operator, x, b));
  if (isList(b)) return mapList(b, x => applyBinary(operator, a, x));
  return applyBinary(operator, a, b);
}

export const isScalar = (value: Value): value is Scalar =>
  typeof value === 'number' ||
  (typeof value === 'object' &&
    value !== null &&
    !isList(value) &&
    (value.kind === 'quantity' || value.kind === 'estimate'));

export const dimensionOfScalar = (value: Scalar): Dimension => (typeof value === 'number' ? NONE : value.dimension);
export const centralValue = (value: Scalar): number => (typeof value === 'number' ? value : value.value);

function arithmetic(operator: Arithmetic, a: Value, b: Value): Value {
  if (operator === '+' && typeof a === 'string' && typeof b === 'string') return a + b;
  if (!isScalar(a) || !isScalar(b)) {
    const culprit = isScalar(a) ? b : a;
    throw new ScaleError(
      'not-a-number',
      l10n.t('`{0}` needs numbers or quantities on both sides, and one side is {1}.', operator, describe(culprit)),
    );
  }
  const dimension = resultDimension(operator, a, b);
  const f = NUMERIC[operator];
  const value = f(centralValue(a), centralValue(b));
  const drawsOf = (v: Scalar): Float64Array | undefined =>
    typeof v === 'object' && v.kind === 'estimate' ? v.draws : undefined;
  const da = drawsOf(a);
  const db = drawsOf(b);
  if (!da && !db) return quantity(value, dimension);
  // Draws meet by index: two estimates from one fit stay correlated.
  const count = Math.max(da?.length ?? 0, db?.length ?? 0);
  const draws = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    draws[i] = f(
      da ? (da[i % da.length] as number) : centralValue(a),
      db ? (db[i % db.length] as number) : centralValue(b),
    );
  }
  const level = Math.min(...[a, b].map(v => (typeof v === 'object' && v.kind === 'estimate' ? v.level : 1)));
  return estimate(value, draws, dimension, level);
}

function resultDimension(operator: Arithmetic, a: Scalar, b: Scalar): Dimension {
  return combine(operator, dimensionOfScalar(a), dimensionOfScalar(b), centralValue(b));
}

/** Dimension of a result, or a ScaleError that names both units. Also used before running, by the checker. */
export function combine(operator: Arithmetic, a: Dimension, b: Dimension, exponent: number): Dimension {
  switch (operator) {
    case '*':
      return multiplyDimensions(a, b);
    case '/':
      return divideDimensions(a, b);
    case '^':
      if (b !== NONE) {
        throw new ScaleError(
          'unit-mismatch',
          l10n.t(
            'An exponent must be a plain number, and this one is in {0}: divide it by its unit first.',
            dimensionName(b),
          ),
        );
      }
      return raiseDimension(a, exponent);
    default:
      if (a !== b) throw mismatch(operator, a, b);
      return a;
  }
}

function mismatch(operator: Arithmetic, a: Dimension, b: Dimension): ScaleError {
  const message =
    operator === '+' || operator === '-'
      ? operator === '+'
        ? l10n.t('{0} and {1} cannot be added: they are different units.', dimensionName(a), dimensionName(b))
        : l10n.t('{1} cannot be subtracted from {0}: they are different units.', dimensionName(a), dimensionName(b))
      : l10n.t(
          '`mod` needs the same unit on both sides, and these are {0} and {1}.',
          dimensionName(a),
          dimensionName(b),
        );
  const hint =
    a === NONE || b === NONE ? l10n.t('Give the plain number a unit, or divide the quantity by its unit.') : undefined;
  return new ScaleError('unit-mismatch', message, undefined, hint);
}

function compareNumbers(operator: Comparison, a: number, b: number): boolean {
  switch (operator) {
    case '==':
      return a === b;
    case '!=':
      return a !== b;
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
  }
}

/** Throws where two units cannot be compared. A plain number is taken in the other side's base unit. */
export function requireComparable(a: Dimension, b: Dimension): void {
  if (a === b || a === NONE || b === NONE) return;
  throw new ScaleError(
    'unit-mismatch',
    l10n.t('{0} and {1} cannot be compared: they are different units.', dimensionName(a), dimensionName(b)),
  );
}

/** Orders numbers and quantities (a plain number is taken in the other side's base unit), or texts. */
function compare(operator: Comparison, a: Value, b: Value): boolean {
  if (isScalar(a) && isScalar(b)) {
    requireComparable(dimensionOfScalar(a), dimensionOfScalar(b));
    return compareNumbers(operator, centralValue(a), centralValue(b));
  }
  if (typeof a === 'string' && typeof b === 'string') {
    return compareNumbers(operator, a < b ? -1 : a > b ? 1 : 0, 0);
  }
  // A missing value is neither above nor below anything, so that `where` leaves such rows out.
  if (a === null || b === null) return false;
  throw new ScaleError(
    'not-comparable',
    l10n.t('{0} and {1} have no order: compare numbers with numbers and texts with texts.', describe(a), describe(b)),
    undefined,
    typeof a === 'boolean' ? l10n.t('Compare two at a time: `a < b and b < c`.') : undefined,
  );
}

export function negate(value: Value): Value {
  const v = plain(value);
  if (typeof v === 'number') return -v;
  if (isList(v)) return mapList(v, negate);
  if (isScalar(v)) return arithmetic('*', -1, v);
  throw new ScaleError(
    'not-a-number',
    l10n.t('Only numbers and quantities have a sign, and this is {0}.', describe(v)),
  );
}

/** The value of a condition; anything but true and false is an error. */
export function truth(value: Value): boolean {
  const v = plain(value);
  if (typeof v === 'boolean') return v;
  throw new ScaleError('not-boolean', l10n.t('A condition must be true or false, and this is {0}.', describe(v)));
}
