import * as l10n from '@vscode/l10n';
import { ScienceError } from '../../errors';
import { type Datastore, datastoreOf } from '../store/datastore';
import type { NpyArray } from './npy';

/** A position of an evaluated text, from a user's own model. */
export interface Query {
  readonly key: Float32Array;
  readonly target: number;
  /** Natural logarithm of p_LM(target). */
  readonly logLm: number;
}

/** Keys (rows) with one number each: a datastore's values, or queries' targets. */
function rowsOf(keys: NpyArray, name: string): { rows: number; dimensions: number } {
  const [rows, dimensions] = keys.shape;
  if (keys.shape.length !== 2 || rows === undefined || dimensions === undefined) {
    throw new ScienceError(
      'bad-input',
      l10n.t('The array of {0} must have two dimensions; its shape is ({1}).', name, keys.shape.join(', ')),
    );
  }
  return { rows, dimensions };
}

/** A datastore from NumPy arrays: keys (n x d) and the token after each (n). */
export function datastoreFromNpy(keys: NpyArray, values: NpyArray): Datastore {
  const { dimensions } = rowsOf(keys, 'keys');
  const floats = keys.values instanceof Int32Array ? Float32Array.from(keys.values) : keys.values;
  return datastoreOf(floats, dimensions, Int32Array.from(values.values));
}

/** Queries from NumPy arrays: keys (m x d), targets (m), log-probabilities of the targets (m). */
export function queriesFromNpy(keys: NpyArray, targets: NpyArray, logLm: NpyArray): Query[] {
  const { rows, dimensions } = rowsOf(keys, 'queries');
  if (targets.values.length !== rows || logLm.values.length !== rows) {
    throw new ScienceError(
      'bad-input',
      l10n.t(
        '{0} queries need as many targets and log-probabilities; there are {1} and {2}.',
        rows,
        targets.values.length,
        logLm.values.length,
      ),
    );
  }
  return Array.from({ length: rows }, (_, i) =>
    checkedQuery(
      {
        key: Float32Array.from(keys.values.subarray(i * dimensions, (i + 1) * dimensions)),
        target: targets.values[i]!,
        logLm: logLm.values[i]!,
      },
      i + 1,
    ),
  );
}

function checkedQuery(query: Query, row: number): Query {
  if (!(query.logLm <= 0)) {
    throw new ScienceError(
      'bad-input',
      l10n.t('Log-probability {0} of row {1} is above 0: give natural logarithms of probabilities.', query.logLm, row),
    );
  }
  return query;
}

/** A line of a JSONL file: `{"key": [numbers], "token": id, "logprob": number}`. */
interface KeyLine {
  readonly key: readonly number[];
  readonly token: number;
  readonly logprob?: number;
}

/** Reads the lines of a JSONL file of keys. Empty lines are passed over; any other that is no key is an error with its number. */
export function* parseKeyLines(lines: Iterable<string>): Generator<KeyLine> {
  let number = 0;
  let dimensions: number | undefined;
  for (const line of lines) {
    number++;
    if (line.trim() === '') continue;
    let record: unknown;
    try {
      record = JSON.parse(line);
    } catch {
      throw new ScienceError('bad-input', l10n.t('Line {0} is not JSON.', number));
    }
    const { key, token, logprob } = (record ?? {}) as Partial<Record<'key' | 'token' | 'logprob', unknown>>;
    if (!Array.isArray(key) || key.length === 0 || !key.every(x => typeof x === 'number' && Number.isFinite(x))) {
      throw new ScienceError('bad-input', l10n.t('Line {0} has no "key", a list of numbers.', number));
    }
    if (dimensions !== undefined && key.length !== dimensions) {
      throw new ScienceError(
        'bad-input',
        l10n.t('The key of line {0} has {1} numbers, those before have {2}.', number, key.length, dimensions),
      );
    }
    dimensions = key.length;
    if (typeof token !== 'number' || !Number.isInteger(token)) {
      throw new ScienceError('bad-input', l10n.t('Line {0} has no "token", a whole number.', number));
    }
    if (logprob !== undefined && typeof logprob !== 'number') {
      throw new ScienceError('bad-input', l10n.t('"logprob" of line {0} is not a number.', number));
    }
    yield { key: key as number[], token, ...(logprob === undefined ? {} : { logprob }) };
  }
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
  return [...parseKeyLines(lines)].map(({ key, token, logprob }, i) => {
    if (logprob === undefined) {
      throw new ScienceError(
        'bad-input',
        l10n.t('Query {0} has no "logprob", the natural logarithm of p_LM of its token.', i + 1),
      );
    }
    return checkedQuery({ key: Float32Array.from(key), target: token, logLm: logprob }, i + 1);
  });
}
