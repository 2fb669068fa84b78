import * as l10n from '@vscode/l10n';
import type { Axis, Chart, NumberStyle, Series } from '../../../views/chart';
import { ScaleError } from '../../errors';
import { describe } from '../../evaluate/describe';
import { centralValue, dimensionOfScalar, isScalar } from '../../evaluate/operators';
import { type Dimension, NONE, unitText } from '../../units/dimension';
import { interval } from '../../values/estimates';
import { item, quantity, toArray, view } from '../../values/make';
import {
  type FunctionValue,
  type Interval,
  isList,
  type List,
  plain,
  type Table,
  type Value,
  type View,
} from '../../values/value';
import type { Context } from '../context';
import { type FunctionEntry, signature } from '../entry';
import { maybe, optional, type Parameter, parameter } from '../parameter';
import { intervalOf, list, oneOf, table, text } from '../parameters';
import { noteOfRows } from './row-notes';
import { columnOf } from './tables';

const SAMPLES = 201;
/** More points than this are not sent to a renderer; lines are thinned evenly. */
const MOST_POINTS = 20_000;

type PlotMark = 'line' | 'points' | 'line+points';

const options = {
  log: optional(
    oneOf<'none' | 'x' | 'y' | 'xy'>(
      ['none', 'x', 'y', 'xy'],
      'Which axes are logarithmic; left out, those of functions over several powers of ten.',
    ),
    'none',
    undefined,
  ),
  title: maybe(text('What the plot shows, or what it finds.')),
  x_label: maybe(text('Name of the horizontal axis.')),
  y_label: maybe(text('Name of the vertical axis.')),
};

interface Options {
  readonly log: 'none' | 'x' | 'y' | 'xy';
  readonly title?: string | undefined;
  readonly x_label?: string | undefined;
  readonly y_label?: string | undefined;
}

const functionOrFunctions: Parameter<readonly FunctionValue[]> = parameter(
  'function or list of functions',
  'What to draw over the interval.',
  v => isFunction(v) || (isList(v) && v.length > 0 && toArray(v).every(isFunction)),
  v => (isList(v) ? (toArray(v) as readonly Value[]) : [v]).map(f => plain(f) as FunctionValue),
);

function isFunction(value: Value): boolean {
  const v = plain(value);
  return typeof v === 'object' && v !== null && !isList(v) && v.kind === 'function';
}

interface Measured {
  readonly values: (number | string | null)[];
  readonly low?: (number | null)[];
  readonly high?: (number | null)[];
  readonly dimension: Dimension;
}

/** Values to draw: numbers in base units, with interval ends where there are estimates. */
function measure(values: List): Measured {
  let dimension: Dimension = NONE;
  const lows: (number | null)[] = [];
  const highs: (number | null)[] = [];
  let uncertain = false;
  const drawn = toArray(values).map((value, i): number | string | null => {
    const v = plain(value);
    lows[i] = null;
    highs[i] = null;
    if (v === null) return null;
    if (typeof v === 'string') return v;
    if (!isScalar(v))
      throw new ScaleError('not-a-number', l10n.t('Item {0} cannot be drawn: it is {1}.', i, describe(v)));
    dimension = dimensionOfScalar(v);
    if (typeof v === 'object' && v.kind === 'estimate') {
      uncertain = true;
      const { low, high } = interval(v);
      lows[i] = finite(low);
      highs[i] = finite(high);
    }
    return finite(centralValue(v));
  });
  return { values: drawn, dimension, ...(uncertain ? { low: lows, high: highs } : {}) };
}

const finite = (x: number): number | null => (Number.isFinite(x) ? x : null);

const STYLES: Readonly<Record<string, NumberStyle>> = {
  params: 'params',
  tokens: 'tokens',
  FLOP: 'flop',
  USD: 'usd',
  seconds: 'duration',
  bytes: 'bytes',
  joules: 'energy',
  kgCO2e: 'co2',
};

function axis(
  label: string | undefined,
  fallback: string,
  dimension: Dimension,
  log: boolean,
  values: readonly (number | string | null)[],
): Axis {
  const unit = unitText(dimension);
  const name = label ?? fallback;
  if (values.some(v => typeof v === 'string'))
    return { label: name, scale: 'category', categories: [...new Set(values.map(String))] };
  return {
    label: unit === '' || saysUnit(name, unit) ? name : name === '' ? unit : `${name} (${unit})`,
    scale: log ? 'log' : 'linear',
    style: STYLES[unit] ?? 'plain',
  };
}

/** "training tokens" needs no "(tokens)" behind it. */
const saysUnit = (name: string, unit: string): boolean => name.split(/[^A-Za-z0-9]+/).includes(unit);

