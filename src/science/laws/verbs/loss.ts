import * as l10n from '@vscode/l10n';
import { ScienceError } from '../../errors';
import { constantsOfDraw } from '../draws';
import type { Law, LossInputs } from '../law';
import { cannot } from './ability';
import { requireInputs } from './inputs';

/** Loss that a law predicts, in the law's unit. Throws a sentence where it predicts none or an input is missing. */
export function lossOf(law: Law, inputs: LossInputs): number {
  if (!law.form.loss || !law.abilities.includes('loss')) throw cannot(law, 'loss');
  requireInputs(law, inputs);
  const value = law.form.loss(law.constants, inputs);
  if (Number.isFinite(value)) return value;
  throw new ScienceError(
    'not-finite',
    l10n.t(
      'laws.{0} gives no finite loss for these values. Check that they lie where the law means something.',
      law.name,
    ),
  );
}

/** The loss under every draw of the law's constants (law.draws must be there). */
export function lossDraws(law: Law, inputs: LossInputs): Float64Array {
  const { loss } = law.form;
  if (!loss) throw cannot(law, 'loss');
  requireInputs(law, inputs);
  const count = law.draws?.count ?? 0;
  return Float64Array.from({ length: count }, (_, i) => loss(constantsOfDraw(law, i), inputs));
}
