import * as l10n from '@vscode/l10n';
import { ScienceError } from '../../../errors';
import { refuseRows, requireSameLength } from '../../rows';
import type { ClassProbabilities, Predictions } from '../predictions';
import type { Label } from './labels';

/** A column of a table: what one class or choice was given. */
export interface ClassColumn {
  readonly name: string;
  readonly values: ArrayLike<number | null | undefined>;
}

/** How far a row of probabilities may be from summing to 1. */
const SUM_SLACK = 1e-3;

/** Rows of k columns as numbers, or a sentence on what is wrong with them. */
function gather(columns: readonly ClassColumn[], label: ArrayLike<Label>, least: number): Float64Array {
  const k = columns.length;
  if (k < 2)
    throw new ScienceError('bad-classes', l10n.t('Probabilities need a column for each of at least two classes.'));
  const n = label.length;
  if (n === 0) throw new ScienceError('no-rows', l10n.t('There are no predictions: the table has no rows.'));
  for (const { name, values } of columns)
    requireSameLength({ name, length: values.length }, { name: 'label', length: n });
  const cell = (i: number, c: number) => Number(columns[c].values[i] ?? Number.NaN);
  for (let c = 0; c < k; c++)
    refuseRows(
      n,
      i => !(cell(i, c) >= least) || cell(i, c) === Number.POSITIVE_INFINITY,
      rows => l10n.t('Column {0} is missing or no possible value in {1}.', columns[c].name, rows),
    );
  const values = new Float64Array(n * k);
  for (let i = 0; i < n; i++) for (let c = 0; c < k; c++) values[i * k + c] = cell(i, c);
  return values;
}

/** Labels as indices: the name of a class, or its place from 0. */
function labelIndices(label: ArrayLike<Label>, classes: readonly string[]): Int32Array {
  const places = new Map(classes.map((name, c) => [name, c]));
  const indexOf = (value: Label): number => {
    const named = places.get(String(value));
    if (named !== undefined) return named;
    const place = typeof value === 'boolean' || value === '' ? Number.NaN : Number(value ?? Number.NaN);
    return Number.isInteger(place) && place >= 0 && place < classes.length ? place : -1;
  };
  const indices = Int32Array.from({ length: label.length }, (_, i) => indexOf(label[i]));
  refuseRows(
    indices.length,
    i => indices[i] < 0,
    rows =>
      l10n.t(
        'label must name one of the columns ({0}) or be its place from 0, but is not in {1}.',
        ...[classes.join(', '), rows],
      ),
  );
  return indices;
}

/** Full probabilities: a column for each class, named as the labels are, and the true label. Rows must sum to 1 (to 1e-3). */
export function fromProbabilities(columns: readonly ClassColumn[], label: ArrayLike<Label>): ClassProbabilities {
  const values = gather(columns, label, 0);
  const k = columns.length;
  const sumOf = (i: number) => values.subarray(i * k, (i + 1) * k).reduce((sum, p) => sum + p, 0);
  refuseRows(
    label.length,
    i => Math.abs(sumOf(i) - 1) > SUM_SLACK,
    rows => l10n.t('Probabilities must sum to 1, but do not in {0}; if the columns are logits, say so.', rows),
  );
  const classes = columns.map(column => column.name);
  return { classes, values, labels: labelIndices(label, classes) };
}

/** Logits: unnormalised log-probabilities, a column for each class. Softmax makes them probabilities. */
export function fromLogits(columns: readonly ClassColumn[], label: ArrayLike<Label>): ClassProbabilities {
  const values = gather(columns, label, Number.NEGATIVE_INFINITY);
  const k = columns.length;
  refuseRows(
    label.length,
    i => values.subarray(i * k, (i + 1) * k).every(z => z === Number.NEGATIVE_INFINITY),
    rows => l10n.t('Every logit is -Infinity in {0}.', rows),
  );
  softmaxRows(values, k);
  const classes = columns.map(column => column.name);
  return { classes, values, labels: labelIndices(label, classes) };
}

/**
 * Multiple choice: the log-probability (nats) of each choice's text, and the right choice. They are normalised over
 * the choices. With `lengths` (tokens or bytes of each choice) each is divided by its length first.
 */
export function fromChoices(
  columns: readonly ClassColumn[],
  label: ArrayLike<Label>,
  lengths?: readonly ClassColumn[],
): ClassProbabilities {
  for (const { name, values } of columns)
    refuseRows(
      values.length,
      i => Number(values[i]) > 0,
      rows => l10n.t('Column {0} holds a log-probability above 0 in {1}; if these are logits, say so.', name, rows),
    );
  if (!lengths) return fromLogits(columns, label);
  if (lengths.length !== columns.length)
    throw new ScienceError('bad-length', l10n.t('lengths needs a column for each of the {0} choices.', columns.length));
  for (const { name, values } of lengths)
    refuseRows(
      label.length,
      i => !(Number(values[i] ?? Number.NaN) > 0),
      rows => l10n.t('Column {0} must hold lengths above 0, but does not in {1}.', name, rows),
    );
  const perUnit = columns.map(({ name, values }, c) => ({
    name,
    values: Array.from(values, (z, i) => (z === null || z === undefined ? z : z / Number(lengths[c].values[i]))),
  }));
  return fromLogits(perUnit, label);
}

/** Softmax of each row of k values, in place. */
export function softmaxRows(values: Float64Array, k: number): void {
  for (let start = 0; start < values.length; start += k) {
    let top = Number.NEGATIVE_INFINITY;
    for (let c = 0; c < k; c++) top = Math.max(top, values[start + c]);
    let sum = 0;
    for (let c = 0; c < k; c++) sum += values[start + c] = Math.exp(values[start + c] - top);
    for (let c = 0; c < k; c++) values[start + c] /= sum;
  }
}

/** The likeliest class of each row (the first of equals), how likely it was, and whether it is right. */
export function topPredictions({ classes, values, labels }: ClassProbabilities): Predictions {
  const k = classes.length;
  const confidence = new Float64Array(labels.length);
  const correct = new Uint8Array(labels.length);
  for (let i = 0; i < labels.length; i++) {
    let best = 0;
    for (let c = 1; c < k; c++) if (values[i * k + c] > values[i * k + best]) best = c;
    confidence[i] = Math.min(values[i * k + best], 1);
    correct[i] = best === labels[i] ? 1 : 0;
  }
  return { confidence, correct };
}
