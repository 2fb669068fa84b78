import type { Law, LossInputs } from '../law';
import { requirePositive } from './inputs';
import { computeOf, kernelOf } from './kernel';
import { type Optimum, optimalFor } from './optimal';

/** What it costs to train a model on more tokens than is compute-optimal, and when serving it pays that back. */
export interface Overtraining {
  readonly N: number;
  readonly D: number;
  readonly C: number;
  readonly loss: number;
  /** The compute-optimal run with the same loss. */
  readonly optimal: Optimum;
  /** C over the optimal run's C, minus one. */
  readonly extraCompute: number;
  /** Inference saved per token, as a share: 1 - N / optimal N. */
  readonly inferenceSaving: number;
  /** Inference tokens (2N FLOP each) from which the smaller model is cheaper in all; infinite if it is not smaller. */
  readonly breakEvenTokens: number;
}

/** The cost of training N parameters with `ratio` tokens per parameter, against the optimal run of equal loss. */
export function overtrainingCost(law: Law, N: number, ratio: number, inputs: LossInputs = {}): Overtraining {
  requirePositive(N, 'N');
  requirePositive(ratio, 'ratio');
  const D = ratio * N;
  const loss = kernelOf(law, inputs)(N, D);
  const C = computeOf(law, N, D, inputs);
  const optimal = optimalFor(law, { loss }, inputs);
  const saved = 2 * (optimal.N - N);
  return {
    N,
    D,
    C,
    loss,
    optimal,
    extraCompute: C / optimal.C - 1,
    inferenceSaving: 1 - N / optimal.N,
    breakEvenTokens: saved > 0 ? Math.max(0, C - optimal.C) / saved : Number.POSITIVE_INFINITY,
  };
}
