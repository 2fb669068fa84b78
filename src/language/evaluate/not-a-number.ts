import * as l10n from '@vscode/l10n';
import { type Note, plain, type Value } from '../values/value';
import { centralValue, isScalar } from './operators';

/** What a result that is not a number owes its reader where no step has said more. */
export function notANumber(value: Value, notes: readonly Note[]): readonly Note[] {
  if (notes.length > 0) return notes;
  const shown = plain(value);
  if (!isScalar(shown) || !Number.isNaN(centralValue(shown))) return notes;
  return [
    {
      tone: 'warning',
      text: l10n.t(
        'Not a number: some step has no answer, such as 0 / 0, the logarithm or root of a negative number, the spread of a single value, or a missing value in a list.',
      ),
    },
  ];
}
