import * as l10n from '@vscode/l10n';
import { ScienceError } from '../../errors';
import type { Ability, Law } from '../law';

/** What a law can do, in words, for a sentence about what it cannot. */
function inWords(ability: Ability): string {
  switch (ability) {
    case 'loss':
      return l10n.t('a loss');
    case 'optimum':
      return l10n.t('a compute-optimal size with its loss');
    case 'allocation':
      return l10n.t('a compute-optimal size');
    case 'hyperparameters':
      return l10n.t('a learning rate or batch size');
    case 'error':
      return l10n.t('a downstream error');
    case 'schedule':
      return l10n.t('a loss over a learning-rate schedule');
    case 'transfer':
      return l10n.t('the data that pretraining is worth');
  }
}

/** The error for a law that is asked for what it cannot give. */
export function cannot(law: Law, wanted: Ability): ScienceError {
  const can = law.abilities.map(inWords).join(', ');
  return new ScienceError(
    'law-cannot',
    l10n.t('laws.{0} does not predict {1}; it gives {2}. Choose another law for this.', law.name, inWords(wanted), can),
  );
}
