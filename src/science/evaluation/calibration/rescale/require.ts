import * as l10n from '@vscode/l10n';
import { ScienceError } from '../../../errors';

/** Throws if all confidences are the same: nothing can be rescaled. */
export function requireTwoConfidences(confidence: Float64Array): void {
  if (confidence.some(c => c !== confidence[0])) return;
  throw new ScienceError(
    'constant-confidence',
    l10n.t('Every confidence is {0}: rescaling needs at least two different ones.', confidence[0] ?? Number.NaN),
  );
}

/** Throws if all answers are right, or all wrong: any fit would run to an end of the scale. */
export function requireBothOutcomes(correct: Uint8Array): void {
  const right = correct.reduce((sum, y) => sum + y, 0);
  if (right > 0 && right < correct.length) return;
  throw new ScienceError(
    'one-outcome',
    right === 0
      ? l10n.t('Every prediction is wrong: rescaling needs right and wrong ones.')
      : l10n.t('Every prediction is right: rescaling needs right and wrong ones.'),
  );
}
