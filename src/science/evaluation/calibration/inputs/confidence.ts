import * as l10n from '@vscode/l10n';
import { ScienceError } from '../../../errors';
import { refuseRows, requireSameLength } from '../../rows';
import type { Predictions } from '../predictions';

export type Outcome = number | boolean | null | undefined;

/**
 * Predictions from a column of confidences (0 to 1) and one of outcomes (true/false or 1/0).
 * Throws a ScienceError that names the rows where a value is missing or out of range.
 */
export function fromConfidence(
  confidence: ArrayLike<number | null | undefined>,
  correct: ArrayLike<Outcome>,
): Predictions {
  requireSameLength({ name: 'confidence', length: confidence.length }, { name: 'correct', length: correct.length });
  const said = checkedConfidence(confidence);
  refuseRows(
    correct.length,
    i => Number(correct[i] ?? Number.NaN) !== 0 && Number(correct[i] ?? Number.NaN) !== 1,
    rows => l10n.t('correct must be true or false (1 or 0), but is not in {0}.', rows),
  );
  return { confidence: said, correct: Uint8Array.from({ length: correct.length }, (_, i) => Number(correct[i])) };
}

/** A column of confidences as numbers in 0 … 1, or a sentence about the rows that are not. */
export function checkedConfidence(confidence: ArrayLike<number | null | undefined>): Float64Array {
  const n = confidence.length;
  if (n === 0) throw new ScienceError('no-rows', l10n.t('There are no predictions: the table has no rows.'));
  const said = new Float64Array(n);
  let top = 0;
  for (let i = 0; i < n; i++) {
    said[i] = Number(confidence[i] ?? Number.NaN);
    if (said[i] > top) top = said[i];
  }
  refuseRows(
    n,
    i => Number.isNaN(said[i]),
    rows => l10n.t('confidence is missing or not a number in {0}; drop these rows or fill them.', rows),
  );
  const percent = top > 2 && top <= 100;
  refuseRows(
    n,
    i => said[i] < 0 || said[i] > 1,
    rows =>
      percent
        ? l10n.t('confidence must lie between 0 and 1, but does not in {0}; if these are percent, divide by 100.', rows)
        : l10n.t('confidence must lie between 0 and 1, but does not in {0}.', rows),
  );
  return said;
}
