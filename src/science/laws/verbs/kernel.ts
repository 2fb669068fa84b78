import * as l10n from '@vscode/l10n';
import { ScienceError } from '../../errors';
import type { Constants, Form, Law, LossInputs } from '../law';
import { cannot } from './ability';

/** Whether a law's loss depends on both parameters and tokens. */
export function hasLossInBoth(law: Law): boolean {
  return law.abilities.includes('loss') && law.form.inputs.includes('N') && law.form.inputs.includes('D');
}

/** A form's fastest way to a loss in N and D: its terms, its kernel, or its loss; undefined if it has no loss. */
export function preparedLoss(
  form: Form,
  constants: Constants,
  inputs: LossInputs,
): ((N: number, D: number) => number) | undefined {
  const terms = form.terms?.(constants, inputs);
  if (terms) {
    const { ofParams, ofTokens } = terms;
    return (N, D) => ofParams(N) + ofTokens(D);
  }
  const { kernel, loss } = form;
  if (kernel) return kernel(constants, inputs);
  return loss && ((N, D) => loss(constants, { ...inputs, N, D }));
}

/** The loss of a law as a function of N and D, with its other inputs fixed: for grids, curves and searches. */
export function kernelOf(law: Law, inputs: LossInputs = {}): (N: number, D: number) => number {
  const { form, constants } = law;
  const prepared = preparedLoss(form, constants, inputs);
  if (!prepared || !law.abilities.includes('loss')) throw cannot(law, 'loss');
  if (!hasLossInBoth(law)) {
    throw new ScienceError(
      'law-cannot',
      l10n.t(
        'laws.{0} predicts a loss from {1} alone, so it has no curve in parameters and tokens. Choose a law of both, such as laws.epoch.',
        law.name,
        form.inputs.join(', '),
      ),
    );
  }
  return prepared;
}

/** Training FLOP of a run by the law's own convention: 6ND, or less at lower precision. */
export function computeOf(law: Law, N: number, D: number, inputs: LossInputs = {}): number {
  return (law.form.flopFactor?.(law.constants, inputs) ?? 6) * N * D;
}
