import type { Predictions } from './predictions';

/** Where a probability of 0 would make the log infinite it is read as this. */
export const LEAST_PROBABILITY = 1e-15;

/** Scores that need no bins. */
export interface ProperScores {
  readonly n: number;
  readonly accuracy: number;
  readonly meanConfidence: number;
  /** Mean squared gap between confidence and outcome (binary form). Brier 1950. */
  readonly brier: number;
  /** Mean negative log-likelihood of the outcomes, nats; probabilities below 1e-15 are read as 1e-15. */
  readonly nll: number;
  /** How many predictions were so sure and wrong that their log-likelihood was cut at 1e-15. */
  readonly cut: number;
}

/** Accuracy, mean confidence, Brier score and NLL of "the answer is right" with probability `confidence`. */
export function properScores({ confidence, correct }: Predictions): ProperScores {
  const n = confidence.length;
  let right = 0;
  let said = 0;
  let squares = 0;
  let logs = 0;
  let cut = 0;
  for (let i = 0; i < n; i++) {
    const c = confidence[i];
    const y = correct[i];
    const p = y === 1 ? c : 1 - c;
    right += y;
    said += c;
    squares += (c - y) * (c - y);
    if (p < LEAST_PROBABILITY) cut++;
    logs += Math.log(Math.max(p, LEAST_PROBABILITY));
  }
  return { n, accuracy: right / n, meanConfidence: said / n, brier: squares / n, nll: -logs / n, cut };
}
