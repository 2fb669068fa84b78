/** The base units of Scale, in the order in which a dimension stores their exponents. */
export const BASE_UNITS = ['FLOP', 'token', 'param', 'GPU', 'USD', 'second', 'byte', 'joule', 'kgCO2e'] as const;
export type BaseUnit = (typeof BASE_UNITS)[number];

/** Exponents of the base units, one each. Equal dimensions are the same object, so `===` compares them. */
export type Dimension = readonly number[];

const interned = new Map<string, Dimension>();

function intern(exponents: readonly number[]): Dimension {
  // Exponents such as 0.1 + 0.2 must meet 0.3.
  const rounded = exponents.map(e => Math.round(e * 1e9) / 1e9 + 0);
  const key = rounded.join(',');
  const known = interned.get(key);
  if (known) return known;
  const fresh = Object.freeze(rounded);
  interned.set(key, fresh);
  return fresh;
}

export const dimensionOf = (powers: Partial<Record<BaseUnit, number>>): Dimension =>
  intern(BASE_UNITS.map(base => powers[base] ?? 0));

export const NONE: Dimension = dimensionOf({});
export const energy: Dimension = dimensionOf({ joule: 1 });

export const multiplyDimensions = (a: Dimension, b: Dimension): Dimension =>
  a === NONE ? b : b === NONE ? a : intern(a.map((e, i) => e + (b[i] ?? 0)));
export const divideDimensions = (a: Dimension, b: Dimension): Dimension =>
  b === NONE ? a : intern(a.map((e, i) => e - (b[i] ?? 0)));
export const raiseDimension = (a: Dimension, power: number): Dimension =>
  a === NONE ? NONE : intern(a.map(e => e * power));

/** Units that are written in the plural when they stand alone (`tokens`), as results name them. */
const PLURAL: Partial<Record<BaseUnit, string>> = {
  token: 'tokens',
  param: 'params',
  second: 'seconds',
  byte: 'bytes',
  joule: 'joules',
};

const factorText = (base: BaseUnit, power: number): string =>
  power === 1 ? base : `${base}^${Number(power.toFixed(6))}`;

/** Name of a dimension's base unit: `tokens`, `GPU second`, `FLOP / second`, `USD / (GPU second)`; `''` for a plain number. */
export function unitText(dimension: Dimension): string {
  const above = BASE_UNITS.filter((_, i) => (dimension[i] ?? 0) > 0);
  const below = BASE_UNITS.filter((_, i) => (dimension[i] ?? 0) < 0);
  const power = (base: BaseUnit): number => Math.abs(dimension[BASE_UNITS.indexOf(base)] ?? 0);
  const only = above[0];
  const numerator =
    above.length === 1 && only && power(only) === 1
      ? (PLURAL[only] ?? only)
      : above.map(base => factorText(base, power(base))).join(' ');
  if (below.length === 0) return numerator;
  const denominator = below.map(base => factorText(base, power(base))).join(' ');
  return `${numerator || '1'} / ${below.length > 1 ? `(${denominator})` : denominator}`;
}
