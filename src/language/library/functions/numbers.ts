import { cbrt, erf, expm1, gamma, lgamma, log1p, log2, log10, sign } from 'mathjs/number';
import { raiseDimension } from '../../units/dimension';
import { quantity } from '../../values/make';
import type { Quantity, Value } from '../../values/value';
import { type FunctionEntry, signature } from '../entry';
import { measurable, number, optional } from '../parameter';

/** An elementary function of a plain number. */
const elementary = (name: string, summary: string, f: (x: number) => number, example: string): FunctionEntry => ({
  name,
  group: 'numbers',
  summary,
  signatures: [
    signature({ x: number('A plain number; divide a quantity by its unit first.') }, 'number', ({ x }) => f(x)),
  ],
  examples: [example],
});

/** A function that keeps the unit of its argument. */
const keepingUnit = (name: string, summary: string, f: (x: number) => number, example: string): FunctionEntry => ({
  name,
  group: 'numbers',
  summary,
  signatures: [
    signature({ x: measurable('A number or a quantity.') }, 'number or quantity', ({ x }) =>
      typeof x === 'number' ? f(x) : { ...x, value: f(x.value) },
    ),
  ],
  examples: [example],
});

/** A root halves (or thirds) the powers of the unit as well. */
const root = (
  name: string,
  summary: string,
  power: number,
  f: (x: number) => number,
  example: string,
): FunctionEntry => ({
  name,
  group: 'numbers',
  summary,
  signatures: [
    signature(
      { x: measurable('A number or a quantity.') },
      'number or quantity',
      ({ x }): Value => (typeof x === 'number' ? f(x) : quantity(f(x.value), raiseDimension(x.dimension, power))),
    ),
  ],
  examples: [example],
});

/** Rounding in the unit that the quantity is shown in, if it was converted to one. */
const rounding = (name: string, summary: string, f: (x: number) => number, example: string): FunctionEntry => ({
  name,
  group: 'numbers',
  summary,
  signatures: [
    signature(
      {
        x: measurable('A number or a quantity (rounded in the unit it is shown in).'),
        digits: optional(number('Digits behind the point.'), 0, '0'),
      },
      'number or quantity',
      ({ x, digits }) => {
        // Through the decimal text: 1.005 is rounded as it is written.
        const rounded = (v: number): number => Number(`${f(Number(`${v}e${digits}`))}e${-digits}`);
        const safe = (v: number): number =>
          Number.isFinite(v) && !/e/.test(String(v)) ? rounded(v) : f(v * 10 ** digits) / 10 ** digits;
        if (typeof x === 'number') return safe(x);
        const factor = x.shown?.factor ?? 1;
        const whole: Quantity = { ...x, value: safe(x.value / factor) * factor };
        return whole;
      },
    ),
  ],
  examples: [example],
});

export const numberFunctions: readonly FunctionEntry[] = [
  elementary('exp', 'Euler’s number to the power of x.', Math.exp, 'exp(1)'),
  {
    name: 'log',
    group: 'numbers',
    summary: 'The natural logarithm, or the logarithm to a base.',
    signatures: [
      signature(
        {
          x: number('A plain number; divide a quantity by its unit first.'),
          base: optional(number('The base.'), Math.E, 'e'),
        },
        'number',
        ({ x, base }) =>
          base === Math.E ? Math.log(x) : base === 10 ? log10(x) : base === 2 ? log2(x) : Math.log(x) / Math.log(base),
      ),
    ],
    examples: ['log(1000, base: 10)'],
  },
  elementary('ln', 'The natural logarithm.', Math.log, 'ln(exp(2))'),
  elementary('log10', 'The logarithm to base 10.', log10, 'log10(1e6)'),
  elementary('log2', 'The logarithm to base 2.', log2, 'log2(1024)'),
  elementary('log1p', 'ln(1 + x), exact for small x.', log1p, 'log1p(1e-12)'),
  elementary('expm1', 'exp(x) − 1, exact for small x.', expm1, 'expm1(1e-12)'),
  elementary('sin', 'The sine of an angle in radians.', Math.sin, 'sin(pi / 2)'),
  elementary('cos', 'The cosine of an angle in radians.', Math.cos, 'cos(pi)'),
  elementary('tan', 'The tangent of an angle in radians.', Math.tan, 'tan(pi / 4)'),
  elementary('asin', 'The inverse sine, in radians.', Math.asin, 'asin(1)'),
  elementary('acos', 'The inverse cosine, in radians.', Math.acos, 'acos(1)'),
  elementary('atan', 'The inverse tangent, in radians.', Math.atan, 'atan(1)'),
  elementary('sinh', 'The hyperbolic sine.', Math.sinh, 'sinh(1)'),
  elementary('cosh', 'The hyperbolic cosine.', Math.cosh, 'cosh(1)'),
  elementary('tanh', 'The hyperbolic tangent.', Math.tanh, 'tanh(1)'),
  elementary('gamma', 'The gamma function.', gamma, 'gamma(5)'),
  elementary('lgamma', 'The logarithm of the gamma function.', lgamma, 'lgamma(100)'),
  elementary('erf', 'The error function.', erf, 'erf(1)'),
  elementary('sigmoid', '1 / (1 + exp(−x)).', x => 1 / (1 + Math.exp(-x)), 'sigmoid(0)'),
  elementary('sign', '−1, 0 or 1.', sign, 'sign(-3)'),
  keepingUnit('abs', 'The value without its sign.', Math.abs, 'abs(-3)'),
  root('sqrt', 'The square root.', 1 / 2, Math.sqrt, 'sqrt(2)'),
  root('cbrt', 'The cube root.', 1 / 3, cbrt, 'cbrt(27)'),
  rounding(
    'round',
    'The nearest number with so many digits behind the point.',
    x => (x < 0 ? -Math.round(-x) : Math.round(x)),
    'round(2.567, 1)',
  ),
  rounding('floor', 'The next number below with so many digits behind the point.', Math.floor, 'floor(2.7)'),
  rounding('ceil', 'The next number above with so many digits behind the point.', Math.ceil, 'ceil(2.1)'),
  {
    name: 'clamp',
    group: 'numbers',
    summary: 'The value kept between two bounds.',
    signatures: [
      signature(
        { x: number('A plain number.'), low: number('The least value.'), high: number('The greatest value.') },
        'number',
        ({ x, low, high }) => Math.min(Math.max(x, low), high),
      ),
    ],
    examples: ['clamp(12, 0, 10)'],
  },
];

export const CONSTANTS: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['pi', Math.PI],
  ['e', Math.E],
  ['infinity', Number.POSITIVE_INFINITY],
  ['nan', Number.NaN],
]);
