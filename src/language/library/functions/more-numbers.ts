import * as l10n from '@vscode/l10n';
import { acosh, asinh, atanh, combinations, cube, fix, gamma, gcd, hypot, lcm, nthRoot, square } from 'mathjs/number';
import { ScaleError } from '../../errors';
import { applyBinary } from '../../evaluate/operators';
import type { Value } from '../../values/value';
import { type FunctionEntry, signature } from '../entry';
import { measurable, number } from '../parameter';

/** A function of plain numbers, by the names of its arguments. */
const ofNumbers = (
  name: string,
  summary: string,
  names: readonly string[],
  f: (...xs: number[]) => number,
  example: string,
): FunctionEntry => ({
  name,
  group: 'numbers',
  summary,
  signatures: [
    signature(Object.fromEntries(names.map(n => [n, number('A plain number.')])), 'number', args =>
      f(...names.map(n => args[n] as number)),
    ),
  ],
  examples: [example],
});

/** The factorial, exact as far as doubles are; of whole numbers only, as a count of arrangements is. */
function factorial(n: number): number {
  if (!Number.isInteger(n) || n < 0)
    throw new ScaleError('out-of-range', l10n.t('A factorial is of a whole number from 0 on, and this is {0}.', n));
  return Math.round(gamma(n + 1));
}

/** mathjs's elementary functions that are rarer than those of `numbers.ts`. */
export const moreNumberFunctions: readonly FunctionEntry[] = [
  {
    name: 'pow',
    group: 'numbers',
    summary: 'x to the power of y, as `x ^ y`.',
    signatures: [
      signature(
        { x: measurable('A number or a quantity.'), y: number('The exponent.') },
        'number or quantity',
        ({ x, y }): Value => applyBinary('^', x, y),
      ),
    ],
    examples: ['pow(2, 10)'],
  },
  ofNumbers('square', 'x times x.', ['x'], square, 'square(3)'),
  ofNumbers('cube', 'x times x times x.', ['x'], cube, 'cube(2)'),
  ofNumbers('nthRoot', 'The nth root.', ['x', 'n'], (x, n) => Number(nthRoot(x, n)), 'nthRoot(16, 4)'),
  ofNumbers('hypot', 'The length of the hypotenuse, √(x² + y²).', ['x', 'y'], (x, y) => hypot(x, y), 'hypot(3, 4)'),
  ofNumbers('atan2', 'The angle of the point (x, y), in radians.', ['y', 'x'], Math.atan2, 'atan2(1, 1)'),
  ofNumbers('asinh', 'The inverse hyperbolic sine.', ['x'], asinh, 'asinh(1)'),
  ofNumbers('acosh', 'The inverse hyperbolic cosine.', ['x'], acosh, 'acosh(2)'),
  ofNumbers('atanh', 'The inverse hyperbolic tangent.', ['x'], atanh, 'atanh(0.5)'),
  ofNumbers('fix', 'The whole part: towards zero.', ['x'], fix, 'fix(-2.7)'),
  ofNumbers('factorial', 'The product of the whole numbers up to n.', ['n'], factorial, 'factorial(5)'),
  ofNumbers(
    'combinations',
    'In how many ways k of n things can be chosen.',
    ['n', 'k'],
    combinations,
    'combinations(5, 2)',
  ),
  ofNumbers('gcd', 'The greatest common divisor.', ['a', 'b'], gcd, 'gcd(12, 18)'),
  ofNumbers('lcm', 'The least common multiple.', ['a', 'b'], lcm, 'lcm(4, 6)'),
];
