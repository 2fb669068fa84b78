import * as l10n from '@vscode/l10n';
import { ScienceError } from '../errors';
import { refuseRows, requireSameLength } from './rows';

type Column = ArrayLike<number | null | undefined>;

/** A score at several scales, as a table gives it. */
export interface SeriesInput {
  readonly name?: string;
  /** Parameters, tokens or FLOP: above 0. */
  readonly x: Column;
  /** The score: fraction, percent, loss or any other number. */
  readonly y: Column;
  /** Standard error of each score, where known. */
  readonly stderr?: Column;
  /** Number of test items behind each score, for shares of right answers; gives a standard error where none is known. */
  readonly items?: Column | number;
  /** What a share is counted in: 1 for fractions, 100 for percent. By default percent if any score is above 1. */
  readonly whole?: 1 | 100;
  /** False where less is better (a loss). */
  readonly higherIsBetter?: boolean;
  /** Places of the points among the rows of the table that they are from, for sentences about rows. */
  readonly places?: ArrayLike<number>;
}

/** A score by scale: ascending x, one point for each x. */
export interface ScaleSeries {
  readonly name: string;
  readonly x: Float64Array;
  /** log10 of x. */
  readonly u: Float64Array;
  readonly y: Float64Array;
  /** Standard errors; null where not known. */
  readonly stderr: Float64Array | null;
}

/** Checks a series, sorts it by x and averages scores at the same x. Throws a sentence with the row numbers at fault. */
export function scaleSeries(input: SeriesInput): ScaleSeries {
  const { name, x, y } = checkedColumns(input);
  return pooled(name, x, y, standardErrors(input, name, y));
}

/** The columns of a series as numbers, in the order of the rows. Throws a sentence with the row numbers at fault. */
export function checkedColumns(input: SeriesInput): { name: string; x: Float64Array; y: Float64Array } {
  const { name = l10n.t('the series'), x, y } = input;
  requireSameLength({ name: 'x', length: x.length }, { name: 'y', length: y.length });
  const xs = Float64Array.from({ length: x.length }, (_, i) => Number(x[i] ?? Number.NaN));
  const ys = Float64Array.from({ length: y.length }, (_, i) => Number(y[i] ?? Number.NaN));
  refuseRows(
    xs.length,
    i => !(xs[i] > 0 && Number.isFinite(xs[i])),
    rows =>
      l10n.t(
        '{0}: the scale (parameters, tokens or FLOP) must be above 0, but is not in {1}; drop these rows.',
        name,
        rows,
      ),
    input.places,
  );
  refuseRows(
    ys.length,
    i => !Number.isFinite(ys[i]),
    rows => l10n.t('{0}: the score is missing or not a number in {1}; drop these rows or fill them.', name, rows),
    input.places,
  );
  return { name, x: xs, y: ys };
}

/** Throws if a series has fewer points than a question needs. */
export function requirePoints(series: ScaleSeries, least: number): void {
  if (series.x.length >= least) return;
  throw new ScienceError(
    'too-few-points',
    l10n.t('{0} has {1} different scales; this needs at least {2}.', series.name, series.x.length, least),
  );
}

function standardErrors(
  { stderr, items, whole, places }: SeriesInput,
  name: string,
  y: Float64Array,
): Float64Array | null {
  if (stderr) {
    requireSameLength({ name: 'y', length: y.length }, { name: 'stderr', length: stderr.length });
    const known = Float64Array.from({ length: y.length }, (_, i) => Number(stderr[i] ?? Number.NaN));
    if (known.every(Number.isNaN)) return null;
    refuseRows(
      y.length,
      i => !(known[i] >= 0 && Number.isFinite(known[i])),
      rows => l10n.t('{0}: stderr must be 0 or more, but is not in {1}.', name, rows),
      places,
    );
    return known;
  }
  if (items === undefined) return null;
  const all = whole ?? (y.some(value => value > 1) ? 100 : 1);
  const count = (i: number) => Number((typeof items === 'number' ? items : items[i]) ?? Number.NaN);
  refuseRows(
    y.length,
    i => !(count(i) >= 1) || y[i] < 0 || y[i] > all,
    rows =>
      l10n.t(
        '{0}: with items, scores must be shares (0 to {1}) of at least one item, but are not in {2}.',
        ...[name, all, rows],
      ),
    places,
  );
  return y.map((value, i) => {
    const share = (value / all + 1 / count(i)) / (1 + 2 / count(i));
    return all * Math.sqrt((share * (1 - share)) / count(i));
  });
}

function pooled(name: string, x: Float64Array, y: Float64Array, stderr: Float64Array | null): ScaleSeries {
  const order = Array.from(x, (_, i) => i).sort((a, b) => x[a] - x[b]);
  const groups: number[][] = [];
  for (const i of order) {
    const last = groups.at(-1);
    if (last && x[last[0]] === x[i]) last.push(i);
    else groups.push([i]);
  }
  const mean = (group: readonly number[]) => group.reduce((sum, i) => sum + y[i], 0) / group.length;
  const spread = (group: readonly number[], se: Float64Array) => Math.hypot(...group.map(i => se[i])) / group.length;
  const xs = Float64Array.from(groups, group => x[group[0]]);
  return {
    name,
    x: xs,
    u: xs.map(Math.log10),
    y: Float64Array.from(groups, mean),
    stderr: stderr ? Float64Array.from(groups, group => spread(group, stderr)) : null,
  };
}
