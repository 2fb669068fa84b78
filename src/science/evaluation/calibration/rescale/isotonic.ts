import type { Predictions } from '../predictions';
import { sortPredictions } from '../sorted';

/** A rising step function: value[b] for confidences from low[b] to high[b], straight lines between blocks. */
export interface Isotonic {
  readonly low: readonly number[];
  readonly high: readonly number[];
  readonly value: readonly number[];
}

/**
 * Isotonic regression of outcome on confidence by pooling adjacent violators (Ayer et al. 1955): the rising function
 * with the least squared error. Equal confidences share one value.
 */
export function fitIsotonic(predictions: Predictions): Isotonic {
  const { confidence, correct } = sortPredictions(predictions);
  const low: number[] = [];
  const high: number[] = [];
  const sum: number[] = [];
  const count: number[] = [];
  const n = confidence.length;
  for (let start = 0, end = 0; start < n; start = end) {
    let right = 0;
    for (end = start; end < n && confidence[end] === confidence[start]; end++) right += correct[end];
    low.push(confidence[start]);
    high.push(confidence[start]);
    sum.push(right);
    count.push(end - start);
    for (let b = sum.length - 1; b > 0 && sum[b - 1] * count[b] >= sum[b] * count[b - 1]; b--) {
      sum[b - 1] += sum[b];
      count[b - 1] += count[b];
      high[b - 1] = high[b];
      for (const column of [low, high, sum, count]) column.pop();
    }
  }
  return { low, high, value: sum.map((right, b) => right / count[b]) };
}

/** Confidences through an isotonic map; beyond its ends it is constant. */
export function throughIsotonic(confidence: Float64Array, { low, high, value }: Isotonic): Float64Array {
  const last = low.length - 1;
  return confidence.map(c => {
    let from = 0;
    let to = last;
    while (from < to) {
      const middle = (from + to + 1) >>> 1;
      if (low[middle] <= c) from = middle;
      else to = middle - 1;
    }
    if (c <= high[from] || from === last) return value[from];
    const share = (c - high[from]) / (low[from + 1] - high[from]);
    return value[from] + share * (value[from + 1] - value[from]);
  });
}
