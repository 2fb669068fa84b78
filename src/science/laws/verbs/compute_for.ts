import type { Law, LossInputs } from '../law';
import { type Optimum, optimalFor } from './optimal';

/** The cheapest run that reaches a loss under a law: its compute, size and tokens. */
export function computeFor(law: Law, loss: number, inputs: LossInputs = {}): Optimum {
  return optimalFor(law, { loss }, inputs);
}
