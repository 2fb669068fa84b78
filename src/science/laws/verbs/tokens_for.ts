import * as l10n from '@vscode/l10n';
import { ScienceError } from '../../errors';
import type { Law, LossInputs } from '../law';
import { rootOf } from '../numeric/root';
import { requirePositive } from './inputs';
import { kernelOf } from './kernel';

const MOST_TOKENS = 1e30;

/** Tokens that a model of N parameters needs to reach a loss; a sentence if no number of tokens is enough. */
export function tokensFor(law: Law, N: number, loss: number, inputs: LossInputs = {}): number {
  requirePositive(N, 'N');
  requirePositive(loss, 'loss');
  const at = kernelOf(law, inputs);
  const logD = rootOf(u => at(N, Math.exp(u)) - loss, 0, Math.log(MOST_TOKENS));
  if (logD !== undefined) return Math.exp(logD);
  const least = at(N, MOST_TOKENS);
  if (least < loss) {
    throw new ScienceError(
      'out-of-reach',
      l10n.t(
        'Under laws.{0} a loss of {1} needs less than one token. Ask for a lower loss.',
        law.name,
        loss.toPrecision(4),
      ),
    );
  }
  throw new ScienceError(
    'out-of-reach',
    l10n.t(
      'Under laws.{0} a model of {1} parameters never reaches a loss of {2}: with unlimited tokens it comes to {3}. Take a larger model or a higher loss.',
      law.name,
      N.toPrecision(3),
      loss.toPrecision(4),
      least.toPrecision(4),
    ),
  );
}
