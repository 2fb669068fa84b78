import * as l10n from '@vscode/l10n';
import { type Equivalent, equivalentSize } from '../../../../science/evaluation/equivalence/equivalent-size';
import type { Chart, Series } from '../../../../views/chart';
import { formatNumber } from '../../../../views/format';
import { ScaleError } from '../../../errors';
import { table as makeTable, view } from '../../../values/make';
import type { Table } from '../../../values/value';
import { type FunctionEntry, signature } from '../../entry';
import { count, maybe, optional } from '../../parameter';
import { table, text } from '../../parameters';
import { type NamedSeries, seriesColumns, seriesOf } from '../score-series';
import { scaleLabel, scaleStyle } from './scales';
import { pointNotes, scoreAxis, wholeOf } from './units';

/** One of the two curves, with what its points say on hover. */
interface Curve extends NamedSeries {
  /** What each row says on hover. */
  readonly notes: readonly (string | null)[];
}

export const equivalenceFunctions: readonly FunctionEntry[] = [
  {
    name: 'equivalent_size',
    group: 'evaluation',
    summary: 'How many times larger an untuned model must be to score as a tuned one.',
    details:
      '`untuned` and `tuned` are two columns of scores by size, or two values of a column that tells series apart. The untuned scores, made to rise where they do not, are joined by straight lines in log size and inverted. Beyond the measured sizes the answer is a bound: `at least` or `at most`. Intervals (95 %) where standard errors are known.',
    signatures: [
      signature(
        {
          table: table('Scores by size.'),
          untuned: text('Column, or name of the series, of the untuned models.'),
          tuned: text('Column, or name of the series, of the tuned models.'),
          x: seriesColumns.x,
          by: seriesColumns.by,
          higher_is_better: seriesColumns.higher_is_better,
          seed: optional(count('Seed of the draws.'), 0, '0'),
          title: maybe(text('Title of the view.')),
        },
        'view with table (params, score, equivalent, factor, bound, low, high)',
        ({ table: from, untuned, tuned, seed, title, ...columns }, context) => {
          const [plain, better, axis] = curvesOf(from, untuned, tuned, columns);
          const found = equivalentSize(plain.input, better.input, { seed });
          for (const text of found.notes) context.note({ tone: 'info', text });
          const chart = chartOf(plain, better, found.rows, axis, title);
          const { rows } = found;
          const answers = makeTable(
            {
              [axis]: Float64Array.from(rows, r => r.params),
              score: Float64Array.from(rows, r => r.score),
              equivalent: Float64Array.from(rows, r => r.equivalent),
              factor: Float64Array.from(rows, r => r.factor),
              bound: rows.map(r => r.bound),
              low: rows.map(r => r.interval?.low ?? null),
              high: rows.map(r => r.interval?.high ?? null),
            },
            { title: l10n.t('Equivalent sizes') },
          );
          return view('plot', { charts: [chart] }, { table: answers }, chart.summary);
        },
      ),
    ],
    examples: [
      'equivalent_size({params: [1e9, 1e10, 1e11], base: [30, 45, 60], tuned: [45, 58, 70]}, untuned: "base", tuned: "tuned").table',
    ],
    sources: ['flan', 'instructgpt'],
  },
];

function curvesOf(
  from: Table,
  untuned: string,
  tuned: string,
  columns: Parameters<typeof seriesOf>[1],
): readonly [Curve, Curve, string] {
  const wide = from.columns.has(untuned) && from.columns.has(tuned);
  const all = wide ? [] : seriesOf(from, columns);
  const pick = (wanted: string) => {
    const [found] = wide
      ? // Every column is a series of its own over all rows.
        seriesOf({ ...from, title: wanted, columns: withoutNames(from) }, { ...columns, y: wanted })
      : all.filter(series => series.name === wanted);
    if (!found)
      throw new ScaleError(
        'unknown-series',
        l10n.t(
          'The table has neither a column nor a series "{0}"; its series are {1}.',
          wanted,
          all.map(s => s.name).join(', '),
        ),
      );
    return { axis: found.axis, curve: { ...found, notes: pointNotes(found, Array.from(found.input.x, Number)) } };
  };
  const [a, b] = [pick(untuned), pick(tuned)];
  return [a.curve, b.curve, a.axis];
}

/** Names of models are no series of their own in a table with a column for each curve. */
const withoutNames = (from: Table): Table['columns'] =>
  new Map([...from.columns].filter(([name]) => !['series', 'task', 'dataset', 'benchmark', 'name'].includes(name)));

function chartOf(
  plain: Curve,
  better: Curve,
  rows: readonly Equivalent[],
  axis: string,
  title: string | undefined,
): Chart {
  const style = scaleStyle(axis);
  const whole = wholeOf(plain.rows, [...Array.from(plain.input.y), ...Array.from(better.input.y)], plain.score);
  const share = whole ?? 1;
  const line = (curve: Curve, slot: number): Series => {
    const order = Array.from(curve.input.x, (_, i) => i).sort(
      (i, j) => Number(curve.input.x[i]) - Number(curve.input.x[j]),
    );
    return {
      name: titleOf(curve),
      mark: 'line+points',
      slot,
      x: order.map(i => Number(curve.input.x[i])),
      y: order.map(i => Number(curve.input.y[i]) / share),
      notes: order.map(i => curve.notes[i] ?? null),
    };
  };
  const scores = [...Array.from(plain.input.y, Number), ...Array.from(better.input.y, Number)].map(v => v / share);
  const range = Math.max(...scores) - Math.min(...scores);
  const matches = rows.map(
    (row): Series => ({
      name: l10n.t('match of {0}', formatNumber(row.params, style)),
      mark: 'line',
      slot: null,
      dash: 'dot',
      quiet: true,
      x: [row.params, row.equivalent],
      y: [row.score / share, row.score / share],
    }),
  );
  return {
    title: title ?? l10n.t('What tuning is worth in parameters'),
    summary: rows.map(row => sentence(row, style)).join(' '),
    x: { label: scaleLabel(axis), scale: 'log', style },
    y: scoreAxis(plain.rows, l10n.t('score'), whole),
    series: [...matches, line(plain, 0), line(better, 1)],
    annotations: rows.flatMap(row => {
      // Over the middle of the dotted line; where there is hardly a line, the points say it all.
      if (row.bound === 'at most' || row.factor < 1.2) return [];
      const x = Math.sqrt(row.params * row.equivalent);
      return [{ x, y: row.score / share + 0.035 * range, text: factorText(row), slot: 1, anchor: 'middle' as const }];
    }),
    legend: 'top',
    height: 300,
  };
}

/** The title that all rows of a series share, else its name. */
function titleOf({ name, rows }: Curve): string {
  const titles = new Set(Array.from(rows.columns.get('title') ?? []));
  const [title] = titles;
  return titles.size === 1 && typeof title === 'string' ? title : name;
}

const factorText = ({ factor, bound }: Equivalent): string =>
  bound === 'at least' ? l10n.t('> {0} ×', factor.toPrecision(2)) : l10n.t('{0} ×', factor.toPrecision(2));

function sentence(row: Equivalent, style: ReturnType<typeof scaleStyle>): string {
  const [size, same] = [formatNumber(row.params, style), formatNumber(row.equivalent, style)];
  if (row.bound === 'at least') return l10n.t('{0} tuned scores above every untuned model, up to {1}.', size, same);
  if (row.bound === 'at most') return l10n.t('{0} tuned scores below every untuned model, from {1}.', size, same);
  return l10n.t('{0} tuned scores as {1} untuned.', size, same);
}
