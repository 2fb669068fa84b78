import { binEnds } from '../bins';
import { type BinStrategy, checkedEdges, quantileEdges, uniformEdges } from '../edges';
import type { Predictions } from '../predictions';
import { LEAST_PROBABILITY } from '../scores';
import { countUpTo, type SortedPredictions, sortPredictions } from '../sorted';

/**
 * Predictions as cells that a bootstrap may draw from without touching rows again: neighbours in confidence with the
 * same outcome. Cells ascend in confidence; those of a group (consecutive, wrong then right) count as tied. Up to
 * 16,384 predictions a group is one confidence, so that nothing is lost; beyond, it is a 4,096th of the rows and
 * every bin edge still divides groups. Plain typed arrays: they can be posted to a worker.
 */
export interface CalibrationCells {
  readonly n: number;
  readonly count: Float64Array;
  readonly right: Uint8Array;
  /** Means over the cell: of confidence c, of c (1 - c), of the squared error, of the log-likelihood. */
  readonly confidence: Float64Array;
  readonly variance: Float64Array;
  readonly brier: Float64Array;
  readonly logs: Float64Array;
  /** Bin of the cell among those of ECE, and among those of equal mass. */
  readonly bin: Uint16Array;
  readonly massBin: Uint16Array;
  readonly bins: number;
  readonly massBins: number;
}

const EXACT_ROWS = 16_384;
const GROUPS = 4_096;

/** Cells of predictions for the bins that `calibrate` would use with the same options. */
export function calibrationCells(
  predictions: Predictions,
  options: { readonly bins?: number; readonly strategy?: BinStrategy; readonly edges?: readonly number[] } = {},
): CalibrationCells {
  const sorted = sortPredictions(predictions);
  const { edges: given, bins = 10, strategy = 'uniform' } = options;
  const mass = quantileEdges(sorted.confidence, given ? given.length - 1 : bins);
  const edges = given ? checkedEdges(given) : strategy === 'quantile' ? mass : uniformEdges(bins);
  const ends = binEnds(sorted.confidence, edges);
  const massEnds = binEnds(sorted.confidence, mass);
  const groups = groupEnds(sorted.confidence, [...ends, ...massEnds]);
  return fill(sorted, groups, ends, massEnds);
}

/** Where groups of rows end: at bin ends and at steps of rank, never between equal confidences. */
function groupEnds(sorted: Float64Array, binEnds: readonly number[]): number[] {
  const n = sorted.length;
  const step = n <= EXACT_ROWS ? 1 : n / GROUPS;
  const places = new Set(binEnds.filter(end => end > 0));
  for (let rank = step; rank < n; rank += step) places.add(countUpTo(sorted, sorted[Math.ceil(rank) - 1]));
  places.add(n);
  return [...places].sort((a, b) => a - b);
}

function fill(
  { confidence, correct }: SortedPredictions,
  groups: readonly number[],
  ends: readonly number[],
  massEnds: readonly number[],
): CalibrationCells {
  const size = 2 * groups.length;
  const cells = {
    count: new Float64Array(size),
    right: Uint8Array.from({ length: size }, (_, i) => i % 2),
    confidence: new Float64Array(size),
    variance: new Float64Array(size),
    brier: new Float64Array(size),
    logs: new Float64Array(size),
    bin: new Uint16Array(size),
    massBin: new Uint16Array(size),
  };
  let start = 0;
  let bin = 0;
  let massBin = 0;
  groups.forEach((end, g) => {
    while (ends[bin] <= start) bin++;
    while (massEnds[massBin] <= start) massBin++;
    for (let i = start; i < end; i++) {
      const c = confidence[i];
      const y = correct[i];
      const cell = 2 * g + y;
      cells.count[cell]++;
      cells.confidence[cell] += c;
      cells.variance[cell] += c * (1 - c);
      cells.brier[cell] += (c - y) * (c - y);
      cells.logs[cell] += Math.log(Math.max(y === 1 ? c : 1 - c, LEAST_PROBABILITY));
    }
    for (const cell of [2 * g, 2 * g + 1]) {
      cells.bin[cell] = bin;
      cells.massBin[cell] = massBin;
      const count = Math.max(cells.count[cell], 1);
      cells.confidence[cell] /= count;
      cells.variance[cell] /= count;
      cells.brier[cell] /= count;
      cells.logs[cell] /= count;
    }
    start = end;
  });
  return { n: confidence.length, ...cells, bins: ends.length, massBins: massEnds.length };
}
