import type { Constants } from '../laws/law';
import { rootOf } from '../laws/numeric/root';

/** Parameters of embeddings at Chinchilla's vocabulary and shapes: N_total = N_E + omega N_E^(1/3). Pearce & Song 2024. */
export const PEARCE_OMEGA = 47491;

/** Total parameters from non-embedding ones. Pearce & Song 2024. */
export function totalFromNonEmbedding(nonEmbedding: number, omega = PEARCE_OMEGA): number {
  return nonEmbedding + omega * Math.cbrt(nonEmbedding);
}

/** Non-embedding parameters from total ones: the inverse. */
export function nonEmbeddingFromTotal(total: number, omega = PEARCE_OMEGA): number {
  const log = rootOf(
    u => Math.log(totalFromNonEmbedding(Math.exp(u), omega) / total),
    Math.log(total) - 200,
    Math.log(total),
  );
  return Math.exp(log ?? Number.NaN);
}

/**
 * Compute without embeddings, 6 N_E D, at which N_E is the optimum of a law in total parameters (chinchilla's form):
 * the first-order condition of min L(N_T(N_E), C_E / 6 N_E).
 */
export function computeWithoutEmbeddings(k: Constants, nonEmbedding: number, omega = PEARCE_OMEGA): number {
  const total = totalFromNonEmbedding(nonEmbedding, omega);
  const slope = 1 + (omega / 3) * nonEmbedding ** (-2 / 3);
  const ratio = (k.alpha * k.A * total ** (-k.alpha - 1) * slope * nonEmbedding) / (k.beta * k.B);
  return 6 * nonEmbedding * ratio ** (-1 / k.beta);
}

/**
 * The exponent d log N_E / d log C_E that one finds when parameters and compute leave out embeddings although the loss
 * follows total parameters: near Kaplan's 0.73 for small models, Chinchilla's for large ones. Pearce & Song 2024.
 */
export function localExponent(k: Constants, nonEmbedding: number, omega = PEARCE_OMEGA): number {
  const h = 1e-4;
  const up = computeWithoutEmbeddings(k, nonEmbedding * Math.exp(h), omega);
  const down = computeWithoutEmbeddings(k, nonEmbedding * Math.exp(-h), omega);
  return (2 * h) / Math.log(up / down);
}

/**
 * The exponent of one power law N_E = c C_E^g fitted by least squares to the optima over a range of N_E, at budgets even
 * in log C_E. Over Kaplan's range this is what Pearce & Song 2024 compare with Kaplan's 0.73.
 */
export function fittedExponent(
  k: Constants,
  range: readonly [number, number],
  omega = PEARCE_OMEGA,
  points = 20,
): number {
  const compute = (logN: number) => Math.log(computeWithoutEmbeddings(k, Math.exp(logN), omega));
  const [low, high] = range.map(Math.log);
  const [start, end] = [compute(low), compute(high)];
  const c = Array.from({ length: points }, (_, i) => start + (i / (points - 1)) * (end - start));
  const n = c.map(logC => rootOf(x => compute(x) - logC, low - 1e-9, high + 1e-9) ?? Number.NaN);
  const [meanN, meanC] = [n, c].map(xs => xs.reduce((a, b) => a + b, 0) / points);
  const covariance = n.reduce((sum, x, i) => sum + (x - meanN) * (c[i] - meanC), 0);
  const variance = c.reduce((sum, y) => sum + (y - meanC) ** 2, 0);
  return covariance / variance;
}
