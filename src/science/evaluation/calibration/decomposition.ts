import type { ReliabilityBin } from './bins';

/** brier = reliability - resolution + uncertainty + withinBins. */
export interface BrierParts {
  /** Mean squared gap between confidence and accuracy of the bins: 0 is calibrated. */
  readonly reliability: number;
  /** How far the bins' accuracies spread around the overall one: more is better. */
  readonly resolution: number;
  /** Variance of the outcome itself: accuracy (1 - accuracy). */
  readonly uncertainty: number;
  /** What confidences differ by inside a bin; 0 where each bin holds one confidence. Stephenson et al. 2008. */
  readonly withinBins: number;
}

/** Murphy's decomposition of the Brier score over bins (A New Vector Partition of the Probability Score, 1973). */
export function brierParts(bins: readonly ReliabilityBin[], brier: number, accuracy: number): BrierParts {
  let n = 0;
  let reliability = 0;
  let resolution = 0;
  for (const bin of bins) {
    if (bin.accuracy === null || bin.confidence === null) continue;
    n += bin.n;
    reliability += bin.n * (bin.confidence - bin.accuracy) ** 2;
    resolution += bin.n * (bin.accuracy - accuracy) ** 2;
  }
  reliability /= n;
  resolution /= n;
  const uncertainty = accuracy * (1 - accuracy);
  return { reliability, resolution, uncertainty, withinBins: brier - (reliability - resolution + uncertainty) };
}
