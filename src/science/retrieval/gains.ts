import { type Evidence, type KnnResult, type Query, weightOf } from './knn';
import type { Index } from './store/exact';

/** A token with the text around it. */
export interface InContext {
  readonly before: string;
  readonly token: string;
  readonly after: string;
}

/** A neighbour with the datastore's text around it. */
export interface NeighbourInContext extends InContext {
  /** Squared L2. */
  readonly distance: number;
  /** Its share of the weight of all k neighbours. */
  readonly weight: number;
}

/** A token of the evaluated text, and what retrieval did for it. */
export interface TokenGain extends InContext {
  readonly position: number;
  readonly lm: number;
  readonly knn: number;
  readonly mixed: number;
  /** Nats gained: log p_mixed - log p_LM. */
  readonly gain: number;
  readonly neighbours: readonly NeighbourInContext[];
}

/** What is needed to show positions and their neighbours as text. */
export interface Texts {
  /** Text of token ids. */
  readonly decode: (ids: ArrayLike<number>) => string;
  /** Tokens of the evaluated text, one for each query. */
  readonly evaluated: Int32Array;
  /** Tokens of the datastore in the order of its text. */
  readonly stored: Int32Array;
}

/** Tokens of text shown before a token, and half as many after it. */
const AROUND = 24;

function inContext(decode: Texts['decode'], text: Int32Array, at: number): InContext {
  return {
    before: decode(text.subarray(Math.max(0, at - AROUND), at)),
    token: decode(text.subarray(at, at + 1)),
    after: decode(text.subarray(at + 1, at + 1 + AROUND / 2)),
  };
}

/**
 * The positions where retrieval gains most (or loses most, with `worst`), with their nearest neighbours in context. Of
 * places that read the same only the first is told.
 */
export function tokenGains(
  { decode, evaluated, stored }: Texts,
  index: Index,
  queries: readonly Query[],
  evidence: Evidence,
  { k, logMixed }: KnnResult,
  { count = 10, neighbours = 5, temperature = 1, worst = false } = {},
): TokenGain[] {
  const gains = logMixed.map((log, i) => log - evidence.logLm[i]!);
  const order = Int32Array.from(gains, (_, i) => i);
  order.sort((a, b) => (worst ? gains[a]! - gains[b]! : gains[b]! - gains[a]!) || a - b);
  const shares = evidence.knn[evidence.ks.indexOf(k)]!;
  const told = new Set<string>();
  const chosen: TokenGain[] = [];
  for (const position of order) {
    if (chosen.length === count || (worst ? gains[position]! >= 0 : gains[position]! <= 0)) break;
    const here = inContext(decode, evaluated, position);
    const reads = here.before.slice(-24) + here.token;
    if (told.has(reads)) continue;
    told.add(reads);
    const found = index.search(queries[position]!.key, k);
    const total = found.distances.reduce((sum, _, i) => sum + weightOf(found, i, temperature), 0);
    chosen.push({
      ...here,
      position,
      lm: Math.exp(evidence.logLm[position]!),
      knn: shares[position]!,
      mixed: Math.exp(logMixed[position]!),
      gain: gains[position]!,
      neighbours: Array.from(found.numbers.subarray(0, neighbours), (number, i) => ({
        ...inContext(decode, stored, number),
        distance: found.distances[i]!,
        weight: weightOf(found, i, temperature) / total,
      })),
    });
  }
  return chosen;
}

/** Mean gain in nats of each token that occurs at least `least` times, greatest first. */
export function gainsByToken(
  decode: Texts['decode'],
  { targets, logLm }: Evidence,
  { logMixed }: KnnResult,
  least = 5,
): { token: string; count: number; gain: number }[] {
  const sums = new Map<number, { count: number; gain: number }>();
  targets.forEach((target, i) => {
    const known = sums.get(target) ?? { count: 0, gain: 0 };
    sums.set(target, { count: known.count + 1, gain: known.gain + logMixed[i]! - logLm[i]! });
  });
  return [...sums]
    .filter(([, { count }]) => count >= least)
    .map(([token, { count, gain }]) => ({ token: decode([token]), count, gain: gain / count }))
    .sort((a, b) => b.gain - a.gain || (a.token < b.token ? -1 : 1));
}
