import type { Axis, Chart, Series } from '../chart';

export type Range = readonly [number, number];

/** Names of a category axis: those given, else those in the data, in order of appearance. */
export function categoriesOf(axis: Axis, values: Iterable<number | string | null>): readonly string[] {
  if (axis.categories) return axis.categories;
  const names = new Set<string>();
  for (const value of values) if (value !== null) names.add(String(value));
  return [...names];
}

/** An axis of which everything is known. Category axes are numbered 0, 1, 2 … */
export interface SolvedAxis {
  readonly axis: Axis;
  readonly range: Range;
  readonly categories: readonly string[];
  /** Place of a datum on the axis; NaN where it has none. */
  readonly at: (value: number | string | null | undefined) => number;
}

export interface SolvedAxes {
  readonly x: SolvedAxis;
  readonly y: SolvedAxis;
}

/** Ranges of both axes: the domain where one is given, else all of the data with a little room. */
export function solveAxes(chart: Chart): SolvedAxes {
  return { x: solve(chart, 'x'), y: solve(chart, 'y') };
}

function solve(chart: Chart, key: 'x' | 'y'): SolvedAxis {
  const given = chart[key];
  const isCategory = given.scale === 'category';
  const data = function* (): Iterable<number | string | null> {
    for (const s of chart.series) yield* s[key];
  };
  const categories = isCategory ? categoriesOf(given, data()) : [];
  const places = new Map(categories.map((name, i) => [name, i]));
  const at = (value: number | string | null | undefined): number => {
    if (value === null || value === undefined) return Number.NaN;
    if (isCategory) return places.get(String(value)) ?? Number.NaN;
    return typeof value === 'number' ? value : Number.NaN;
  };
  const axis: Axis = isCategory ? { ...given, categories } : given;
  return { axis, range: rangeOf(chart, key, axis, categories.length, at), categories, at };
}

function rangeOf(chart: Chart, key: 'x' | 'y', axis: Axis, count: number, at: SolvedAxis['at']): Range {
  if (axis.scale === 'category') return [-0.5, Math.max(1, count) - 0.5];
  const log = axis.scale === 'log';
  if (axis.domain && axis.domain[0] !== axis.domain[1] && (!log || axis.domain[0] > 0)) return ordered(axis.domain);
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  const include = (value: number): void => {
    if (!Number.isFinite(value) || (log && value <= 0)) return;
    low = Math.min(low, value);
    high = Math.max(high, value);
  };
  for (const s of chart.series) for (const v of valuesOf(chart, s, key, at)) include(v);
  for (const rule of chart.rules ?? []) if (rule.axis === key) include(rule.at);
  for (const note of chart.annotations ?? []) include(at(note[key]));
  if (chart.series.some(isMap) && low < high && chart.series.every(s => isMap(s) || s.quiet)) return [low, high];
  const standsOnZero = key === (barsLie(chart) ? 'x' : 'y') && !log && chart.series.some(s => s.mark === 'bars');
  if (!(low <= high)) return log ? [1, 10] : [0, 1];
  return log ? roomyLog(low, high) : roomy(low, high, standsOnZero, key === 'x' ? 0.03 : 0.06);
}

/** Whether bars lie: each begins at zero on x, in the line of its category. */
export const barsLie = ({ x, y }: Pick<Chart, 'x' | 'y'>): boolean => y.scale === 'category' && x.scale !== 'category';

/** Cells fill the axes to their edges. */
const isMap = (s: Series): boolean => s.mark === 'heatmap' || s.mark === 'contour';

const ordered = ([a, b]: Range): Range => (a < b ? [a, b] : [b, a]);

function roomyLog(low: number, high: number): Range {
  const room = low === high ? Math.log(2) : (Math.log(high) - Math.log(low)) * 0.04;
  return [low / Math.exp(room), high * Math.exp(room)];
}

function roomy(low: number, high: number, standsOnZero: boolean, share: number): Range {
  if (low === high) {
    const room = Math.abs(low) * 0.05 || 0.5;
    return standsOnZero ? [Math.min(0, low - room), Math.max(0, low + room)] : [low - room, low + room];
  }
  const room = (high - low) * share;
  const bottom = standsOnZero && low >= 0 ? 0 : low - room;
  const top = standsOnZero && high <= 0 ? 0 : high + room;
  return [bottom, top];
}

/** Everything of a series that its axis must hold. */
function* valuesOf(chart: Chart, s: Series, key: 'x' | 'y', at: SolvedAxis['at']): Iterable<number> {
  if (key === 'x') {
    if (s.mark === 'bars' && barsLie(chart)) {
      yield 0;
      for (const x of s.x) yield at(x);
      return;
    }
    for (let i = 0; i < s.x.length; i += 1) {
      const x = at(s.x[i]);
      const half = s.mark === 'bars' ? (s.widths?.[i] ?? barStep(s)) / 2 : 0;
      yield x - half;
      yield x + half;
    }
    if (s.mark === 'heatmap' || s.mark === 'contour') yield* outerEdges(s.x.map(at), chart.x.scale === 'log');
    return;
  }
  if (s.mark === 'bars') {
    yield 0;
    if (chart.barMode === 'stack' && !s.widths) yield* stackTops(chart, at);
  }
  if (s.mark === 'heatmap' || s.mark === 'contour') yield* outerEdges(s.y.map(at), chart.y.scale === 'log');
  if (s.mark !== 'band') for (const y of s.y) yield at(y);
  for (const y of s.low ?? []) yield at(y);
  for (const y of s.high ?? []) yield at(y);
}

/** Distance between neighbouring bars; 1 where there is only one or names. */
export function barStep(s: Series): number {
  const xs = s.x.filter((x): x is number => typeof x === 'number').sort((a, b) => a - b);
  let least = Number.POSITIVE_INFINITY;
  for (let i = 1; i < xs.length; i += 1) {
    const gap = (xs[i] as number) - (xs[i - 1] as number);
    if (gap > 0) least = Math.min(least, gap);
  }
  return Number.isFinite(least) ? least : 1;
}

function* stackTops(chart: Chart, at: SolvedAxis['at']): Iterable<number> {
  const sums = new Map<string, number>();
  for (const s of chart.series) {
    if (s.mark !== 'bars') continue;
    s.x.forEach((x, i) => {
      const y = at(s.y[i]);
      if (Number.isFinite(y)) sums.set(String(x), (sums.get(String(x)) ?? 0) + y);
    });
  }
  yield* sums.values();
}

/** Outer edges of cells whose centres are given. */
function outerEdges(centres: readonly number[], log: boolean): [number, number] {
  const edges = cellEdges(centres.filter(Number.isFinite), log);
  return [Math.min(...edges), Math.max(...edges)];
}

/** Edges between and around cells with the given ascending or descending centres: one more than there are cells. */
export function cellEdges(centres: readonly number[], log = false): number[] {
  const [to, from] = log ? [Math.log, Math.exp] : [(x: number) => x, (x: number) => x];
  const at = centres.map(to);
  if (at.length === 0) return [];
  const inner = at.slice(1).map((c, i) => (c + (at[i] as number)) / 2);
  const first = at[0] as number;
  const last = at.at(-1) as number;
  const [a, b] = [inner[0] ?? first + 0.5, inner.at(-1) ?? last - 0.5];
  return [2 * first - a, ...inner, 2 * last - b].map(from);
}
