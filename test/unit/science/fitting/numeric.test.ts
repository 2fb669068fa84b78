import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { akima, cubicsAt, cubicsMinimum } from '../../../../src/science/fitting/approaches/akima';
import { symmetricEigen } from '../../../../src/science/fitting/numeric/eigen';
import { nonNegativeLeastSquares } from '../../../../src/science/fitting/numeric/nonnegative';
import { normalCdf, normalQuantile } from '../../../../src/science/fitting/numeric/normal';
import { invert, solveSquare } from '../../../../src/science/fitting/numeric/solve';
import { quantile } from '../../../../src/science/fitting/numeric/summary';
import { createRandom } from '../../../../src/science/random';

describe('small numerics', () => {
  it('normal quantiles are those of the tables, and invert the distribution', () => {
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 13);
    expect(normalQuantile(0.95)).toBeCloseTo(1.6448536269514722, 13);
    expect(normalQuantile(1e-6)).toBeCloseTo(-4.753424308822899, 9);
    expect(normalCdf(-3)).toBeCloseTo(0.0013498980316300933, 15);
    fc.assert(
      fc.property(
        fc.double({ min: 1e-8, max: 1 - 1e-8, noNaN: true }),
        p => Math.abs(normalCdf(normalQuantile(p)) - p) < 1e-12,
      ),
    );
  });

  it('eigenvectors rebuild the matrix', () => {
    const random = createRandom(2);
    const n = 6;
    const b = Float64Array.from({ length: n * n }, () => random.normal());
    const a = new Float64Array(n * n);
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) for (let k = 0; k < n; k++) a[i * n + j] += b[i * n + k] * b[j * n + k];
    const { values, vectors } = symmetricEigen(a, n);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        const sum = values.reduce((s, v, k) => s + v * vectors[k][i] * vectors[k][j], 0);
        expect(sum).toBeCloseTo(a[i * n + j], 10);
      }
    }
    expect([...values]).toEqual([...values].sort((x, y) => x - y));
    const inverse = invert(a, n);
    expect(inverse && a.reduce((s, _, k) => s + (k % (n + 1) === 0 ? product(a, inverse, n, k) : 0), 0)).toBeCloseTo(
      n,
      9,
    );
  });

  it('a singular system has no solution', () => {
    expect(
      solveSquare(
        [
          [1, 2],
          [2, 4],
        ],
        [1, 2],
      ),
    ).toBeUndefined();
  });

  it('non-negative least squares: no feasible direction is lower', () => {
    const random = createRandom(5);
    for (let trial = 0; trial < 50; trial++) {
      const n = 12;
      const columns = [0, 1, 2].map(() => Float64Array.from({ length: n }, () => random.normal()));
      const y = Float64Array.from({ length: n }, () => random.normal());
      const w = Float64Array.from({ length: n }, () => 0.5 + random.uniform());
      const c = nonNegativeLeastSquares(columns, y, w, [true, true, true]);
      // Karush, Kuhn and Tucker: gradient zero where positive, not negative where zero.
      for (const [k, column] of columns.entries()) {
        const gradient = column.reduce(
          (s, v, i) => s - w[i] * v * (y[i] - columns.reduce((t, q, j) => t + c[j] * q[i], 0)),
          0,
        );
        expect(c[k]).toBeGreaterThanOrEqual(0);
        if (c[k] > 0) expect(Math.abs(gradient)).toBeLessThan(1e-9);
        else expect(gradient).toBeGreaterThan(-1e-9);
      }
    }
  });

  it("quantiles are numpy's", () => {
    expect(quantile([3, 1, 2, 4], 0.25)).toBe(1.75);
    expect(quantile([1, Number.NaN, 2], 0.5)).toBe(1.5);
    expect(quantile([], 0.5)).toBeNaN();
  });

  it("Akima's interpolant is scipy's (values of scipy 1.17), and its minimum is exact", () => {
    const curve = akima([0, 1, 2.5, 3, 4.5, 6], [3, 1, 0.5, 0.7, 2, 5]);
    const expected = [1.7511574074074074, 0.5654526748971195, 0.5991, 1.1112, 3.1414320987654327];
    for (const [i, x] of [0.5, 1.7, 2.8, 3.6, 5.2].entries()) expect(cubicsAt(curve, x)).toBeCloseTo(expected[i], 12);
    const best = cubicsMinimum(curve);
    for (let k = 0; k <= 6000; k++) expect(cubicsAt(curve, k / 1000)).toBeGreaterThanOrEqual(best.y - 1e-12);
    expect(cubicsAt(curve, best.x)).toBeCloseTo(best.y, 12);
  });
});

function product(a: Float64Array, b: Float64Array, n: number, k: number): number {
  const [i, j] = [Math.floor(k / n), k % n];
  let sum = 0;
  for (let m = 0; m < n; m++) sum += a[i * n + m] * b[m * n + j];
  return sum;
}
