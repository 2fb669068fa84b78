import { curveAt, type FittedCurve } from '../curves/curve';

/**
 * u = log10 x at which a curve is first `share` of the way from its base to its value at the largest scale. Searched
 * between the smallest and the largest scale.
 */
export function crossing(curve: FittedCurve, base: number, u: Float64Array, share: number): number {
  const low = u[0];
  const high = u[u.length - 1];
  const level = share * (curveAt(curve, high) - base);
  const above = (v: number) => (curveAt(curve, v) - base - level) * Math.sign(level || 1) >= 0;
  const steps = 400;
  let right = 1;
  if (above(low)) return low;
  while (right < steps && !above(low + ((high - low) * right) / steps)) right++;
  let a = low + ((high - low) * (right - 1)) / steps;
  let b = low + ((high - low) * right) / steps;
  while (b - a > 1e-10) {
    const middle = (a + b) / 2;
    if (above(middle)) b = middle;
    else a = middle;
  }
  return (a + b) / 2;
}
