import { normalCdf } from '../../fitting/numeric/normal';

/**
 * A gap |d| between accuracy and confidence is seen with noise of standard deviation sigma, so that its expectation
 * exceeds |delta| by the folded normal's E|N(delta, sigma)| - |delta|. This takes that excess off, at the moment
 * estimate delta^2 = max(0, d^2 - sigma^2). The result may be negative: only sums over bins are cut at 0.
 */
export function debiasedGap(gap: number, sigma: number): number {
  if (!(sigma > 0)) return Math.abs(gap);
  const delta = Math.sqrt(Math.max(0, gap * gap - sigma * sigma));
  const z = delta / sigma;
  const folded = sigma * Math.sqrt(2 / Math.PI) * Math.exp((-z * z) / 2) + delta * (1 - 2 * normalCdf(-z));
  return Math.abs(gap) - (folded - delta);
}

/** Sums of a bin: how many, sums of confidences c and of outcomes, and the sum of c (1 - c). */
export interface BinSums {
  readonly n: number;
  readonly said: number;
  readonly right: number;
  readonly variance: number;
}

/**
 * ECE with the upward bias of sampling noise taken off: near 0 for a calibrated model at any sample size, and equal
 * to the plain ECE where gaps are much larger than noise. The noise of a bin is that of a calibrated model,
 * sigma^2 = sum c (1 - c) / n^2. After Bröcker 2012 and Kumar et al. 2019 (arXiv:1909.10155), who debias squared errors.
 */
export function debiasedEce(bins: Iterable<BinSums>): number {
  let sum = 0;
  let total = 0;
  for (const { n, said, right, variance } of bins) {
    if (n === 0) continue;
    total += n;
    sum += n * debiasedGap((right - said) / n, Math.sqrt(variance) / n);
  }
  return Math.max(0, sum / total);
}
