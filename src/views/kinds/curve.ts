import type { Series } from '../chart';

/** An isoFLOP curve: what loss the same compute buys at each size. Arrays of equal length. */
export interface IsoflopCurve {
  /** Parameters. */
  readonly N: readonly number[];
  readonly loss: readonly (number | null)[];
  /** Interval ends, where the law has draws. */
  readonly low?: readonly (number | null)[];
  readonly high?: readonly (number | null)[];
}

/** The line of a curve, with its band below it. */
export function curveSeries(curve: IsoflopCurve, name: string, slot: number, notes?: readonly string[]): Series[] {
  const line: Series = {
    name,
    mark: 'line',
    slot,
    x: curve.N,
    y: curve.loss,
    group: name,
    ...(notes ? { notes } : {}),
  };
  if (!curve.low || !curve.high) return [line];
  const band: Series = {
    name,
    mark: 'band',
    slot,
    x: curve.N,
    y: curve.loss,
    low: curve.low,
    high: curve.high,
    quiet: true,
    group: name,
  };
  return [band, line];
}

/** A large point. */
export const point = (
  name: string,
  slot: number,
  x: number,
  y: number,
  more: Partial<Pick<Series, 'marker' | 'notes' | 'label' | 'quiet' | 'low' | 'high'>> = {},
): Series => ({
  name,
  mark: 'points',
  slot,
  x: [x],
  y: [y],
  width: more.marker === 'diamond-open' ? 12 : 11,
  quiet: true,
  group: name,
  ...more,
});

/**
 * The part of the loss axis worth showing: the curves' bottoms and the points that are marked, and as much again above them.
 * A curve rises without end at both sides, and would press everything else flat.
 */
export function lossDomain(curves: readonly IsoflopCurve[], marked: readonly number[]): [number, number] | undefined {
  const bottoms = curves.map(c => lowest(c.low ?? c.loss)).filter(Number.isFinite);
  const tops = curves.map(c => highest(c.high ?? c.loss)).filter(Number.isFinite);
  const points = marked.filter(Number.isFinite);
  if (bottoms.length === 0 && points.length === 0) return undefined;
  const low = lowest([...bottoms, ...points]);
  const centre = highest([...curves.map(c => lowest(c.loss)).filter(Number.isFinite), ...points]);
  const span = Math.max(centre - low, 0.02 * Math.abs(low));
  const ceiling = highest([...tops, ...points]);
  const high = Math.min(ceiling, centre + 1.5 * span);
  return [low - 0.2 * (high - low), high + 0.06 * (high - low)];
}

/** The sizes at which some curve lies within the losses that are shown, and those that are marked. */
export function sizeDomain(
  curves: readonly IsoflopCurve[],
  losses: readonly [number, number] | undefined,
  marked: readonly number[],
): [number, number] | undefined {
  const ceiling = losses?.[1] ?? Number.POSITIVE_INFINITY;
  const shown = curves.flatMap(c => c.N.filter((_, i) => (c.loss[i] ?? Number.POSITIVE_INFINITY) <= ceiling));
  const sizes = [...shown, ...marked].filter(N => N > 0 && Number.isFinite(N));
  const [low, high] = [lowest(sizes), highest(sizes)];
  if (!(low < high)) return undefined;
  const room = (high / low) ** 0.05;
  return [low / room, high * room];
}

const lowest = (values: readonly (number | null)[]): number =>
  values.reduce<number>((a, b) => (b !== null && Number.isFinite(b) && b < a ? b : a), Number.POSITIVE_INFINITY);
const highest = (values: readonly (number | null)[]): number =>
  values.reduce<number>((a, b) => (b !== null && Number.isFinite(b) && b > a ? b : a), Number.NEGATIVE_INFINITY);
