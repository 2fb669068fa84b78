import { interpolate, type Retrieved } from './knn';

/** Perplexity at every combination of k and lambda. */
export interface KnnSweep {
  readonly ks: readonly number[];
  readonly lambdas: readonly number[];
  readonly temperature: number;
  /** `perplexity[i][j]` at `ks[i]` and `lambdas[j]`. */
  readonly perplexity: readonly (readonly number[])[];
  readonly best: { readonly k: number; readonly lambda: number; readonly perplexity: number };
}

/**
 * Sweeps k and lambda over positions that were retrieved once with the largest k: the neighbours stand nearest first, so
 * that every smaller k is a prefix.
 */
export function sweepKnn(
  values: Int32Array,
  retrieved: readonly Retrieved[],
  ks: readonly number[],
  lambdas: readonly number[],
  temperature = 1,
): KnnSweep {
  const sums = ks.map(() => new Float64Array(lambdas.length));
  const order = ks.map((k, row) => ({ k, row })).sort((a, b) => a.k - b.k);
  for (const { target, logLm, neighbours } of retrieved) {
    const { numbers, distances } = neighbours;
    let all = 0;
    let right = 0;
    let at = 0;
    for (const { k, row } of order) {
      for (; at < Math.min(k, numbers.length); at++) {
        const weight = Math.exp((distances[0]! - distances[at]!) / temperature);
        all += weight;
        if (values[numbers[at]!] === target) right += weight;
      }
      const knn = all === 0 ? 0 : right / all;
      lambdas.forEach((lambda, j) => {
        sums[row]![j]! -= interpolate(logLm, knn, lambda);
      });
    }
  }
  const perplexity = sums.map(row => Array.from(row, sum => Math.exp(sum / Math.max(1, retrieved.length))));
  let best = { k: ks[0] ?? 1, lambda: lambdas[0] ?? 0, perplexity: Number.POSITIVE_INFINITY };
  perplexity.forEach((row, i) => {
    row.forEach((value, j) => {
      if (value < best.perplexity) best = { k: ks[i]!, lambda: lambdas[j]!, perplexity: value };
    });
  });
  return { ks, lambdas, temperature, perplexity, best };
}
