import * as l10n from '@vscode/l10n';
import { ScienceError } from '../errors';
import type { ModelFacts } from '../facts/model';
import { type FlopMethod, type FlopOptions, trainingFlops } from './flops';

/**
 * Training FLOP of a published model by a method (not the figure its paper prints: that is `flops`). A mixture of
 * experts counts its active parameters.
 */
export function modelFlops(model: ModelFacts, method: FlopMethod = '6nd', options: FlopOptions = {}): number {
  const { tokens, architecture, moe } = model;
  if (tokens === undefined) {
    throw new ScienceError(
      'missing-input',
      model.flops === undefined
        ? l10n.t('The training tokens of models.{0} are not published, so its FLOP cannot be counted.', model.name)
        : l10n.t(
            'The training tokens of models.{0} are not published, so its FLOP cannot be counted; its source prints them: models.{0}.flops.',
            model.name,
          ),
    );
  }
  if (moe && model.activeParams === undefined) {
    throw new ScienceError(
      'missing-input',
      l10n.t('The active parameters of models.{0} are not published: count its FLOP with moe(…).', model.name),
    );
  }
  return trainingFlops(method, tokens, {
    N: model.activeParams ?? model.params,
    ...(architecture ? { architecture } : {}),
    ...options,
  });
}
