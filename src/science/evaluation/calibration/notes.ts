import * as l10n from '@vscode/l10n';
import type { ReliabilityBin } from './bins';
import type { SortedPredictions } from './sorted';

/** Fewer predictions per bin than this say little about a bin. */
const FEW_PER_BIN = 10;

/** Sentences on what calibration figures cannot show with these predictions. */
export function degenerateNotes(
  { confidence, correct }: SortedPredictions,
  bins: readonly ReliabilityBin[],
  cut: number,
): string[] {
  const n = confidence.length;
  const filled = bins.filter(bin => bin.n > 0).length;
  const right = correct.reduce((sum, y) => sum + y, 0);
  const constant = n > 1 && confidence[0] === confidence[n - 1];
  return [
    ...(n < FEW_PER_BIN * filled
      ? [
          l10n.t(
            '{0} predictions are few for {1} filled bins: the errors are mostly noise, upwards. Use fewer bins.',
            n,
            filled,
          ),
        ]
      : []),
    ...(constant ? [l10n.t('Every confidence is {0}, so that one bin holds all.', confidence[0])] : []),
    ...(n > 1 && right === n
      ? [l10n.t('Every prediction is right, so that confidence has nothing to tell apart.')]
      : []),
    ...(n > 1 && right === 0
      ? [l10n.t('Every prediction is wrong, so that confidence has nothing to tell apart.')]
      : []),
    ...(cut > 0
      ? [
          l10n.t(
            'Of {1} predictions, {0} said 0 or 1 and were wrong: their NLL is infinite, and was cut at probability 1e-15.',
            cut,
            n,
          ),
        ]
      : []),
  ];
}
