import * as l10n from '@vscode/l10n';
import { ScienceError } from '../../errors';
import { createKernels, type Kernels, type Matrix, roundUp } from '../../numeric/kernels';
import type { Query } from '../knn';
import type { NeuralModel } from '../model/train';

/** Keys (representations of contexts) with the token that followed each. */
export interface Datastore {
  readonly size: number;
  /** Numbers per key. */
  readonly dimensions: number;
  /** Keys, a row each, padded with zeros to a multiple of 4 columns. */
  readonly keys: Matrix;
  /** The token that followed. */
  readonly values: Int32Array;
  readonly kernels: Kernels;
  /** Room for some queries and a block of distances. */
  readonly queries: Matrix;
  readonly distances: Matrix;
}

/** Keys whose distances are computed at a time: they stay in the processor's cache. */
export const BLOCK = 2048;
/** Queries that meet a block of keys while it is there. */
export const QUERIES = 32;

/** An empty datastore with room for `size` keys; rows beyond the size are far from everything. */
export function allocateDatastore(size: number, dimensions: number, values: Int32Array): Datastore {
  if (size === 0 || dimensions === 0) {
    throw new ScienceError('bad-input', l10n.t('A datastore needs at least one key of at least one dimension.'));
  }
  const columns = roundUp(dimensions, 4);
  const rows = roundUp(size, 4);
  const kernels = createKernels(rows * columns + QUERIES * columns + BLOCK + 256);
  const keys = kernels.matrix(rows, columns);
  keys.values.fill(1e18, size * columns);
  return {
    size,
    dimensions,
    keys,
    values,
    kernels,
    queries: kernels.matrix(QUERIES, columns),
    distances: kernels.matrix(1, BLOCK),
  };
}

/** Writes a key. */
export function setKey(store: Datastore, number: number, key: ArrayLike<number>): void {
  store.keys.values.set(key, number * store.keys.columns);
}

/** A key, as a view. */
export const keyOf = (store: Datastore, number: number): Float32Array => {
  const at = number * store.keys.columns;
  return store.keys.values.subarray(at, at + store.dimensions);
};

/**
 * The datastore of a model over a text: (f(context), next token) at every position (Khandelwal et al. 2020, sec 2).
 * The text need not be the one that the model was trained on.
 * @param onProgress called with the positions done; throw to stop
 */
export function buildDatastore(model: NeuralModel, tokens: Int32Array, onProgress?: (done: number) => void): Datastore {
  const store = allocateDatastore(tokens.length, model.network.shape.hidden, tokens.slice());
  model.represent(tokens, (position, key) => {
    setKey(store, position, key);
    if (position % 8192 === 0) onProgress?.(position);
  });
  return store;
}

/** Every position of a text as a query of a model. */
export function queriesOf(model: NeuralModel, tokens: Int32Array): Query[] {
  const queries: Query[] = [];
  model.represent(tokens, (position, key, logLm) => {
    queries.push({ key: key.slice(), target: tokens[position]!, logLm });
  });
  return queries;
}

/** A datastore of the user's own keys and values. */
export function datastoreOf(keys: Float32Array | Float64Array, dimensions: number, values: Int32Array): Datastore {
  const size = values.length;
  if (keys.length !== size * dimensions) {
    throw new ScienceError(
      'bad-input',
      l10n.t(
        '{0} numbers are not {1} keys of {2} dimensions, one for each value.',
        keys.length,
        values.length,
        dimensions,
      ),
    );
  }
  const store = allocateDatastore(size, dimensions, values);
  for (let i = 0; i < size; i++) setKey(store, i, keys.subarray(i * dimensions, (i + 1) * dimensions));
  return store;
}
