import * as l10n from '@vscode/l10n';
import { ScienceError } from '../../errors';

/** One score under the metrics of a k-token answer, if each token is right with probability p on its own. */
export interface MetricMirror {
  /** Probability of one token. */
  readonly perToken: number;
  /** p^k: the whole answer is right. */
  readonly exactMatch: number;
  /** k (1 - p): tokens wrong in a whole answer. */
  readonly editDistance: number;
  /** -ln p: nats per token. */
  readonly nats: number;
}

function requireTokens(k: number): void {
  if (k > 0 && Number.isFinite(k)) return;
  throw new ScienceError('bad-tokens', l10n.t('An answer must have more than 0 tokens, not {0}.', k));
}

function requireShare(p: number): void {
  if (p >= 0 && p <= 1) return;
  throw new ScienceError('bad-share', l10n.t('A probability must lie between 0 and 1, not {0}.', p));
}

/** What exact match and edit distance make of a probability per token. Schaeffer et al. 2023 sec 2. */
export function fromPerToken(p: number, k: number): MetricMirror {
  requireTokens(k);
  requireShare(p);
  return { perToken: p, exactMatch: p ** k, editDistance: k * (1 - p), nats: -Math.log(p) };
}

/**
 * The probability per token behind an exact-match score: its k-th root. Null where the score is 0: then only an upper end
 * is known, `below`, from the number of test items (one right answer would have been 1 / items).
 */
export function fromExactMatch(
  score: number,
  k: number,
  items?: number,
): { readonly mirror: MetricMirror | null; readonly below: number | null } {
  requireTokens(k);
  requireShare(score);
  if (score > 0) return { mirror: fromPerToken(score ** (1 / k), k), below: null };
  return { mirror: null, below: items !== undefined && items >= 1 ? (1 / items) ** (1 / k) : null };
}

/** Exact match of answers of several lengths against the same probabilities per token, for plots: rows by k. */
export function mirrorCurves(perToken: ArrayLike<number>, lengths: readonly number[]): Float64Array[] {
  return lengths.map(k =>
    Float64Array.from({ length: perToken.length }, (_, i) => fromPerToken(perToken[i], k).exactMatch),
  );
}

/** Scores under exact match as scores per token, for a plot beside them. Null where a score is 0. */
export function perTokenScores(
  exactMatch: ArrayLike<number>,
  k: number,
  items?: number,
): { readonly perToken: (number | null)[]; readonly below: (number | null)[] } {
  const found = Array.from(exactMatch, score => fromExactMatch(score, k, items));
  return { perToken: found.map(({ mirror }) => mirror?.perToken ?? null), below: found.map(({ below }) => below) };
}
