import * as l10n from '@vscode/l10n';
import { normalQuantile } from '../../../fitting/numeric/normal';
import type { ClassProbabilities, Predictions } from '../predictions';
import { LEAST_PROBABILITY } from '../scores';
import type { Interval } from '../wilson';
import { requireBothOutcomes, requireTwoConfidences } from './require';

/** The scalar that logits are divided by. Above 1 the model was overconfident, below 1 underconfident. */
export interface Temperature {
  readonly temperature: number;
  /** 95 % interval, from the curvature of the likelihood in 1/T; null at a bound. */
  readonly interval: Interval | null;
  /** The best temperature lies outside the bracket that was searched, 0.01 to 100. */
  readonly atBound: boolean;
  readonly notes: readonly string[];
}

/** Slope and curvature of the mean NLL in beta = 1/T. */
type Slopes = (beta: number) => { readonly slope: number; readonly curvature: number };

const COLDEST = 0.01;
const HOTTEST = 100;

/** Log-odds of a probability, finite: 0 and 1 are read as 1e-15 from their end. */
export function logit(p: number): number {
  const inside = Math.min(Math.max(p, LEAST_PROBABILITY), 1 - LEAST_PROBABILITY);
  return Math.log(inside / (1 - inside));
}

export const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));

/**
 * Temperature for confidences alone: the log-odds of being right are divided by T. Minimises the NLL, which is convex
 * in 1/T, by Newton's steps inside a bracket, so that it cannot diverge. Guo et al. 2017 sec 4.2.
 */
export function fitTemperature({ confidence, correct }: Predictions): Temperature {
  requireTwoConfidences(confidence);
  requireBothOutcomes(correct);
  const z = Float64Array.from(confidence, logit);
  const n = z.length;
  return search(n, beta => {
    let slope = 0;
    let curvature = 0;
    for (let i = 0; i < n; i++) {
      const p = sigmoid(beta * z[i]);
      slope += (p - correct[i]) * z[i];
      curvature += p * (1 - p) * z[i] * z[i];
    }
    return { slope: slope / n, curvature: curvature / n };
  });
}

/** Temperature for whole distributions: softmax(log p / T). Guo et al. 2017 eq 9. */
export function fitClassTemperature({ classes, values, labels }: ClassProbabilities): Temperature {
  const k = classes.length;
  const n = labels.length;
  const z = Float64Array.from(values, p => Math.log(Math.max(p, LEAST_PROBABILITY)));
  return search(n, beta => {
    let slope = 0;
    let curvature = 0;
    for (let i = 0, start = 0; i < n; i++, start += k) {
      let top = Number.NEGATIVE_INFINITY;
      for (let c = 0; c < k; c++) top = Math.max(top, z[start + c]);
      let sum = 0;
      let first = 0;
      let second = 0;
      for (let c = 0; c < k; c++) {
        const zc = z[start + c];
        const w = Math.exp(beta * (zc - top));
        sum += w;
        first += w * zc;
        second += w * zc * zc;
      }
      first /= sum;
      slope += first - z[start + labels[i]];
      curvature += second / sum - first * first;
    }
    return { slope: slope / n, curvature: curvature / n };
  });
}

/** Newton's steps on the slope, halving a bracket (in ln beta) wherever a step would leave it. */
function search(n: number, slopes: Slopes): Temperature {
  const bound = (temperature: number): Temperature => ({
    temperature,
    interval: null,
    atBound: true,
    notes: [l10n.t('The best temperature lies beyond {0}: this data does not bound it.', temperature)],
  });
  if (slopes(1 / HOTTEST).slope >= 0) return bound(HOTTEST);
  if (slopes(1 / COLDEST).slope <= 0) return bound(COLDEST);
  let low = 1 / HOTTEST;
  let high = 1 / COLDEST;
  let beta = 1;
  while (high / low > 1 + 1e-12) {
    const { slope, curvature } = slopes(beta);
    if (slope < 0) low = beta;
    else high = beta;
    const newton = beta - slope / curvature;
    const inside = newton > low && newton < high;
    if (inside && Math.abs(newton / beta - 1) < 1e-13) break;
    beta = inside ? newton : Math.sqrt(low * high);
  }
  const relative = 1 / (beta * Math.sqrt(n * slopes(beta).curvature));
  const spread = Math.exp(normalQuantile(0.975) * relative);
  const interval = Number.isFinite(spread) ? { low: 1 / (beta * spread), high: spread / beta } : null;
  return { temperature: 1 / beta, interval, atBound: false, notes: [] };
}

/** Confidences at a temperature: sigmoid(logit(c) / T). */
export function atTemperature(confidence: Float64Array, temperature: number): Float64Array {
  return confidence.map(c => sigmoid(logit(c) / temperature));
}

/** Distributions at a temperature: softmax(log p / T). */
export function classesAtTemperature(given: ClassProbabilities, temperature: number): ClassProbabilities {
  const k = given.classes.length;
  const values = new Float64Array(given.values.length);
  for (let start = 0; start < values.length; start += k) {
    let top = 0;
    for (let c = 0; c < k; c++) top = Math.max(top, given.values[start + c]);
    let sum = 0;
    for (let c = 0; c < k; c++) sum += values[start + c] = (given.values[start + c] / top) ** (1 / temperature);
    for (let c = 0; c < k; c++) values[start + c] /= sum;
  }
  return { ...given, values };
}
