/** Where the noise of a series is known from. */
export type NoiseKind = 'stderr' | 'estimated';

/**
 * Variance of scores around a smooth course, where no standard errors are known: the mean square of pseudo-residuals,
 * each point against the line through its neighbours (Gasser, Sroka and Jennen-Steinmetz 1986). Bends count as noise,
 * so that it errs on the careful side.
 */
export function neighbourVariance(u: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let i = 1; i < y.length - 1; i++) {
    const a = (u[i + 1] - u[i]) / (u[i + 1] - u[i - 1]);
    const b = 1 - a;
    const residual = a * y[i - 1] + b * y[i + 1] - y[i];
    sum += (residual * residual) / (a * a + b * b + 1);
  }
  return sum / Math.max(y.length - 2, 1);
}

/** Variance below which differences are rounding: that of a ten-thousandth of the range. */
export function leastVariance(y: Float64Array): number {
  const range = Math.max(...y) - Math.min(...y);
  return range > 0 ? (1e-4 * range) ** 2 : 1;
}
