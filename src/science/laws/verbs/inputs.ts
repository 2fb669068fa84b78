import * as l10n from '@vscode/l10n';
import { ScienceError } from '../../errors';
import type { Law, LossInputs } from '../law';

/** Throws unless `value` is a positive, finite number; `name` is what the reader calls it. */
export function requirePositive(value: number, name: string): void {
  if (value > 0 && Number.isFinite(value)) return;
  throw new ScienceError(
    'bad-input',
    l10n.t('{0} must be a positive number, and it is {1}. Give a value above zero.', name, String(value)),
  );
}

/** Throws unless the inputs are enough for the law's loss, and all of those it uses are positive. */
export function requireInputs(law: Law, inputs: LossInputs): void {
  const sets = [law.form.inputs, ...(law.form.alternatives ?? [])];
  const signed = law.form.signed ?? [];
  const known = new Set([...sets.flat(), ...(law.form.optionalInputs ?? [])].filter(name => !signed.includes(name)));
  for (const [name, value] of Object.entries(inputs)) {
    if (value !== undefined && known.has(name) && (Number.isNaN(value) || value < 0)) requirePositive(value, name);
  }
  for (const name of ['N', 'D', 'C']) {
    const value = inputs[name];
    if (value !== undefined && known.has(name)) requirePositive(value, name);
  }
  if (sets.some(set => set.every(name => inputs[name] !== undefined))) return;
  const missing = law.form.inputs.filter(name => inputs[name] === undefined);
  throw new ScienceError(
    'missing-input',
    l10n.t(
      'laws.{0} needs {1} for a loss, and {2} is missing.',
      law.name,
      law.form.inputs.join(', '),
      missing.join(', '),
    ),
  );
}
