import * as l10n from '@vscode/l10n';
import { ScienceError } from '../../errors';
import type { Hyperparameters, Law, LossInputs } from '../law';
import { cannot } from './ability';
import { requirePositive } from './inputs';

/** Names of the inputs that a law's hyperparameters depend on, from the names of its exponents. */
function needed(law: Law): string[] {
  const byExponent: Readonly<Record<string, string>> = { N: 'N', D: 'D', C: 'C', L: 'loss' };
  const letters = Object.keys(law.constants).flatMap(name => /^(?:lr|batch)_([NDCL])$/.exec(name)?.[1] ?? []);
  return [...new Set([...letters.map(letter => byExponent[letter]), ...law.form.inputs])];
}

/** Learning rate and batch that a law recommends. C is 6ND where not given. */
export function hyperparameters(law: Law, inputs: LossInputs): Hyperparameters {
  const { form, constants } = law;
  if (!form.hyperparameters || !law.abilities.includes('hyperparameters')) throw cannot(law, 'hyperparameters');
  const { N, D } = inputs;
  const all: LossInputs = { ...(N !== undefined && D !== undefined ? { C: 6 * N * D } : {}), ...inputs };
  const names = form.name === 'kaplan' ? ['N', 'D'] : needed(law);
  const missing = names.filter(name => all[name] === undefined);
  if (missing.length > 0) {
    throw new ScienceError(
      'missing-input',
      l10n.t(
        'The hyperparameters of laws.{0} need {1}, and {2} is missing.',
        law.name,
        names.join(', '),
        missing.join(', '),
      ),
    );
  }
  for (const name of names) requirePositive(all[name] ?? Number.NaN, name);
  return form.hyperparameters(constants, all);
}
