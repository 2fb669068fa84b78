import * as l10n from '@vscode/l10n';
import { ScienceError } from '../../errors';
import type { Query } from '../knn';
import { type Datastore, datastoreOf } from '../store/datastore';
import { type KeyLine, parseKeyLines } from './key-lines';
import type { NpyArray } from './npy';

const wrong = (sentence: string) => new ScienceError('bad-input', sentence);
const shapeText = ({ shape }: NpyArray) => `(${shape.join(', ')})`;

/** An array of keys: a row each. */
function checkKeys(keys: NpyArray): { rows: number; dimensions: number; values: Float32Array } {
  const [rows, dimensions] = keys.shape;
  if (keys.shape.length !== 2 || rows === undefined || dimensions === undefined)
    throw wrong(l10n.t('Keys are an array of two dimensions, a row each; this one’s shape is {0}.', shapeText(keys)));
  const values = keys.values instanceof Float32Array ? keys.values : Float32Array.from(keys.values);
  const odd = values.findIndex(x => !Number.isFinite(x));
  if (odd >= 0) {
    const [row, column] = [Math.floor(odd / dimensions), odd % dimensions];
    throw wrong(
      l10n.t('The key of row {0} has {1} in column {2}: every number must be finite.', row, values[odd]!, column),
    );
  }
  return { rows, dimensions, values };
}

/** An array with a number for each key. */
function checkColumn(column: NpyArray, rows: number, name: string): NpyArray['values'] {
  const flat = column.shape.filter(n => n !== 1).length <= 1;
  if (flat && column.values.length === rows) return column.values;
  throw wrong(
    l10n.t('{0} keys need as many {1}: an array of shape ({0}); this one’s is {2}.', rows, name, shapeText(column)),
  );
}

function checkTokens(column: NpyArray, rows: number, name: string): Int32Array {
  if (!(column.values instanceof Int32Array))
    throw wrong(l10n.t('The {0} are {1}: give token ids, which are whole numbers.', name, column.type));
  return checkColumn(column, rows, name) as Int32Array;
}

/** A datastore from NumPy arrays: keys (n x d) and the token after each (n). */
export function datastoreFromNpy(keys: NpyArray, values: NpyArray): Datastore {
  const { rows, dimensions, values: numbers } = checkKeys(keys);
  return datastoreOf(numbers, dimensions, checkTokens(values, rows, l10n.t('values')));
}

/** Queries from NumPy arrays: keys (m x d), targets (m), log-probabilities of the targets (m). */
export function queriesFromNpy(keys: NpyArray, targets: NpyArray, logLm: NpyArray): Query[] {
  const { rows, dimensions, values } = checkKeys(keys);
  const tokens = checkTokens(targets, rows, l10n.t('targets'));
  if (logLm.values instanceof Int32Array)
    throw wrong(l10n.t('The log-probabilities are {0}: give natural logarithms of p_LM(target).', logLm.type));
  const logs = checkColumn(logLm, rows, l10n.t('log-probabilities'));
  return Array.from({ length: rows }, (_, i) => ({
    key: values.subarray(i * dimensions, (i + 1) * dimensions),
    target: tokens[i]!,
    logLm: checkLog(logs[i]!, l10n.t('row {0}', i)),
  }));
}

/** Rounding may lift the logarithm of a probability of 1 a little above 0. */
const ROUNDING = 1e-5;

function checkLog(log: number, where: string): number {
  if (log <= ROUNDING) return Math.min(0, log);
  throw wrong(
    l10n.t('The log-probability of {0} is {1}: natural logarithms of probabilities are at most 0.', where, log),
  );
}

/** A datastore from JSONL lines. */
export function datastoreFromLines(lines: Iterable<string>): Datastore {
  const keys = [...parseKeyLines(lines)];
  const dimensions = keys[0]?.key.length ?? 0;
  const flat = new Float32Array(keys.length * dimensions);
  keys.forEach(({ key }, i) => {
    flat.set(key, i * dimensions);
  });
  return datastoreOf(
    flat,
    dimensions,
    Int32Array.from(keys, line => line.token),
  );
}

/** Queries from JSONL lines; each needs its log-probability. */
export function queriesFromLines(lines: Iterable<string>): Query[] {
  return Array.from(parseKeyLines(lines), ({ key, token, logprob, line }: KeyLine) => {
    if (logprob === undefined)
      throw wrong(l10n.t('Line {0} has no "logprob", the natural logarithm of p_LM of its token.', line));
    return { key: Float32Array.from(key), target: token, logLm: checkLog(logprob, l10n.t('line {0}', line)) };
  });
}

/** Queries must have the datastore's dimensions. */
export function checkDimensions(queries: readonly Query[], { dimensions }: Datastore): void {
  const [first] = queries;
  if (first && first.key.length !== dimensions)
    throw wrong(
      l10n.t(
        'These keys have {0} dimensions and those of the datastore {1}: both must come from one layer of one model.',
        first.key.length,
        dimensions,
      ),
    );
}
