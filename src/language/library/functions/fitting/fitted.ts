import * as l10n from '@vscode/l10n';
import type { Fit } from '../../../../science/fitting/fit';
import { ScaleError } from '../../../errors';
import type { LawValue } from '../../../values/value';
import { fitOf } from './law-value';

/** The fit behind a law, for what needs its runs; a published law is an error that says so. */
export function fitted(value: LawValue): Fit {
  const fit = fitOf(value);
  if (fit) return fit;
  throw new ScaleError(
    'not-a-fit',
    value.law.name === 'fit'
      ? l10n.t('This needs a law that `fit(runs)` made: {0} has no constants that were searched for.', value.law.title)
      : l10n.t('This needs a fitted law, such as `fit(runs)`, and {0} is a published one.', value.law.name),
  );
}
