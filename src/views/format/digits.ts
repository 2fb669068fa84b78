/** How often a decimal point must be followed by a digit for `x` to show `digits` significant digits, after rounding. */
export function decimalsFor(x: number, digits: number): number {
  if (x === 0) return 0;
  const exponent = Number(x.toExponential(digits - 1).split('e')[1]);
  return Math.min(100, Math.max(0, digits - 1 - exponent));
}

/** `12345.60` as `12,345.60`. */
export const group = (text: string): string => text.replace(/^(-?)(\d+)/, (_, sign, whole) => sign + commas(whole));

const commas = (whole: string): string => whole.replace(/\B(?=(\d{3})+$)/g, ',');

/** A number with a fixed count of decimals and grouped thousands; never `-0`. */
export function fixed(x: number, decimals: number): string {
  const text = x.toFixed(decimals);
  return group(/^-[0.]*$/.test(text) ? text.slice(1) : text);
}

/** `5.76e23`. */
export const scientific = (x: number, digits: number): string => x.toExponential(digits - 1).replace('e+', 'e');

/** Drops zeros at the end of decimals where the number is exactly what is left, but for the noise of arithmetic. */
export function shorten(text: string, x: number): string {
  const short = /[.]/.test(text) ? text.replace(/[.]?0+$/, '') : text;
  return Math.abs(ungroup(short) - x) <= Math.abs(x) * 1e-12 ? short : text;
}

export const ungroup = (text: string): number => Number(text.replace(/,/g, ''));

/** Multiplies by a power of ten on the decimal notation, so that 0.676 becomes 67.6 and not 67.60000000000001. */
export function shift(x: number, power: number): number {
  const [mantissa, exponent = '0'] = String(x).split('e');
  return Number(`${mantissa}e${Number(exponent) + power}`);
}

/** Every digit that a number has: `70,000,000,000`, `1.9738732`, `5.76e23`. */
export function exactNumber(x: number): string {
  if (!Number.isFinite(x)) return nonFinite(x);
  const text = String(x === 0 ? 0 : x);
  return text.includes('e') || Math.abs(x) >= 1e15 ? x.toExponential().replace('e+', 'e') : group(text);
}

/** What stands where there is no finite number. */
export const nonFinite = (x: number): string => (Number.isNaN(x) ? 'not a number' : x > 0 ? '∞' : '-∞');
