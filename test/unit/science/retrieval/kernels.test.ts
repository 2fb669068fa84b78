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

  it('take exponentials of rows less their largest, and scale them', () => {
    const kernels = createKernels(5000);
    const x = fill(kernels.matrix(3, 20));
    for (let i = 0; i < x.values.length; i++) x.values[i]! *= 30;
    const before = Float64Array.from(x.values);
    const out = kernels.matrix(3, 2);
    kernels.exponentials(x, 3, out);
    for (let row = 0; row < 3; row++) {
      const own = before.subarray(row * 20, (row + 1) * 20);
      const most = Math.max(...own);
      const powers = Array.from(own, value => Math.exp(Math.max(-87.3, value - most)));
      expect(out.values[2 * row]).toBe(Math.fround(most));
      expect(out.values[2 * row + 1]! / powers.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 6);
      powers.forEach((p, i) => {
        expect(at(x, row, i) / p).toBeCloseTo(1, 5);
      });
    }
    const kept = at(x, 1, 3);
    kernels.scaleRow(x, 1, 0.25);
    expect(at(x, 1, 3)).toBe(kept / 4);
  });

  it('take hyperbolic tangents', () => {
    const kernels = createKernels(5000);
    const x = kernels.matrix(1, 12);
    x.values.set([0, -0, 1e-6, -1e-6, 0.1, -0.5, 1, -2, 5, -20, 1e5, -1e30]);
    const before = Float64Array.from(x.values);
    kernels.tanh(x, 1);
    before.forEach((value, i) => {
      expect(Math.abs(x.values[i]! - Math.tanh(value))).toBeLessThan(2e-7);
    });
  });

  it('step as Adam does', () => {
    const kernels = createKernels(5000);
    const [weights, gradient, mean, square] = Array.from({ length: 4 }, () => fill(kernels.matrix(2, 8)));
    const state = { weights: weights!, gradient: gradient!, mean: mean!, square: square! };
    for (let i = 0; i < 16; i++) square!.values[i] = Math.abs(square!.values[i]!);
    const expected = Array.from({ length: 16 }, (_, i) => {
      const g = gradient!.values[i]!;
      const m = 0.9 * mean!.values[i]! + 0.1 * g;
      const v = 0.99 * square!.values[i]! + 0.01 * g * g;
      return 0.5 * weights!.values[i]! - (0.03 * m) / (Math.sqrt(v) + 1e-8);
    });
    kernels.adam(state, { beta1: 0.9, beta2: 0.99, rate: 0.03, shrink: 0.5 });
    expected.forEach((value, i) => {
      expect(weights!.values[i]).toBeCloseTo(value, 5);
    });
    expect([...gradient!.values]).toEqual(new Array(16).fill(0));
  });

  it('say when memory does not suffice', () => {
    expect(() => createKernels(2 ** 31)).toThrow(/do not fit/);
    const kernels = createKernels(10);
    expect(() => kernels.matrix(1000, 1000)).toThrow(/outgrow/);
    expect(roundUp(5, 4)).toBe(8);
  });
});
