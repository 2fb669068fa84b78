import type { Predictions } from './predictions';
import { type SortedPredictions, sortPredictions } from './sorted';

/** Answer only the most confident share of questions: how often wrong then. */
export interface RiskCoverage {
  /** Share answered, ascending to 1. */
  readonly coverage: readonly number[];
  /** Share of the answered that is wrong. */
  readonly risk: readonly number[];
  /** Confidence from which on questions are answered. */
  readonly threshold: readonly number[];
  /** Area under the curve; answers of equal confidence count in random order. Geifman and El-Yaniv 2017. */
  readonly aurc: number;
  /** The area if every right answer had more confidence than every wrong one. */
  readonly bestAurc: number;
}

/** Risk-coverage curve of selective prediction. At most `points` of its points are returned, the last among them. */
export function riskCoverage(predictions: Predictions, points = 200): RiskCoverage {
  const sorted = sortPredictions(predictions);
  const n = sorted.confidence.length;
  const steps = stepsOf(sorted);
  const keep = new Set(Array.from({ length: points }, (_, i) => Math.round(((i + 1) / points) * (steps.length - 1))));
  const kept = steps.filter((_, i) => i === 0 || keep.has(i));
  let area = 0;
  let wrong = 0;
  let answered = 0;
  for (const step of steps) {
    const share = (step.wrong - wrong) / (step.answered - answered);
    for (let k = answered + 1; k <= step.answered; k++) area += (wrong + share * (k - answered)) / k;
    wrong = step.wrong;
    answered = step.answered;
  }
  let best = 0;
  for (let k = n - wrong + 1; k <= n; k++) best += (k - (n - wrong)) / k;
  return {
    coverage: kept.map(step => step.answered / n),
    risk: kept.map(step => step.wrong / step.answered),
    threshold: kept.map(step => step.threshold),
    aurc: area / n,
    bestAurc: best / n,
  };
}

interface Step {
  readonly answered: number;
  readonly wrong: number;
  readonly threshold: number;
}

/** One step for each different confidence, from the highest. */
function stepsOf({ confidence, correct }: SortedPredictions): Step[] {
  const steps: Step[] = [];
  const n = confidence.length;
  let wrong = 0;
  for (let i = n - 1; i >= 0; i--) {
    wrong += 1 - correct[i];
    if (i === 0 || confidence[i - 1] !== confidence[i])
      steps.push({ answered: n - i, wrong, threshold: confidence[i] });
  }
  return steps;
}
