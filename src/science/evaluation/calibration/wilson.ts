import { normalQuantile } from '../../fitting/numeric/normal';

/** Two ends of an interval. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * Wilson's score interval of a proportion: `successes` of `n` at a level (0.95). Stays within 0 … 1 and has width
 * where all or none succeed. Wilson 1927, Probable Inference, the Law of Succession, and Statistical Inference.
 */
export function wilson(successes: number, n: number, level = 0.95): Interval {
  const z = normalQuantile(0.5 + level / 2);
  const share = successes / n;
  const scale = 1 + (z * z) / n;
  const centre = (share + (z * z) / (2 * n)) / scale;
  const half = (z / scale) * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  return { low: successes === 0 ? 0 : centre - half, high: successes === n ? 1 : centre + half };
}