function sample(
  functions: readonly FunctionValue[],
  over: Interval,
  log: boolean,
  context: Context,
): { x: List; ys: { name: string; y: List }[]; log: boolean } {
  const [low, high] = [plain(over.low), plain(over.high)];
  if (!isScalar(low) || !isScalar(high))
    throw new ScaleError('bad-argument', l10n.t('The interval must go from a number to a number: `1e18..1e24`.'));
  const dimension = dimensionOfScalar(low) === NONE ? dimensionOfScalar(high) : dimensionOfScalar(low);
  const [a, b] = [centralValue(low), centralValue(high)];
  if (!(a < b)) throw new ScaleError('bad-argument', l10n.t('The interval must go from a lower to a higher value.'));
  const byRatio = log || (a > 0 && b / a >= 1000);
  const xs = Array.from({ length: SAMPLES }, (_, i) => {
    const t = i / (SAMPLES - 1);
    return i === 0 ? a : i === SAMPLES - 1 ? b : byRatio ? a * (b / a) ** t : a + (b - a) * t;
  });
  const x: List = xs.map(v => quantity(v, dimension));
  const ys = functions.map((f, i) => ({
    name: f.name || (functions.length > 1 ? l10n.t('function {0}', i + 1) : ''),
    y: x.map(v => context.call(f, [v])),
  }));
  return { x, ys, log: byRatio };
}

interface Curve {
  readonly name: string;
  readonly x: List;
  readonly y: List;
  /** What each point says on hover, beside its values. */
  readonly notes?: readonly (string | null)[];
}

function draw(curves: readonly Curve[], mark: PlotMark, labels: { x: string; y: string }, given: Options): View {
  const measured = curves.map(c => ({ name: c.name, x: measure(c.x), y: measure(c.y), notes: c.notes }));
  const odd = measured.find(m => m.x.values.length !== m.y.values.length);
  if (odd)
    throw new ScaleError(
      'length-mismatch',
      l10n.t(
        'There are {0} values for x and {1} for y: they must be as many.',
        odd.x.values.length,
        odd.y.values.length,
      ),
    );
  const logX = given.log === 'x' || given.log === 'xy';
  const logY = given.log === 'y' || given.log === 'xy';
  const series = measured.flatMap((m, slot) => seriesOf(m, slot, mark));
  const x = axis(
    given.x_label,
    labels.x,
    measured[0]?.x.dimension ?? NONE,
    logX,
    measured.flatMap(m => m.x.values),
  );
  const y = axis(
    given.y_label,
    labels.y,
    measured[0]?.y.dimension ?? NONE,
    logY,
    measured.flatMap(m => m.y.values),
  );
  const title =
    given.title ?? (x.label === '' ? y.label : l10n.t('{0} against {1}', y.label || l10n.t('value'), x.label));
  const chart: Chart = {
    title,
    summary: summarise(title, measured),
    x,
    y,
    series,
    legend: measured.length > 1 ? 'top' : 'none',
  };
  const fields = new Map<string, Value>([
    ['x', curves.length === 1 ? (curves[0] as Curve).x : curves.map(c => c.x)],
    ['y', curves.length === 1 ? (curves[0] as Curve).y : curves.map(c => c.y)],
  ]);
  return view('plot', { charts: [chart] }, fields, chart.summary);
}

interface MeasuredCurve {
  readonly name: string;
  readonly x: Measured;
  readonly y: Measured;
  readonly notes: Curve['notes'];
}

function seriesOf({ name, x, y, notes }: MeasuredCurve, slot: number, mark: PlotMark): Series[] {
  const keep = thin(x.values.length);
  const at = <T>(values: readonly T[]): T[] => (keep ? keep.map(i => values[i] as T) : [...values]);
  const band: Series[] =
    y.low && y.high && mark === 'line'
      ? [
          {
            name: l10n.t('{0} interval', name),
            mark: 'band',
            slot,
            x: at(x.values),
            y: at(y.values),
            low: at(y.low),
            high: at(y.high),
            quiet: true,
            group: name,
          },
        ]
      : [];
  const bars = y.low && y.high && mark !== 'line' ? { low: at(y.low), high: at(y.high) } : {};
  const said = notes?.some(note => note !== null) ? { notes: at(notes) } : {};
  return [...band, { name, mark, slot, x: at(x.values), y: at(y.values), group: name, ...bars, ...said }];
}

/** Places to keep of a long series, evenly; `undefined` where all are kept. */
function thin(length: number): number[] | undefined {
  if (length <= MOST_POINTS) return undefined;
  return Array.from({ length: MOST_POINTS }, (_, i) => Math.round((i * (length - 1)) / (MOST_POINTS - 1)));
}

