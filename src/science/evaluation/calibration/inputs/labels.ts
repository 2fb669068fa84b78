import * as l10n from '@vscode/l10n';
import { refuseRows, requireSameLength } from '../../rows';
import type { Predictions } from '../predictions';
import { checkedConfidence } from './confidence';

/** A label as a table holds it. */
export type Label = number | string | boolean | null | undefined;

const missing = (label: Label) => label === null || label === undefined || label === '' || Number.isNaN(label);

/** Predictions from the true label, the predicted one and the confidence in it. Labels are compared as text. */
export function fromLabels(
  label: ArrayLike<Label>,
  predicted: ArrayLike<Label>,
  confidence: ArrayLike<number | null | undefined>,
): Predictions {
  const columns = [
    { name: 'label', length: label.length },
    { name: 'predicted', length: predicted.length },
  ];
  for (const column of columns) requireSameLength({ name: 'confidence', length: confidence.length }, column);
  const said = checkedConfidence(confidence);
  refuseRows(
    label.length,
    i => missing(label[i]) || missing(predicted[i]),
    rows => l10n.t('label or predicted is missing in {0}; drop these rows or fill them.', rows),
  );
  const right = (_: unknown, i: number) => (String(label[i]) === String(predicted[i]) ? 1 : 0);
  return { confidence: said, correct: Uint8Array.from({ length: label.length }, right) };
}
