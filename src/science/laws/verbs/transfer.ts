import type { Law, LossInputs } from '../law';
import { cannot } from './ability';
import { requirePositive } from './inputs';

/** Data that pretraining is worth when fine-tuning N parameters on D: as much as this more from scratch. */
export function dataTransferred(law: Law, inputs: LossInputs): number {
  const { transferred } = law.form;
  if (!transferred || !law.abilities.includes('transfer')) throw cannot(law, 'transfer');
  requirePositive(inputs.N ?? Number.NaN, 'N');
  requirePositive(inputs.D ?? Number.NaN, 'D');
  return transferred(law.constants, inputs);
}
