import type { KnnResult, Retrieved } from './knn';
import type { Vocabulary } from './text/bpe';

/** A neighbour with the text around it. */
export interface NeighbourInContext {
  /** Text before the neighbour's token, the token, and text after it. */
  readonly before: string;
  readonly token: string;
  readonly after: string;
  readonly distance: number;
  /** Its share of the neighbours' weight. */
  readonly weight: number;
}

/** A token of the evaluated text, and what retrieval did for it. */
export interface TokenGain {
  readonly position: number;
  readonly before: string;
  readonly token: string;
  readonly lm: number;
  readonly knn: number;
  readonly mixed: number;
  /** Nats gained: log p_mixed - log p_LM. */
  readonly gain: number;
  readonly neighbours: readonly NeighbourInContext[];
}

/** Tokens of text shown before and after a token. */
const AROUND = 16;

/**
 * The positions where retrieval gains most (or loses most, with `worst`), with their nearest neighbours in context.
 * @param text the evaluated text's tokens; @param stored the datastore's text
 */
export function tokenGains(
  vocabulary: Vocabulary,
  text: Int32Array,
  stored: Int32Array,
  retrieved: readonly Retrieved[],
  result: KnnResult,
  { count = 10, neighbours = 5, temperature = 1, worst = false } = {},
): TokenGain[] {
  const gains = Float64Array.from(result.logMixed, (value, i) => value - result.logLm[i]!);
  const order = Int32Array.from(gains, (_, i) => i);
  order.sort((a, b) => (worst ? gains[a]! - gains[b]! : gains[b]! - gains[a]!) || a - b);
  return Array.from(order.subarray(0, count), position => {
    const { neighbours: found, target } = retrieved[position]!;
    const total = [...found.distances].reduce((sum, d) => sum + Math.exp((found.distances[0]! - d) / temperature), 0);
    return {
      position,
      before: vocabulary.decode(text.subarray(Math.max(0, position - AROUND), position)),
      token: vocabulary.decode([target]),
      lm: Math.exp(result.logLm[position]!),
      knn: result.knn[position]!,
      mixed: Math.exp(result.logMixed[position]!),
      gain: gains[position]!,
      neighbours: Array.from(found.numbers.subarray(0, neighbours), (number, i) => ({
        before: vocabulary.decode(stored.subarray(Math.max(0, number - AROUND), number)),
        token: vocabulary.decode([stored[number]!]),
        after: vocabulary.decode(stored.subarray(number + 1, number + 1 + AROUND / 2)),
        distance: found.distances[i]!,
        weight: Math.exp((found.distances[0]! - found.distances[i]!) / temperature) / total,
      })),
    };
  });
}

/** Mean gain in nats of each token of the vocabulary that occurs at least `least` times, greatest first. */
export function gainsByToken(
  vocabulary: Vocabulary,
  retrieved: readonly Retrieved[],
  result: KnnResult,
  least = 5,
): { token: string; count: number; gain: number }[] {
  const sums = new Map<number, { count: number; gain: number }>();
  retrieved.forEach(({ target }, i) => {
    const known = sums.get(target) ?? { count: 0, gain: 0 };
    sums.set(target, { count: known.count + 1, gain: known.gain + result.logMixed[i]! - result.logLm[i]! });
  });
  return [...sums]
    .filter(([, { count }]) => count >= least)
    .map(([token, { count, gain }]) => ({ token: vocabulary.decode([token]), count, gain: gain / count }))
    .sort((a, b) => b.gain - a.gain || (a.token < b.token ? -1 : 1));
}
