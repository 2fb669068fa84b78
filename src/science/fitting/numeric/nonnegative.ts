import { solveSquare } from './solve';

/**
 * Weighted least squares with some coefficients held at or above zero: minimises sum w (y - X c)^2. With at most a few
 * columns every set of active columns is tried, so that the answer is the global one. Columns are arrays of length n.
 */
export function nonNegativeLeastSquares(
  columns: readonly Float64Array[],
  y: Float64Array,
  w: Float64Array,
  held: readonly boolean[],
): number[] {
  const p = columns.length;
  const n = y.length;
  const gram = columns.map(() => new Array<number>(p).fill(0));
  const right = new Array<number>(p).fill(0);
  let total = 0;
  for (let i = 0; i < n; i++) {
    total += w[i] * y[i] * y[i];
    for (let a = 0; a < p; a++) {
      const v = w[i] * columns[a][i];
      right[a] += v * y[i];
      for (let b = 0; b <= a; b++) gram[a][b] += v * columns[b][i];
    }
  }
  for (let a = 0; a < p; a++) for (let b = 0; b < a; b++) gram[b][a] = gram[a][b];

  let best = new Array<number>(p).fill(0);
  let least = total;
  for (let mask = 1; mask < 1 << p; mask++) {
    const set = columns.map((_, k) => k).filter(k => (mask >> k) & 1);
    const found = solveSquare(
      set.map(a => set.map(b => gram[a][b])),
      set.map(a => right[a]),
    );
    if (!found || set.some((k, i) => held[k] && found[i] < 0)) continue;
    let rss = total;
    for (const [i, a] of set.entries()) rss -= found[i] * right[a];
    if (rss < least) {
      least = rss;
      best = new Array<number>(p).fill(0);
      for (const [i, a] of set.entries()) best[a] = found[i];
    }
  }
  return best;
}
