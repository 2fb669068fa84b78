/** Perplexity: the exponential of the mean negative log-probability. */
export function perplexity(logProbabilities: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < logProbabilities.length; i++) sum += logProbabilities[i]!;
  return Math.exp(-sum / logProbabilities.length);
}
