import { describe, expect, it } from 'vitest';
import { assemble } from '../../../../scripts/wasm/build.mjs';
import { createKernels, type Matrix, roundUp } from '../../../../src/science/numeric/kernels';
import { kernelsBinary } from '../../../../src/science/numeric/kernels-binary';
import { createRandom } from '../../../../src/science/random';

const random = createRandom(8);
const fill = (matrix: Matrix) => {
  for (let i = 0; i < matrix.values.length; i++) matrix.values[i] = random.normal();
  return matrix;
};
const at = (m: Matrix, row: number, column: number) => m.values[row * m.columns + column]!;

describe('kernels', () => {
  it('are what their source assembles to', async () => {
    expect(await assemble()).toBe(kernelsBinary);
  });

  it('multiply matrices of any number of rows', () => {
    for (const [m, n, k] of [
      [1, 8, 1],
      [4, 8, 3],
      [7, 24, 5],
      [13, 16, 40],
    ] as const) {
      const kernels = createKernels(5000);
      const a = fill(kernels.matrix(m, k));
      const b = fill(kernels.matrix(k, n));
      const c = fill(kernels.matrix(m, n));
      const before = c.values.slice();
      kernels.multiply(c, a, b, m, k);
      const t = kernels.matrix(k, m);
      for (let i = 0; i < m; i++) for (let p = 0; p < k; p++) t.values[p * m + i] = at(a, i, p);
      const ct = kernels.matrix(m, n);
      kernels.multiply(ct, t, b, m, k, true);
      for (let i = 0; i < m; i++) {
        for (let j = 0; j < n; j++) {
          let sum = 0;
          for (let p = 0; p < k; p++) sum += at(a, i, p) * at(b, p, j);
          expect(at(c, i, j)).toBeCloseTo(before[i * n + j]! + sum, 4);
          expect(at(ct, i, j)).toBeCloseTo(sum, 4);
        }
      }
    }
  });

  it('multiply by a transposed matrix', () => {
    const kernels = createKernels(5000);
    const a = fill(kernels.matrix(5, 12));
    const b = fill(kernels.matrix(8, 12));
    const c = kernels.matrix(5, 8);
    kernels.multiplyTransposed(c, a, b, 5);
    for (let i = 0; i < 5; i++) {
      for (let j = 0; j < 8; j++) {
        let sum = 0;
        for (let p = 0; p < 12; p++) sum += at(a, i, p) * at(b, j, p);
        expect(at(c, i, j)).toBeCloseTo(sum, 4);
      }
    }
  });

  it('compute squared distances without cancellation', () => {
    const kernels = createKernels(5000);
    const keys = fill(kernels.matrix(12, 20));
    // Large common offsets would drown small distances in |a|^2 - 2ab + |b|^2.
    for (let i = 0; i < keys.values.length; i++) keys.values[i] = 1000 + Math.fround(keys.values[i]! / 16);
    const queries = kernels.matrix(2, 20);
    queries.values.set(keys.values.subarray(0, 20), 20);
    const out = kernels.matrix(1, 8);
    kernels.distances(keys, 4, 12, queries, 1, out);
    for (let i = 0; i < 8; i++) {
      let sum = 0;
      for (let d = 0; d < 20; d++) sum += (at(keys, i + 4, d) - at(queries, 1, d)) ** 2;
      expect(out.values[i]! / sum).toBeCloseTo(1, 5);
    }
  });

  it('say when memory does not suffice', () => {
    expect(() => createKernels(2 ** 31)).toThrow(/do not fit/);
    const kernels = createKernels(10);
    expect(() => kernels.matrix(1000, 1000)).toThrow(/outgrow/);
    expect(roundUp(5, 4)).toBe(8);
  });
});
