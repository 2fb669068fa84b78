import type { ReliabilityBin } from './bins';

const gapOf = (bin: ReliabilityBin) =>
  bin.accuracy === null || bin.confidence === null ? 0 : Math.abs(bin.accuracy - bin.confidence);

/** Expected calibration error: mean gap between accuracy and confidence, weighted by size. Guo et al. 2017 eq 3. */
export function expectedCalibrationError(bins: readonly ReliabilityBin[]): number {
  let sum = 0;
  let n = 0;
  for (const bin of bins) {
    sum += bin.n * gapOf(bin);
    n += bin.n;
  }
  return sum / n;
}

/** Maximum calibration error: the largest gap of any bin that is not empty. Guo et al. 2017 eq 5. */
export function maximumCalibrationError(bins: readonly ReliabilityBin[]): number {
  return bins.reduce((most, bin) => Math.max(most, gapOf(bin)), 0);
}

/**
 * Average calibration error: the plain mean of the gaps of bins that are not empty. Over bins of equal mass this is
 * the adaptive calibration error (ACE) of Nixon et al. 2019 for one class of answers: "right".
 */
export function averageCalibrationError(bins: readonly ReliabilityBin[]): number {
  const filled = bins.filter(bin => bin.n > 0);
  return filled.reduce((sum, bin) => sum + gapOf(bin), 0) / filled.length;
}
