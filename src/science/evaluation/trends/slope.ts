import { normalQuantile } from '../../fitting/numeric/normal';
import { studentQuantile } from '../../fitting/numeric/student';
import type { Interval } from '../calibration/wilson';

/** Change of the score for each factor of ten in scale, by the least-squares line in log scale, with a 95 % interval. */
export interface Slope extends Interval {
  readonly perDecade: number;
}

/**
 * Weighted least squares of y on u = log10 x. `known`: weights are 1 / variance. Then models that scatter more around the line
 * than that widen the interval, by Student's t on n - 2 degrees of freedom; else it is normal. Null below 3 points.
 */
export function slopeOf(u: Float64Array, y: Float64Array, weights: Float64Array, known: boolean): Slope | null {
  const n = u.length;
  if (n < 3) return null;
  const total = weights.reduce((sum, w) => sum + w, 0);
  const meanOf = (v: Float64Array) => v.reduce((sum, each, i) => sum + weights[i] * each, 0) / total;
  const [uMean, yMean] = [meanOf(u), meanOf(y)];
  let [uu, uy] = [0, 0];
  for (let i = 0; i < n; i++) {
    uu += weights[i] * (u[i] - uMean) ** 2;
    uy += weights[i] * (u[i] - uMean) * (y[i] - yMean);
  }
  const perDecade = uy / uu;
  let rest = 0;
  for (let i = 0; i < n; i++) rest += weights[i] * (y[i] - yMean - perDecade * (u[i] - uMean)) ** 2;
  const variance = rest / (n - 2);
  const exact = known && variance <= 1;
  const half = (exact ? normalQuantile(0.975) : studentQuantile(0.975, n - 2)) * Math.sqrt((exact ? 1 : variance) / uu);
  return { perDecade, low: perDecade - half, high: perDecade + half };
}
