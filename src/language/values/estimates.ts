import type { Estimate } from './value';

/** Linear-interpolation quantile (type 7) of ascending values. */
export function quantileOfSorted(sorted: Float64Array | readonly number[], p: number): number {
  if (sorted.length === 0) return Number.NaN;
  const at = (sorted.length - 1) * p;
  const below = Math.floor(at);
  const low = sorted[below] as number;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] as number;
  return low + (high - low) * (at - below);
}

const known = new WeakMap<Estimate, { low: number; high: number }>();

/** Ends of an estimate's central interval at its level, by percentiles of its draws; draws without an answer are left out. */
export function interval(value: Estimate): { low: number; high: number } {
  const cached = known.get(value);
  if (cached) return cached;
  const sorted = value.draws.filter(d => !Number.isNaN(d)).sort();
  const tail = (1 - value.level) / 2;
  const result = { low: quantileOfSorted(sorted, tail), high: quantileOfSorted(sorted, 1 - tail) };
  known.set(value, result);
  return result;
}
