import { extent } from '../../../../../science/fitting/numeric/summary';

/** Runs of one size, and the size at which the law is cut through them. */
export interface Slice {
  readonly N: number;
  readonly rows: readonly number[];
}

/** More lines than this cannot be told apart. */
const MOST_SLICES = 6;
/** Sizes within this factor of a neighbour are one. */
const SAME_SIZE = 1.04;

/**
 * Sizes to cut a surface at: of the groups of runs of one size, the fullest in each of a few equal parts of the range, so
 * that points lie on their line and not beside it.
 */
export function slicesOf(N: Float64Array): Slice[] {
  const order = Array.from(N, (_, i) => i).sort((i, j) => (N[i] as number) - (N[j] as number));
  const groups: number[][] = [];
  for (const i of order) {
    const last = groups.at(-1);
    if (last && (N[i] as number) / (N[last[0] as number] as number) <= SAME_SIZE) last.push(i);
    else groups.push([i]);
  }
  const sized = groups.map((rows): Slice => ({ N: middle(rows.map(i => N[i] as number)), rows }));
  if (sized.length <= MOST_SLICES) return sized;
  const [low, high] = extent(sized.map(s => s.N));
  const bin = (s: Slice) =>
    Math.min(MOST_SLICES - 1, Math.floor((MOST_SLICES * Math.log(s.N / low)) / Math.log(high / low)));
  const best = new Map<number, Slice>();
  for (const slice of sized) {
    const known = best.get(bin(slice));
    if (!known || slice.rows.length > known.rows.length) best.set(bin(slice), slice);
  }
  return [...best.values()];
}

const middle = (values: readonly number[]): number =>
  Math.exp(values.reduce((sum, v) => sum + Math.log(v), 0) / values.length);
