/** How a long series is made short enough to draw. */
export interface ReduceOptions {
  /** About one per pixel of the chart; up to four points are kept of each. Default 400. */
  readonly buckets?: number;
}

/**
 * Places of a series that must be kept for its picture to stay the same: in each of many narrow buckets along x the first, the
 * last, the lowest and the highest value. Buckets are even on a linear and, where all x are positive, also on a logarithmic axis,
 * so that both pictures hold. One pass; a million values take some tens of milliseconds. Values that are not finite are dropped.
 *
 * @param x ascending or not; only its range matters
 * @returns ascending places; all of them where there are few
 */
export function keepExtremes(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  { buckets = 400 }: ReduceOptions = {},
): number[] {
  const n = Math.min(x.length, y.length);
  const range = rangeOf(x, y, n);
  if (range.count <= buckets * 4) return finitePlaces(x, y, n);
  const keep = new Uint8Array(n);
  const scale = (buckets - 1e-9) / (range.high - range.low || 1);
  mark(x, y, n, keep, buckets, v => ((v - range.low) * scale) | 0);
  if (range.low > 0) {
    const base = Math.log(range.low);
    const logScale = (buckets - 1e-9) / (Math.log(range.high) - base || 1);
    mark(x, y, n, keep, buckets, v => ((Math.log(v) - base) * logScale) | 0);
  }
  const places: number[] = [];
  for (let i = 0; i < n; i += 1) if (keep[i] === 1) places.push(i);
  return places;
}

const isPoint = (x: ArrayLike<number>, y: ArrayLike<number>, i: number): boolean =>
  Number.isFinite(x[i]) && Number.isFinite(y[i]);

function finitePlaces(x: ArrayLike<number>, y: ArrayLike<number>, n: number): number[] {
  const places: number[] = [];
  for (let i = 0; i < n; i += 1) if (isPoint(x, y, i)) places.push(i);
  return places;
}

function rangeOf(x: ArrayLike<number>, y: ArrayLike<number>, n: number): { low: number; high: number; count: number } {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  let count = 0;
  for (let i = 0; i < n; i += 1) {
    if (!isPoint(x, y, i)) continue;
    const v = x[i] as number;
    count += 1;
    if (v < low) low = v;
    if (v > high) high = v;
  }
  return { low, high, count };
}

function mark(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  n: number,
  keep: Uint8Array,
  buckets: number,
  bucketOf: (x: number) => number,
): void {
  const [first, last, lowest, highest] = [0, 1, 2, 3].map(() => new Int32Array(buckets).fill(-1)) as [
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
  ];
  for (let i = 0; i < n; i += 1) {
    if (!isPoint(x, y, i)) continue;
    const b = Math.min(buckets - 1, bucketOf(x[i] as number));
    if (first[b] === -1) {
      first[b] = i;
      lowest[b] = i;
      highest[b] = i;
    }
    last[b] = i;
    if ((y[i] as number) < (y[lowest[b] as number] as number)) lowest[b] = i;
    if ((y[i] as number) > (y[highest[b] as number] as number)) highest[b] = i;
  }
  for (const places of [first, last, lowest, highest]) for (const i of places) if (i >= 0) keep[i] = 1;
}

/**
 * Means of the stretches around kept places, so that a smoothed line of a reduced series stays true: extremes alone would pull
 * it about. The i-th mean covers the values from half way to the place before to half way to the place after.
 */
export function meansAround(y: ArrayLike<number>, places: readonly number[]): number[] {
  return places.map((place, i) => {
    const from = i === 0 ? 0 : Math.ceil((place + (places[i - 1] as number)) / 2);
    const to = i === places.length - 1 ? y.length - 1 : Math.floor((place + (places[i + 1] as number)) / 2);
    let sum = 0;
    let count = 0;
    for (let k = Math.min(from, place); k <= Math.max(to, place); k += 1) {
      const v = y[k] as number;
      if (!Number.isFinite(v)) continue;
      sum += v;
      count += 1;
    }
    return sum / count;
  });
}