function summarise(title: string, curves: readonly { name: string; x: Measured; y: Measured }[]): string {
  const parts = curves.map(({ name, y }) => {
    const numbers = y.values.filter((v): v is number => typeof v === 'number');
    const range =
      numbers.length === 0
        ? y.values.some(v => v !== null)
          ? l10n.t('{0} points', y.values.length)
          : l10n.t('no values')
        : l10n.t(
            '{0} points from {1} to {2}',
            numbers.length,
            lowest(numbers).toPrecision(4),
            highest(numbers).toPrecision(4),
          );
    return name ? `${name}: ${range}` : range;
  });
  return `${title}. ${parts.join('; ')}.`;
}

const lowest = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
const highest = (values: readonly number[]): number =>
  values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);

/** One curve for each value of a column, or one for all rows. */
function curvesOf(from: Table, x: string, y: string, by: string | undefined): Curve[] {
  const [xs, ys] = [columnOf(from, x), columnOf(from, y)];
  const notesOf = (rows: readonly number[]) => rows.map(i => noteOfRows(from, [i]));
  if (by === undefined) return [{ name: '', x: xs, y: ys, notes: notesOf(Array.from(xs, (_, i) => i)) }];
  const groups = new Map<string, number[]>();
  toArray(columnOf(from, by)).forEach((value, i) => {
    const name = String(typeof value === 'object' ? describe(value) : value);
    groups.set(name, [...(groups.get(name) ?? []), i]);
  });
  return [...groups].map(([name, rows]) => ({
    name,
    x: rows.map(i => item(xs, i)),
    y: rows.map(i => item(ys, i)),
    notes: notesOf(rows),
  }));
}

const plotEntry = (name: string, summary: string, mark: PlotMark, examples: readonly string[]): FunctionEntry => ({
  name,
  group: 'plots',
  summary,
  details: 'Estimates are drawn with their intervals. Axes take the units of what is drawn.',
  signatures: [
    signature(
      { function: functionOrFunctions, over: intervalOf('From where to where: `1e18..1e24`.'), ...options },
      'view',
      ({ function: functions, over, ...rest }, context) => {
        const { x, ys, log } = sample(functions, over, rest.log === 'x' || rest.log === 'xy', context);
        const axes = log ? (rest.log === 'y' || rest.log === 'xy' ? 'xy' : 'x') : rest.log;
        const label = functions.length === 1 ? (functions[0]?.name ?? '') : '';
        return draw(
          ys.map(({ name: n, y }) => ({ name: n, x, y })),
          mark === 'points' ? mark : 'line',
          { x: functions[0]?.parameters[0] ?? 'x', y: label },
          { ...rest, log: axes },
        );
      },
    ),
    signature(
      {
        table: table('Rows to draw.'),
        x: text('Column for the horizontal axis.'),
        y: text('Column for the vertical axis.'),
        by: maybe(text('Column whose values get a series each.')),
        ...options,
      },
      'view',
      ({ table: from, x, y, by, ...rest }) => draw(curvesOf(from, x, y, by), mark, { x, y }, rest),
    ),
    signature(
      {
        x: list('Horizontal values.'),
        y: list('Vertical values, or a list of lists for several series.'),
        names: maybe(list('Names of the series.')),
        ...options,
      },
      'view',
      ({ x, y, names, ...rest }) => {
        const several = toArray(y).length > 0 && toArray(y).every(each => isList(plain(each)));
        const curves = several
          ? toArray(y).map((each, i) => ({
              name: String(names?.[i] ?? l10n.t('series {0}', i + 1)),
              x,
              y: plain(each) as List,
            }))
          : [{ name: String(names?.[0] ?? ''), x, y }];
        return draw(curves, mark, { x: 'x', y: 'y' }, rest);
      },
    ),
  ],
  examples,
});

export const plotFunctions: readonly FunctionEntry[] = [
  plotEntry('plot', 'Draws a function over an interval, columns of a table, or lists.', 'line', [
    'plot(x => x^2, 0..10)',
    'plot(c => optimal(laws.epoch, c).tokens_per_param, 1e18..1e26, y_label: "tokens per parameter")',
  ]),
  plotEntry('lines', 'Draws lines with a marker at each point.', 'line+points', ['lines([1, 2, 3], [1, 4, 9])']),
  plotEntry('scatter', 'Draws points.', 'points', [
    'scatter([1, 2, 3], [1, 4, 9])',
    'models |> where(m => m.tokens != none) |> scatter(x: "params", y: "tokens", log: "xy")',
  ]),
];
