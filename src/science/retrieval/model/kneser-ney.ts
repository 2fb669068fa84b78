import * as l10n from '@vscode/l10n';
import { ScienceError } from '../../errors';

/** A language model that gives the probability of each token of a sequence from the tokens before it. */
export interface SequenceModel {
  readonly vocabulary: number;
  /** Natural logarithms of p(token i | tokens before it), for each i. */
  readonly logProbabilities: (tokens: Int32Array) => Float64Array;
}

/** What one order of the model counts. */
interface Order {
  /** Count of each n-gram (true counts in the highest order, continuation counts below). */
  readonly counts: Map<number, number>;
  /** For each context: sum of its counts, and how many n-grams with it have count 1, 2, and 3 or more. */
  readonly contexts: Map<number, { total: number; ones: number; twos: number; more: number }>;
  /** Discounts for counts 1, 2, and 3 or more. */
  readonly discounts: readonly [number, number, number];
}

/** Discounts from the counts of counts (Chen and Goodman 1999, eq 26); kept within 0 and the count. */
function discountsOf(counts: Iterable<number>): [number, number, number] {
  const n = [0, 0, 0, 0, 0];
  for (const count of counts) if (count <= 4) n[count]!++;
  const [, n1 = 0, n2 = 0, n3 = 0, n4 = 0] = n;
  const y = n1 + 2 * n2 === 0 ? 0 : n1 / (n1 + 2 * n2);
  const at = (k: number, here: number, next: number) => {
    const d = here === 0 ? k - 0.5 : k - (k + 1) * y * (next / here);
    return Math.min(k, Math.max(0, d));
  };
  return [at(1, n1, n2), at(2, n2, n3), at(3, n3, n4)];
}

function createOrder(counts: Map<number, number>, vocabulary: number): Order {
  const contexts: Order['contexts'] = new Map();
  for (const [gram, count] of counts) {
    const context = Math.floor(gram / vocabulary);
    let known = contexts.get(context);
    if (!known) {
      known = { total: 0, ones: 0, twos: 0, more: 0 };
      contexts.set(context, known);
    }
    known.total += count;
    if (count === 1) known.ones++;
    else if (count === 2) known.twos++;
    else known.more++;
  }
  return { counts, contexts, discounts: discountsOf(counts.values()) };
}

/**
 * An n-gram model with interpolated, modified Kneser-Ney smoothing (Chen and Goodman 1999): the strongest of the classic
 * baselines. The lowest order interpolates with the uniform distribution, so that every token has a probability.
 * @param tokens training text as ids below `vocabulary`
 * @param n 1 to 4; vocabulary^n must stay below 2^53
 */
export function kneserNey(tokens: Int32Array, vocabulary: number, n = 3): SequenceModel {
  // One id more stands for the start of the text.
  const size = vocabulary + 1;
  if (!Number.isInteger(n) || n < 1 || size ** n > Number.MAX_SAFE_INTEGER) {
    throw new ScienceError(
      'bad-input',
      l10n.t('An n-gram model of order {0} over {1} tokens is too large.', n, vocabulary),
    );
  }
  const padded = padStart(tokens, n - 1, vocabulary);
  const grams = (length: number, from: number) => {
    const keys: number[] = [];
    for (let i = from; i + length <= padded.length; i++) {
      let key = 0;
      for (let k = 0; k < length; k++) key = key * size + padded[i + k]!;
      keys.push(key);
    }
    return keys;
  };
  const orders: Order[] = [];
  let above: Map<number, number> = new Map();
  for (let length = n; length >= 1; length--) {
    const counts = new Map<number, number>();
    if (length === n) for (const key of grams(n, 0)) counts.set(key, (counts.get(key) ?? 0) + 1);
    else {
      // Continuation counts: in how many different contexts an n-gram occurs.
      const span = size ** length;
      for (const key of above.keys()) counts.set(key % span, (counts.get(key % span) ?? 0) + 1);
    }
    orders[length - 1] = createOrder(counts, size);
    above = counts;
  }
  const probability = (context: readonly number[], token: number): number => {
    let p = 1 / vocabulary;
    for (let length = 1; length <= n; length++) {
      const { counts, contexts, discounts } = orders[length - 1]!;
      let key = 0;
      for (let k = context.length - length + 1; k < context.length; k++) key = key * size + context[k]!;
      const known = contexts.get(key);
      if (!known) continue;
      const count = counts.get(key * size + token) ?? 0;
      const discount = count === 0 ? 0 : discounts[Math.min(3, count) - 1]!;
      const left = discounts[0] * known.ones + discounts[1] * known.twos + discounts[2] * known.more;
      p = (count - discount) / known.total + (left / known.total) * p;
    }
    return p;
  };
  return {
    vocabulary,
    logProbabilities: sequence => {
      const all = padStart(sequence, n - 1, vocabulary);
      return Float64Array.from(sequence, (token, i) =>
        Math.log(probability(Array.from(all.subarray(i, i + n - 1)), token)),
      );
    },
  };
}

/** A sequence after `count` marks of its start. */
function padStart(tokens: Int32Array, count: number, mark: number): Int32Array {
  const padded = new Int32Array(tokens.length + count).fill(mark, 0, count);
  padded.set(tokens, count);
  return padded;
}
