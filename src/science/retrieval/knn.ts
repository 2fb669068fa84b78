import * as l10n from '@vscode/l10n';
import { ScienceError } from '../errors';
import { type Datastore, QUERIES } from './store/datastore';
import type { Index } from './store/exact';
import type { Neighbours } from './store/top-k';

/** How retrieval and the model mix. */
export interface KnnOptions {
  /** Neighbours. */
  readonly k: number;
  /** Weight of the neighbours, 0 to 1. */
  readonly lambda: number;
  /** Distances are divided by it; the paper has none, that is 1. */
  readonly temperature?: number;
}

/** Checks options of a mixture. */
export function checkKnn({ k, lambda, temperature = 1 }: KnnOptions): void {
  if (!Number.isInteger(k) || k < 1)
    throw new ScienceError('bad-input', l10n.t('"k" must be a whole number from 1; it is {0}.', k));
  if (!(lambda >= 0 && lambda <= 1)) {
    throw new ScienceError('bad-input', l10n.t('"lambda" must lie between 0 and 1; it is {0}.', lambda));
  }
  if (!(temperature > 0)) {
    throw new ScienceError('bad-input', l10n.t('"temperature" must be above 0; it is {0}.', temperature));
  }
}

/**
 * p_kNN(target): the share of the neighbours' weights exp(-d / temperature) that fall on the target (Khandelwal et al.
 * 2020, eq 2). Distances are taken from the nearest one on, which changes no share and keeps weights from vanishing.
 */
export function knnProbability(neighbours: Neighbours, values: Int32Array, target: number, temperature = 1): number {
  const { numbers, distances } = neighbours;
  let all = 0;
  let right = 0;
  for (let i = 0; i < numbers.length; i++) {
    const weight = Math.exp((distances[0]! - distances[i]!) / temperature);
    all += weight;
    if (values[numbers[i]!] === target) right += weight;
  }
  return all === 0 ? 0 : right / all;
}

/** The whole distribution of the neighbours, by token. */
export function knnDistribution(neighbours: Neighbours, values: Int32Array, temperature = 1): Map<number, number> {
  const { numbers, distances } = neighbours;
  const shares = new Map<number, number>();
  let all = 0;
  for (let i = 0; i < numbers.length; i++) {
    const weight = Math.exp((distances[0]! - distances[i]!) / temperature);
    const token = values[numbers[i]!]!;
    all += weight;
    shares.set(token, (shares.get(token) ?? 0) + weight);
  }
  for (const [token, weight] of shares) shares.set(token, weight / all);
  return shares;
}

/** log(lambda p_kNN + (1 - lambda) p_LM) (eq 3), from the logarithm of p_LM. */
export function interpolate(logLm: number, knn: number, lambda: number): number {
  if (lambda === 0) return logLm;
  return Math.log(lambda * knn + (1 - lambda) * Math.exp(logLm));
}

/** What is known of one position of an evaluated text. */
export interface Retrieved {
  /** The token that stands there. */
  readonly target: number;
  /** log p_LM(target). */
  readonly logLm: number;
  readonly neighbours: Neighbours;
}

/**
 * Retrieves the neighbours of every query, some at a time. Keys must not change after they were handed over.
 * @param queries keys, targets and log-probabilities of positions, in order
 */
export function* retrieve(
  index: Index,
  k: number,
  queries: Iterable<{ key: ArrayLike<number>; target: number; logLm: number }>,
): Generator<Retrieved> {
  let batch: { key: ArrayLike<number>; target: number; logLm: number }[] = [];
  function* flush(): Generator<Retrieved> {
    const found = index.searchMany(
      batch.map(query => query.key),
      k,
    );
    for (const [i, { target, logLm }] of batch.entries()) yield { target, logLm, neighbours: found[i]! };
    batch = [];
  }
  for (const query of queries) {
    batch.push(query);
    if (batch.length === QUERIES) yield* flush();
  }
  yield* flush();
}

/** Perplexities of the model alone and of the mixture. */
export interface KnnResult {
  readonly tokens: number;
  readonly base: number;
  readonly mixed: number;
  /** Natural logarithms by position, of the model and of the mixture. */
  readonly logLm: Float64Array;
  readonly logMixed: Float64Array;
  /** p_kNN(target) by position. */
  readonly knn: Float64Array;
}

/** Perplexity of the mixture over retrieved positions. */
export function evaluateKnn(
  store: Pick<Datastore, 'values'>,
  retrieved: readonly Retrieved[],
  options: KnnOptions,
): KnnResult {
  checkKnn(options);
  if (retrieved.length === 0) throw new ScienceError('bad-input', l10n.t('There is no token to evaluate on.'));
  const { k, lambda, temperature = 1 } = options;
  const count = retrieved.length;
  const logLm = new Float64Array(count);
  const logMixed = new Float64Array(count);
  const knn = new Float64Array(count);
  let base = 0;
  let mixed = 0;
  retrieved.forEach(({ target, logLm: own, neighbours }, i) => {
    const nearest =
      neighbours.numbers.length <= k
        ? neighbours
        : { numbers: neighbours.numbers.subarray(0, k), distances: neighbours.distances.subarray(0, k) };
    logLm[i] = own;
    knn[i] = knnProbability(nearest, store.values, target, temperature);
    logMixed[i] = interpolate(own, knn[i]!, lambda);
    base -= own / count;
    mixed -= logMixed[i]! / count;
  });
  return { tokens: count, base: Math.exp(base), mixed: Math.exp(mixed), logLm, logMixed, knn };
}
