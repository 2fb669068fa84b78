import { mean, sortedFinite, sortedQuantile, standardDeviation } from '../../../fitting/numeric/summary';
import type { Interval } from '../wilson';
import type { CalibrationCells } from './cells';
import { bootstrapChunk } from './draws';
import { BOOTSTRAP_METRICS, type BootstrapMetric, scoreCells } from './score';

export interface BootstrapInterval extends Interval {
  /** Standard deviation of the draws. */
  readonly se: number;
}

export type CalibrationIntervals = Readonly<Record<BootstrapMetric, BootstrapInterval | null>>;

/**
 * Intervals from bootstrap draws (of one or more chunks). Percentiles, moved down by what resampling adds to a
 * metric: a resample's ECE holds the noise twice, so that plain percentiles would lie above the estimate. Null where
 * too few draws have the metric (an AUROC without both outcomes).
 */
export function calibrationIntervals(
  cells: CalibrationCells,
  chunks: readonly Float64Array[],
  level = 0.95,
): CalibrationIntervals {
  const estimate = scoreCells(cells, cells.count);
  const width = BOOTSTRAP_METRICS.length;
  const intervalOf = (metric: BootstrapMetric, m: number): BootstrapInterval | null => {
    const values = sortedFinite(chunks.flatMap(draws => Array.from(draws.filter((_, i) => i % width === m))));
    if (values.length < 20 || Number.isNaN(estimate[metric])) return null;
    const shift = mean(values) - estimate[metric];
    const top = metric === 'nll' ? Number.POSITIVE_INFINITY : 1;
    const at = (p: number) => Math.min(Math.max(sortedQuantile(values, p) - shift, 0), top);
    return { low: at(0.5 - level / 2), high: at(0.5 + level / 2), se: standardDeviation(values) };
  };
  const entries = BOOTSTRAP_METRICS.map((metric, m) => [metric, intervalOf(metric, m)] as const);
  return Object.fromEntries(entries) as Record<BootstrapMetric, BootstrapInterval | null>;
}

/** Cells, draws and intervals in one go, without workers. */
export function bootstrapCalibration(
  cells: CalibrationCells,
  options: { readonly replicates?: number; readonly seed?: number; readonly level?: number } = {},
): CalibrationIntervals {
  const { replicates = 200, seed = 0, level = 0.95 } = options;
  return calibrationIntervals(cells, [bootstrapChunk(cells, { seed, from: 0, to: replicates })], level);
}
