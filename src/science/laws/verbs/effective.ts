import * as l10n from '@vscode/l10n';
import { ScienceError } from '../../errors';
import type { Law, LossInputs } from '../law';
import { requirePositive } from './inputs';

/** Parameters and tokens of the plain run with the same loss; what a law says nothing of is absent. */
export interface Effective {
  readonly N?: number;
  readonly D?: number;
}

/** What a run's parameters and tokens are worth under a law of repeated data, experts or precision. */
export function effectiveSizes(law: Law, inputs: LossInputs): Effective {
  const { effective } = law.form;
  if (!effective) {
    throw new ScienceError(
      'law-cannot',
      l10n.t(
        'laws.{0} counts every parameter and token as it is. Ask laws.muennighoff (repeated data), laws.clark (experts) or laws.kumar (precision).',
        law.name,
      ),
    );
  }
  for (const name of law.form.inputs) requirePositive(inputs[name] ?? Number.NaN, name);
  const { N, D } = effective(law.constants, inputs);
  return { ...(Number.isFinite(N) ? { N } : {}), ...(Number.isFinite(D) ? { D } : {}) };
}
