import type { Law, LossInputs } from '../law';
import { requirePositive } from './inputs';
import { kernelOf } from './kernel';

/** What a little more of N or D buys at a point. Losses fall: the numbers are negative. */
export interface Marginal {
  readonly loss: number;
  /** dL/dN: change of loss per parameter. */
  readonly perParam: number;
  /** dL/dD: change of loss per token. */
  readonly perToken: number;
  /** Change of loss per FLOP spent on parameters (dC = 6D dN) and on tokens (dC = 6N dD). */
  readonly perFlopOfParams: number;
  readonly perFlopOfTokens: number;
  /** Change of loss when N, or D, doubles. */
  readonly doublingParams: number;
  readonly doublingTokens: number;
  /** Where the next FLOP goes further; `balanced` within 1%, at the optimum. */
  readonly better: 'params' | 'tokens' | 'balanced';
}

const STEP = 1e-5;

/** The slopes of a law's loss at (N, D), by central differences in log N and log D. */
export function marginal(law: Law, N: number, D: number, inputs: LossInputs = {}): Marginal {
  requirePositive(N, 'N');
  requirePositive(D, 'D');
  const at = kernelOf(law, inputs);
  const loss = at(N, D);
  const [up, down] = [Math.exp(STEP), Math.exp(-STEP)];
  const slopeN = (at(N * up, D) - at(N * down, D)) / (2 * STEP);
  const slopeD = (at(N, D * up) - at(N, D * down)) / (2 * STEP);
  const factor = law.form.flopFactor?.(law.constants, inputs) ?? 6;
  const ratio = slopeN / slopeD;
  return {
    loss,
    perParam: slopeN / N,
    perToken: slopeD / D,
    perFlopOfParams: slopeN / (factor * N * D),
    perFlopOfTokens: slopeD / (factor * N * D),
    doublingParams: at(2 * N, D) - loss,
    doublingTokens: at(N, 2 * D) - loss,
    better: Math.abs(ratio - 1) < 0.01 ? 'balanced' : ratio > 1 ? 'params' : 'tokens',
  };
}
