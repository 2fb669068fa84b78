import type { BinSums } from './debiased';
import { countUpTo, type SortedPredictions } from './sorted';
import { wilson } from './wilson';

/** A bin (low, high] of confidences; the first bin holds a confidence of exactly 0 too. */
export interface ReliabilityBin {
  readonly low: number;
  readonly high: number;
  /** Number of predictions; where it is 0, what follows is null. */
  readonly n: number;
  /** Mean confidence and share correct. */
  readonly confidence: number | null;
  readonly accuracy: number | null;
  /** Wilson interval of the accuracy. */
  readonly ciLow: number | null;
  readonly ciHigh: number | null;
}

/** Where each bin ends in an ascending list: bin b holds the entries ends[b-1] … ends[b] - 1. */
export function binEnds(sorted: Float64Array, edges: readonly number[]): number[] {
  const ends = edges.slice(1).map(edge => countUpTo(sorted, edge));
  ends[ends.length - 1] = sorted.length;
  return ends;
}

/** Sums over the predictions of each right-closed bin. */
export function binSums({ confidence, correct }: SortedPredictions, edges: readonly number[]): BinSums[] {
  const ends = binEnds(confidence, edges);
  return ends.map((end, b) => {
    const start = b === 0 ? 0 : ends[b - 1];
    let said = 0;
    let right = 0;
    let variance = 0;
    for (let i = start; i < end; i++) {
      const c = confidence[i];
      said += c;
      right += correct[i];
      variance += c * (1 - c);
    }
    return { n: end - start, said, right, variance };
  });
}

/** Statistics of bins from their sums. `level` is that of the Wilson intervals. */
export function reliabilityBins(sums: readonly BinSums[], edges: readonly number[], level = 0.95): ReliabilityBin[] {
  return sums.map(({ n, said, right }, b) => {
    const place = { low: edges[b], high: edges[b + 1], n };
    if (n === 0) return { ...place, confidence: null, accuracy: null, ciLow: null, ciHigh: null };
    const { low, high } = wilson(right, n, level);
    return { ...place, confidence: said / n, accuracy: right / n, ciLow: low, ciHigh: high };
  });
}
