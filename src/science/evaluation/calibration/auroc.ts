import type { SortedPredictions } from './sorted';

/**
 * Area under the ROC curve of confidence as a test of being right: the chance that a right answer was given more
 * confidence than a wrong one, ties counting half (Mann and Whitney 1947). Null where all are right or all wrong.
 */
export function auroc({ confidence, correct }: SortedPredictions): number | null {
  const n = confidence.length;
  let wrong = 0;
  let pairs = 0;
  for (let start = 0; start < n; ) {
    let tiedRight = 0;
    let end = start;
    for (; end < n && confidence[end] === confidence[start]; end++) tiedRight += correct[end];
    const tiedWrong = end - start - tiedRight;
    pairs += tiedRight * (wrong + tiedWrong / 2);
    wrong += tiedWrong;
    start = end;
  }
  const right = n - wrong;
  return right === 0 || wrong === 0 ? null : pairs / (right * wrong);
}
