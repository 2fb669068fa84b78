import { type Evidence, mixture } from './knn';

/** Perplexity at every combination of k and lambda. */
export interface KnnSweep {
  readonly ks: readonly number[];
  readonly lambdas: readonly number[];
  /** `perplexity[i][j]` at `ks[i]` and `lambdas[j]`. */
  readonly perplexity: readonly (readonly number[])[];
  readonly best: { readonly k: number; readonly lambda: number; readonly perplexity: number };
}

/** Sweeps k and lambda over positions that were searched once with the largest k. */
export function sweepKnn(evidence: Evidence, lambdas: readonly number[]): KnnSweep {
  const { ks } = evidence;
  const perplexity = ks.map(k => lambdas.map(lambda => mixture(evidence, k, lambda).mixed));
  let best = { k: ks[0] ?? 1, lambda: lambdas[0] ?? 0, perplexity: Number.POSITIVE_INFINITY };
  perplexity.forEach((row, i) => {
    row.forEach((value, j) => {
      if (value < best.perplexity) best = { k: ks[i]!, lambda: lambdas[j]!, perplexity: value };
    });
  });
  return { ks, lambdas, perplexity, best };
}
