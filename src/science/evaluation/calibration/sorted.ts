import type { Predictions } from './predictions';

/** Predictions in ascending order of confidence. */
export type SortedPredictions = Predictions;

/** Sorts right and wrong answers apart, then merges: two native sorts are much faster than one of pairs. */
export function sortPredictions({ confidence, correct }: Predictions): SortedPredictions {
  const n = confidence.length;
  let rightCount = 0;
  for (let i = 0; i < n; i++) rightCount += correct[i];
  const right = new Float64Array(rightCount);
  const wrong = new Float64Array(n - rightCount);
  for (let i = 0, r = 0, w = 0; i < n; i++) {
    if (correct[i] === 1) right[r++] = confidence[i];
    else wrong[w++] = confidence[i];
  }
  right.sort();
  wrong.sort();
  const sorted = new Float64Array(n);
  const outcome = new Uint8Array(n);
  for (let i = 0, r = 0, w = 0; i < n; i++) {
    const takeRight = r < right.length && (w === wrong.length || right[r] < wrong[w]);
    sorted[i] = takeRight ? right[r++] : wrong[w++];
    outcome[i] = takeRight ? 1 : 0;
  }
  return { confidence: sorted, correct: outcome };
}

/** Number of entries of an ascending array that are ≤ x. */
export function countUpTo(sorted: Float64Array, x: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] <= x) low = middle + 1;
    else high = middle;
  }
  return low;
}
