import { nonNegativeLeastSquares } from '../numeric/nonnegative';
import { mean } from '../numeric/summary';
import type { StartData } from './form';

/**
 * The best non-negative factors of terms that add up to the response, by least squares on relative residuals (variable
 * projection, Golub and Pereyra 1973). A term that wants to vanish is kept at a thousandth of the response, where its
 * gradient lives. `terms` give each term with a factor of one, of about unit size.
 */
export function factorsOfTerms(
  data: StartData,
  terms: readonly ((i: number) => number)[],
  response?: Float64Array,
): number[] {
  const { weights, n } = data;
  const y = response ?? data.response;
  const columns = terms.map(of => Float64Array.from({ length: n }, (_, i) => of(i) / y[i]));
  const ones = new Float64Array(n).fill(1);
  const found = nonNegativeLeastSquares(
    columns,
    ones,
    weights,
    terms.map(() => true),
  );
  const least = 1e-3 * mean(y.subarray(0, n));
  return found.map(c => Math.max(c, least));
}

/** log(e^u + e^v) without overflow. */
export function logAddExp(u: number, v: number): number {
  const top = Math.max(u, v);
  return top + Math.log(Math.exp(u - top) + Math.exp(v - top));
}

/** log(1 + e^z) without overflow. */
export function softplus(z: number): number {
  return z > 0 ? z + Math.log1p(Math.exp(-z)) : Math.log1p(Math.exp(z));
}

/** 1 / (1 + e^-z) without overflow. */
export function logistic(z: number): number {
  return z >= 0 ? 1 / (1 + Math.exp(-z)) : 1 - 1 / (1 + Math.exp(z));
}
