import type { Predictions } from '../predictions';
import { requireBothOutcomes, requireTwoConfidences } from './require';
import { logit, sigmoid } from './temperature';

/** confidence -> sigmoid(slope * logit(confidence) + intercept). */
export interface Platt {
  readonly slope: number;
  readonly intercept: number;
  readonly iterations: number;
}

const MOST_STEPS = 100;

/**
 * Platt scaling of the log-odds of confidence: logistic regression with Platt's smoothed targets (1999), so that
 * separable data have an optimum. Newton's method with halved steps on a convex loss.
 */
export function fitPlatt({ confidence, correct }: Predictions): Platt {
  requireTwoConfidences(confidence);
  requireBothOutcomes(correct);
  const z = Float64Array.from(confidence, logit);
  const right = correct.reduce((sum, y) => sum + y, 0);
  const hit = (right + 1) / (right + 2);
  const miss = 1 / (z.length - right + 2);
  const target = Float64Array.from(correct, y => (y === 1 ? hit : miss));
  let slope = 1;
  let intercept = 0;
  let loss = crossEntropy(z, target, slope, intercept);
  let iterations = 0;
  for (; iterations < MOST_STEPS; iterations++) {
    const step = newtonStep(z, target, slope, intercept);
    let scale = 1;
    let next = loss;
    for (; scale > 1e-10; scale /= 2) {
      next = crossEntropy(z, target, slope - scale * step.slope, intercept - scale * step.intercept);
      if (next < loss) break;
    }
    if (!(next < loss)) break;
    slope -= scale * step.slope;
    intercept -= scale * step.intercept;
    const gain = loss - next;
    loss = next;
    if (gain < 1e-15 * loss) break;
  }
  return { slope, intercept, iterations };
}

/** Mean of ln(1 + e^u) - t u, without overflow. */
function crossEntropy(z: Float64Array, target: Float64Array, slope: number, intercept: number): number {
  let sum = 0;
  for (let i = 0; i < z.length; i++) {
    const u = slope * z[i] + intercept;
    sum += Math.max(u, 0) + Math.log1p(Math.exp(-Math.abs(u))) - target[i] * u;
  }
  return sum / z.length;
}

function newtonStep(z: Float64Array, target: Float64Array, slope: number, intercept: number) {
  let [g0, g1, h00, h01, h11] = [0, 0, 1e-12, 0, 1e-12];
  for (let i = 0; i < z.length; i++) {
    const p = sigmoid(slope * z[i] + intercept);
    const w = p * (1 - p);
    g0 += (p - target[i]) * z[i];
    g1 += p - target[i];
    h00 += w * z[i] * z[i];
    h01 += w * z[i];
    h11 += w;
  }
  const det = h00 * h11 - h01 * h01;
  return { slope: (h11 * g0 - h01 * g1) / det, intercept: (h00 * g1 - h01 * g0) / det };
}

/** Confidences through a Platt map. */
export function throughPlatt(confidence: Float64Array, { slope, intercept }: Platt): Float64Array {
  return confidence.map(c => sigmoid(slope * logit(c) + intercept));
}
