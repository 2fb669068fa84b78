import type { Law, LossInputs } from '../law';
import { cannot } from './ability';
import { requirePositive } from './inputs';
import { lossOf } from './loss';

/** Downstream error (a share) at a loss, or at the loss that the law predicts for the given run. */
export function errorOf(law: Law, inputs: LossInputs): number {
  const { error } = law.form;
  if (!error || !law.abilities.includes('error')) throw cannot(law, 'error');
  const loss = inputs.loss ?? lossOf(law, inputs);
  requirePositive(loss, 'loss');
  return error(law.constants, loss);
}
