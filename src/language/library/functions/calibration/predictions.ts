import * as l10n from '@vscode/l10n';
import { fromConfidence } from '../../../../science/evaluation/calibration/inputs/confidence';
import { fromLabels, type Label } from '../../../../science/evaluation/calibration/inputs/labels';
import type { Predictions } from '../../../../science/evaluation/calibration/predictions';
import { findRole } from '../../../data/roles';
import { displayText } from '../../../display';
import { ScaleError } from '../../../errors';
import { type List, plain, type Table, type Value } from '../../../values/value';
import { columnOf, pick } from '../tables';

/** Predictions of a table: confidence with correct, or with the true and the predicted label. */
export function predictionsOf(from: Table): Predictions {
  const said = findRole(from, 'confidence');
  const [right, label, predicted] = [findRole(from, 'correct'), findRole(from, 'label'), findRole(from, 'predicted')];
  const labelled = label !== undefined && predicted !== undefined;
  if (said === undefined || (right === undefined && !labelled)) throw noPredictions(from);
  const confidence = cells(columnOf(from, said), v => (typeof v === 'number' ? v : null));
  if (right === undefined && labelled)
    return fromLabels(cells(columnOf(from, label), asLabel), cells(columnOf(from, predicted), asLabel), confidence);
  return fromConfidence(confidence, cells(columnOf(from, String(right)), asOutcome));
}

const noPredictions = (from: Table): ScaleError =>
  new ScaleError(
    'missing-column',
    l10n.t(
      'Predictions are known by the columns `confidence` and `correct`, or `confidence`, `label` and `prediction`; or name the columns of whole distributions in `probabilities`, `logits` or `choices`. The table has {0}.',
      [...from.columns.keys()].join(', '),
    ),
  );

/** Programs write truth values as text in many ways. */
const OUTCOMES: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
  ['yes', true],
  ['no', false],
  ['1', true],
  ['0', false],
]);

function asOutcome(value: Value): number | boolean | null {
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  return typeof value === 'string' ? (OUTCOMES.get(value.trim().toLowerCase()) ?? null) : null;
}

const cells = <T>(values: List, read: (value: Value) => T): T[] =>
  Array.from(values, each => read(plain(each as Value)));

const asLabel = (value: Value): Label =>
  value === null || typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean'
    ? value
    : displayText(value);

/** The rows of a table by the values of a column, in order of first appearance. */
export function groupsOf(from: Table, by: string): { name: string; rows: Table; places: readonly number[] }[] {
  const places = new Map<string, { name: string; rows: number[] }>();
  Array.from(columnOf(from, by)).forEach((value, i) => {
    const name = displayText(value as Value);
    // Numbers that are written alike are still two.
    const key = typeof value === 'number' ? String(value) : name;
    const known = places.get(key);
    if (known) known.rows.push(i);
    else places.set(key, { name, rows: [i] });
  });
  return [...places.values()].map(({ name, rows }) => ({ name, rows: pick(from, rows), places: rows }));
}
