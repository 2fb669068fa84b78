import { annealingGap, projectionMisses } from '../../facts/planning/annealing';

/** A log with the share of the run, the law's curve and the undecayed rate at each of its rows. */
export interface ProjectionInputs {
  readonly shares: ArrayLike<number>;
  readonly losses: ArrayLike<number>;
  /** What the law says of a run that ends there, minus what it says of the end. */
  readonly excess: (share: number) => number;
  /** From 1 at the peak rate to 0 at the end. */
  readonly undecayed: (share: number) => number;
}

/** Where the log is heading. */
export interface Projection {
  readonly loss: number;
  /** The largest miss of the same projection on ten released runs, at this share of the run. */
  readonly low: number;
  readonly high: number;
  /** Rows that were fitted. */
  readonly rows: number;
  /** What the undecayed rate costs at the peak, in nats: what decaying will still gain. */
  readonly gap: number;
}

/** Noise of a logged loss, in nats, against which the prior of the gap is weighed. */
const NOISE = 0.01;

/**
 * Least squares of loss = a + b excess + g undecayed over the log, g held near its prior: excess is the law's own curve in
 * D, so b says how well this run uses its data, a where it ends, g what decaying the rate still gains. The end of the run is
 * a + g undecayed(1).
 */
export function projectLoss({ shares, losses, excess, undecayed }: ProjectionInputs): Projection | undefined {
  const n = shares.length;
  if (n === 0) return undefined;
  const seen = shares[n - 1];
  // The first tenth is warm-up and the steep fall after it, which no law describes.
  const from = Math.min(0.1, 0.5 * seen);
  const rows: [number, number, number, number][] = [];
  for (let i = 0; i < n; i++) {
    if (shares[i] < from || !Number.isFinite(losses[i])) continue;
    rows.push([1, excess(shares[i]), undecayed(shares[i]), losses[i]]);
  }
  if (rows.length < 4) return undefined;
  const last = rows[rows.length - 1][3];
  const prior = annealingGap.mean * last;
  const spread = annealingGap.spread * last;
  const scale = Math.max(...rows.map(r => Math.abs(r[1])), 1e-12);
  const equations = rows.map(([one, x, h, y]) => [one / NOISE, x / scale / NOISE, h / NOISE, y / NOISE]);
  equations.push([0, 0, 1 / spread, prior / spread]);
  const solution = leastSquares(equations);
  if (!solution) return undefined;
  const [a, , gap] = solution;
  const loss = a + gap * undecayed(1);
  const miss = missAt(seen);
  return { loss, low: loss - miss, high: loss + miss, rows: rows.length, gap };
}

/** The largest miss in the back-test at a share of the run, by linear interpolation. */
export function missAt(share: number): number {
  const { shares, misses } = projectionMisses;
  const above = shares.findIndex(s => s >= share);
  if (above === 0) return (misses[0] * shares[0]) / Math.max(share, 0.05);
  if (above < 0) return misses[misses.length - 1];
  const t = (share - shares[above - 1]) / (shares[above] - shares[above - 1]);
  return misses[above - 1] + t * (misses[above] - misses[above - 1]);
}

/** Solves three unknowns by normal equations with Gaussian elimination; rows are three coefficients and a right side. */
function leastSquares(rows: readonly (readonly number[])[]): number[] | undefined {
  const m = Array.from({ length: 3 }, (_, i) =>
    Array.from({ length: 4 }, (_, j) => rows.reduce((sum, r) => sum + r[i] * r[j], 0)),
  );
  for (let i = 0; i < 3; i++) {
    const pivot = m.slice(i).reduce((best, r, k) => (Math.abs(r[i]) > Math.abs(m[best][i]) ? i + k : best), i);
    [m[i], m[pivot]] = [m[pivot], m[i]];
    if (Math.abs(m[i][i]) < 1e-12) return undefined;
    for (let k = 0; k < 3; k++) {
      if (k === i) continue;
      const factor = m[k][i] / m[i][i];
      for (let j = i; j < 4; j++) m[k][j] -= factor * m[i][j];
    }
  }
  return m.map((r, i) => r[3] / r[i]);
}
