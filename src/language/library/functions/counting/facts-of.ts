import * as l10n from '@vscode/l10n';
import type { ModelFacts } from '../../../../science/facts/model';
import { findModel } from '../../../../science/facts/models';
import { ScaleError } from '../../../errors';
import type { ModelValue } from '../../../values/value';

/** What is published of a model. */
export function factsOf(value: ModelValue): ModelFacts {
  const facts = findModel(value.name);
  if (facts) return facts;
  throw new ScaleError('unknown-model', l10n.t('{0} is not a published model.', value.title));
}
