import { fromConfidence } from '../../../../science/evaluation/calibration/inputs/confidence';
import { fromLabels, type Label } from '../../../../science/evaluation/calibration/inputs/labels';
import type { Predictions } from '../../../../science/evaluation/calibration/predictions';
import { findRole, roleColumn } from '../../../data/roles';
import { displayText } from '../../../display';
import { type List, plain, type Table, type Value } from '../../../values/value';
import { columnOf, pick } from '../tables';

/** Predictions of a table: confidence with correct, or with the true and the predicted label. */
export function predictionsOf(from: Table): Predictions {
  const confidence = cells(roleColumn(from, 'confidence'), v => (typeof v === 'number' ? v : null));
  const [label, predicted] = [findRole(from, 'label'), findRole(from, 'predicted')];
  if (findRole(from, 'correct') === undefined && label !== undefined && predicted !== undefined) {
    return fromLabels(cells(columnOf(from, label), asLabel), cells(columnOf(from, predicted), asLabel), confidence);
  }
  return fromConfidence(
    confidence,
    cells(roleColumn(from, 'correct'), v => (typeof v === 'number' || typeof v === 'boolean' ? v : null)),
  );
}

const cells = <T>(values: List, read: (value: Value) => T): T[] =>
  Array.from(values, each => read(plain(each as Value)));

const asLabel = (value: Value): Label =>
  value === null || typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean'
    ? value
    : displayText(value);

/** The rows of a table by the values of a column, in order of first appearance. */
export function groupsOf(from: Table, by: string): { name: string; rows: Table }[] {
  const places = new Map<string, { name: string; rows: number[] }>();
  Array.from(columnOf(from, by)).forEach((value, i) => {
    const name = displayText(value as Value);
    // Numbers that are written alike are still two.
    const key = typeof value === 'number' ? String(value) : name;
    const known = places.get(key);
    if (known) known.rows.push(i);
    else places.set(key, { name, rows: [i] });
  });
  return [...places.values()].map(({ name, rows }) => ({ name, rows: pick(from, rows) }));
}
