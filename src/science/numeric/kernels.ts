import * as l10n from '@vscode/l10n';
import { ScienceError } from '../errors';
import { kernelsBinary } from './kernels-binary';

/** A matrix of 32-bit floats in the kernels' memory, row by row. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  /** Byte offset in memory. */
  readonly at: number;
  /** The values. The view stays valid: memory never grows after it is made. */
  readonly values: Float32Array;
}

/**
 * Single-precision kernels (WebAssembly SIMD) over a memory of their own. Sums run in a fixed order: the same input gives
 * the same bits on every host.
 */
export interface Kernels {
  /** Sets memory aside, filled with zeros. Rows are padded to no more than `columns`. */
  readonly matrix: (rows: number, columns: number) => Matrix;
  /** C += A B; `transposed` takes A as its transpose: C[m x n] += A[k x m]' B[k x n]. C's columns: a multiple of 8. */
  readonly multiply: (c: Matrix, a: Matrix, b: Matrix, rows: number, inner: number, transposed?: boolean) => void;
  /** C += A B' for the first `rows` rows of A. Columns of A and of C: multiples of 4. */
  readonly multiplyTransposed: (c: Matrix, a: Matrix, b: Matrix, rows: number) => void;
  /** Squared L2 distances of a row of `queries` to keys `from` to before `to` (their number: a multiple of 4). */
  readonly distances: (keys: Matrix, from: number, to: number, queries: Matrix, query: number, out: Matrix) => void;
  /**
   * The first `rows` rows become e^(x - largest of the row); `out` (two columns) gets the largest and the sum of each.
   * Columns: a multiple of 4.
   */
  readonly exponentials: (x: Matrix, rows: number, out: Matrix) => void;
  /** Multiplies a row by a factor. Columns: a multiple of 4. */
  readonly scaleRow: (x: Matrix, row: number, factor: number) => void;
  /** The first `rows` rows become their hyperbolic tangents. Columns: a multiple of 4. */
  readonly tanh: (x: Matrix, rows: number) => void;
  /** A step of Adam; clears the gradient. Numbers in each: a multiple of 4. */
  readonly adam: (state: AdamState, step: AdamStep) => void;
}

/** Weights with their gradient and the running means of it and of its square, of one shape. */
export interface AdamState {
  readonly weights: Matrix;
  readonly gradient: Matrix;
  readonly mean: Matrix;
  readonly square: Matrix;
}

export interface AdamStep {
  readonly beta1: number;
  readonly beta2: number;
  /** Learning rate with the corrections of the means' start. */
  readonly rate: number;
  /** Weights are multiplied by it: decoupled weight decay. */
  readonly shrink: number;
}

interface Exports {
  readonly memory: WebAssembly.Memory;
  readonly multiply: (...args: number[]) => void;
  readonly multiplyTransposed: (...args: number[]) => void;
  readonly distances: (...args: number[]) => void;
  readonly exponentials: (...args: number[]) => void;
  readonly scale: (...args: number[]) => void;
  readonly tanh: (...args: number[]) => void;
  readonly adam: (...args: number[]) => void;
}

let compiled: WebAssembly.Module | undefined;

function compile(): WebAssembly.Module {
  if (compiled) return compiled;
  const text = atob(kernelsBinary);
  const bytes = Uint8Array.from(text, character => character.charCodeAt(0));
  try {
    compiled = new WebAssembly.Module(bytes);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ScienceError(
      'no-simd',
      l10n.t('This host cannot run WebAssembly SIMD, which vector search needs: {0}', why),
    );
  }
  return compiled;
}

const PAGE = 65536;

/**
 * Kernels with room for `floats` 32-bit floats.
 * @throws ScienceError `too-large` beyond 4 GB, `no-simd` on hosts without WebAssembly SIMD
 */
export function createKernels(floats: number): Kernels {
  const exports = new WebAssembly.Instance(compile()).exports as unknown as Exports;
  // Each matrix begins at a multiple of 64 bytes; `matrix` accounts for that.
  const pages = Math.ceil((floats * 4 + 4096) / PAGE);
  try {
    exports.memory.grow(Math.max(0, pages - 1));
  } catch {
    throw new ScienceError(
      'too-large',
      l10n.t('{0} MB of vectors do not fit in memory.', Math.round((floats * 4) / 1e6)),
    );
  }
  const { buffer } = exports.memory;
  let next = 64;
  return {
    matrix: (rows, columns) => {
      const at = next;
      const length = rows * columns;
      next = (at + length * 4 + 63) & ~63;
      if (at + length * 4 > buffer.byteLength)
        throw new ScienceError('too-large', l10n.t('The vectors outgrow the memory that was set aside for them.'));
      return { rows, columns, at, values: new Float32Array(buffer, at, length) };
    },
    multiply: (c, a, b, rows, inner, transposed = false) => {
      const [ai, ap] = transposed ? [4, a.columns * 4] : [a.columns * 4, 4];
      exports.multiply(a.at, ai, ap, b.at, b.columns * 4, c.at, c.columns * 4, rows, c.columns, inner);
    },
    multiplyTransposed: (c, a, b, rows) => {
      exports.multiplyTransposed(
        a.at,
        a.columns * 4,
        b.at,
        b.columns * 4,
        c.at,
        c.columns * 4,
        rows,
        b.rows,
        a.columns,
      );
    },
    distances: (keys, from, to, queries, query, out) => {
      const size = keys.columns * 4;
      exports.distances(keys.at + from * size, to - from, queries.at + query * size, size, out.at);
    },
    exponentials: (x, rows, out) => exports.exponentials(x.at, x.columns * 4, rows, x.columns, out.at),
    scaleRow: (x, row, factor) => exports.scale(x.at + row * x.columns * 4, x.columns * 4, factor),
    tanh: (x, rows) => exports.tanh(x.at, rows * x.columns * 4),
    adam: ({ weights, gradient, mean, square }, { beta1, beta2, rate, shrink }) => {
      const bytes = weights.values.byteLength;
      exports.adam(weights.at, gradient.at, mean.at, square.at, bytes, beta1, beta2, rate, shrink);
    },
  };
}

/** The least multiple of `step` that is not below `n`. */
export const roundUp = (n: number, step: number): number => Math.ceil(n / step) * step;
