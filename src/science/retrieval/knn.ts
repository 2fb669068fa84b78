import * as l10n from '@vscode/l10n';
import { ScienceError } from '../errors';
import { perplexity } from './perplexity';
import { QUERIES } from './store/datastore';
import type { Index } from './store/exact';
import type { Neighbours } from './store/top-k';

/** A position of an evaluated text. */
export interface Query {
  /** f(context): the representation of what stands before. */
  readonly key: Float32Array;
  /** The token that stands there. */
  readonly target: number;
  /** Natural logarithm of p_LM(target). */
  readonly logLm: number;
}

/** What retrieval says about each position of a text: all that any lambda needs. */
export interface Evidence {
  /** Numbers of neighbours, ascending. */
  readonly ks: readonly number[];
  readonly targets: Int32Array;
  /** log p_LM(target) by position. */
  readonly logLm: Float64Array;
  /** p_kNN(target) by position, for each of `ks`. */
  readonly knn: readonly Float64Array[];
}

/** Weights exp(-d / temperature), taken from the nearest one on: that changes no share and keeps weights from vanishing. */
export const weightOf = ({ distances }: Neighbours, i: number, temperature: number): number =>
  Math.exp((distances[0]! - distances[i]!) / temperature);

/**
 * p_kNN(target) for each of the ascending `ks`: the share of the weights exp(-d / temperature) of the k nearest neighbours
 * that falls on the target (Khandelwal et al. 2020, eq 2). Neighbours stand nearest first, so that each k is a prefix.
 */
export function knnShares(
  neighbours: Neighbours,
  values: Int32Array,
  target: number,
  ks: readonly number[],
  temperature = 1,
): number[] {
  const { numbers } = neighbours;
  let all = 0;
  let right = 0;
  let at = 0;
  return ks.map(k => {
    for (; at < Math.min(k, numbers.length); at++) {
      const weight = weightOf(neighbours, at, temperature);
      all += weight;
      if (values[numbers[at]!] === target) right += weight;
    }
    return all === 0 ? 0 : right / all;
  });
}

/** log(lambda p_kNN + (1 - lambda) p_LM) (eq 3), from the logarithm of p_LM. */
export function interpolate(logLm: number, knn: number, lambda: number): number {
  if (lambda === 0) return logLm;
  return Math.log(lambda * knn + (1 - lambda) * Math.exp(logLm));
}

/**
 * Searches the neighbours of every query, some queries at a time.
 * @param values the datastore's tokens
 * @param onProgress called with the queries done; throw to stop
 */
export function gatherEvidence(
  index: Index,
  values: Int32Array,
  queries: readonly Query[],
  ks: readonly number[],
  { temperature = 1, onProgress }: { temperature?: number; onProgress?: (done: number) => void } = {},
): Evidence {
  if (queries.length === 0) throw new ScienceError('bad-input', l10n.t('There is no token to evaluate on.'));
  if (!(temperature > 0))
    throw new ScienceError('bad-input', l10n.t('"temperature" must be above 0; it is {0}.', temperature));
  const ascending = [...new Set(ks)].sort((a, b) => a - b);
  const [least = 0] = ascending;
  const most = ascending.at(-1) ?? 0;
  if (!Number.isInteger(least) || least < 1)
    throw new ScienceError('bad-input', l10n.t('"k" must be a whole number from 1; it is {0}.', least));
  const knn = ascending.map(() => new Float64Array(queries.length));
  for (let from = 0; from < queries.length; from += QUERIES) {
    const batch = queries.slice(from, from + QUERIES);
    const found = index.searchMany(
      batch.map(query => query.key),
      most,
    );
    found.forEach((neighbours, i) => {
      const shares = knnShares(neighbours, values, batch[i]!.target, ascending, temperature);
      shares.forEach((share, row) => {
        knn[row]![from + i] = share;
      });
    });
    onProgress?.(Math.min(queries.length, from + QUERIES));
  }
  return {
    ks: ascending,
    targets: Int32Array.from(queries, query => query.target),
    logLm: Float64Array.from(queries, query => query.logLm),
    knn,
  };
}

/** Perplexities of the model alone and of the mixture. */
export interface KnnResult {
  readonly tokens: number;
  readonly k: number;
  readonly lambda: number;
  readonly base: number;
  readonly mixed: number;
  /** Mean of log p - log p_LM over the tokens in nats, and its standard error (tokens taken as independent). */
  readonly gain: { readonly mean: number; readonly error: number };
  /** Natural logarithms of the mixture by position. */
  readonly logMixed: Float64Array;
}

/** The mixture with one of the evidence's `ks` at a lambda. */
export function mixture({ ks, knn, logLm }: Evidence, k: number, lambda: number): KnnResult {
  if (!(lambda >= 0 && lambda <= 1))
    throw new ScienceError('bad-input', l10n.t('"lambda" must lie between 0 and 1; it is {0}.', lambda));
  const shares = knn[ks.indexOf(k)];
  if (!shares) throw new ScienceError('bad-input', l10n.t('There is no evidence for {0} neighbours.', k));
  const tokens = logLm.length;
  const logMixed = logLm.map((log, i) => interpolate(log, shares[i]!, lambda));
  const gains = logMixed.map((log, i) => log - logLm[i]!);
  const average = gains.reduce((sum, gain) => sum + gain, 0) / tokens;
  const variance = gains.reduce((sum, gain) => sum + (gain - average) ** 2, 0) / Math.max(1, tokens - 1);
  return {
    tokens,
    k,
    lambda,
    base: perplexity(logLm),
    mixed: perplexity(logMixed),
    // Certain of nothing that was wrong once, the mixture loses without bound.
    gain: { mean: average, error: Number.isFinite(average) ? Math.sqrt(variance / tokens) : Number.POSITIVE_INFINITY },
    logMixed,
  };
}
