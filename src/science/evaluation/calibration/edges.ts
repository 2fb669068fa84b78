import * as l10n from '@vscode/l10n';
import { ScienceError } from '../../errors';
import { sortedQuantile } from '../../fitting/numeric/summary';

/** uniform: bins of equal width; quantile: bins of equal mass (as many predictions in each). */
export type BinStrategy = 'uniform' | 'quantile';

const MOST_BINS = 1000;

/** Throws unless `bins` is a whole number in 1 … 1000. */
export function requireBinCount(bins: number): void {
  if (Number.isInteger(bins) && bins >= 1 && bins <= MOST_BINS) return;
  throw new ScienceError('bad-bins', l10n.t('bins must be a whole number from 1 to {0}, not {1}.', MOST_BINS, bins));
}

/** Edges of bins of equal width on 0 … 1: `bins + 1` numbers. */
export function uniformEdges(bins: number): number[] {
  requireBinCount(bins);
  return Array.from({ length: bins + 1 }, (_, i) => i / bins);
}

/**
 * Edges of bins of equal mass: the quantiles (linear interpolation) of ascending confidences, with 0 and 1 outside.
 * Confidences that many predictions share make edges coincide; each is kept once, so that there may be fewer bins.
 */
export function quantileEdges(sorted: Float64Array, bins: number): number[] {
  requireBinCount(bins);
  const inner = Array.from({ length: bins - 1 }, (_, i) => sortedQuantile(sorted, (i + 1) / bins));
  return [0, ...inner, 1].filter((edge, i, all) => i === 0 || edge > all[i - 1]);
}

/** Edges that a user gave: ascending, from 0 to 1. */
export function checkedEdges(edges: readonly number[]): number[] {
  const ascending = edges.every((edge, i) => Number.isFinite(edge) && (i === 0 || edge > edges[i - 1]));
  if (edges.length >= 2 && ascending && edges[0] === 0 && edges[edges.length - 1] === 1) {
    requireBinCount(edges.length - 1);
    return [...edges];
  }
  throw new ScienceError('bad-bins', l10n.t('Bin edges must ascend from 0 to 1, for example [0, 0.5, 0.9, 1].'));
}
