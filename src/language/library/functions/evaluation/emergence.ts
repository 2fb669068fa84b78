import * as l10n from '@vscode/l10n';
import { ScienceError } from '../../../../science/errors';
import { type ComparedCurve, type Emergence, emergence } from '../../../../science/evaluation/emergence/emergence';
import { formatNumber } from '../../../../views/format';
import { table as makeTable, record, toArray, view } from '../../../values/make';
import { isList, type Table, type Value } from '../../../values/value';
import type { Context } from '../../context';
import { type FunctionEntry, signature } from '../../entry';
import { count, maybe, number, optional, type Parameter, parameter, positive } from '../../parameter';
import { oneOf, table, text } from '../../parameters';
import { type NamedSeries, seriesColumns, seriesOf } from '../score-series';
import { emergencePayload } from './emergence-payload';
import { type Mirror, mirrorOf } from './mirror';
import { scaleStyle } from './scales';
import { chanceOf, wholeOf } from './units';

/** A series with its emergence, or why it was refused. */
export interface Appraised {
  readonly series: NamedSeries;
  /** What a share is counted in: 1 or 100; undefined for other scores. */
  readonly whole: 1 | 100 | undefined;
  readonly found?: Emergence;
  readonly refused?: string;
  readonly mirror?: Mirror;
}

const metricNames: Parameter<readonly string[]> = parameter(
  'text or list of texts',
  'Column of the score, or a value of a column `metric` whose rows to take; a list for metrics to switch between.',
  v => typeof v === 'string' || (isList(v) && v.length > 0 && toArray(v).every(each => typeof each === 'string')),
  v => (isList(v) ? toArray(v as readonly Value[]).map(String) : [String(v)]),
);

export const emergenceFunctions: readonly FunctionEntry[] = [
  {
    name: 'emergence',
    group: 'evaluation',
    summary: 'Where a score leaves chance, how sharply, and how much of the jump the metric makes.',
    details:
      'Fits a constant, a line in log scale, a piecewise line, a sigmoid and a broken power law (one break), and compares them by AIC, AICc and BIC. The onset is where the best bent curve has made a tenth of its rise, with a 95 % interval by parametric bootstrap that is never narrower than the gap between measured scales. The view switches the metric and the axis. Scores of free answers (chance 0), or any with `answer_tokens: k`, can also be read as the probability per token behind an exact match of k independent tokens, $p = s^{1/k}$: if the jump is gone there, the metric made it. Several measured metrics of the same outputs are given as a list, `metric: ["exact match", "BLEU"]`: names of columns, or values of a column `metric`. Refuses with fewer than 5 scales (4 with standard errors).',
    signatures: [
      signature(
        {
          table: table('Scores by scale, one per row.'),
          metric: maybe(metricNames),
          chance: maybe(number('Score of guessing, in the unit of the score; else a column `chance`; else fitted.')),
          x: seriesColumns.x,
          by: seriesColumns.by,
          higher_is_better: seriesColumns.higher_is_better,
          answer_tokens: maybe(positive('tokens', 'Tokens of a whole answer, for the same scores per token.')),
          axis: optional(
            oneOf<'log' | 'linear'>(['log', 'linear'], 'Axis of the scale. A linear one makes a jump look sharper.'),
            'log',
            '"log"',
          ),
          seed: optional(count('Seed of the draws.'), 0, '0'),
          replicates: optional(count('Draws of the intervals.', 20), 200, '200'),
          title: maybe(text('Title of the view.')),
        },
        'view with verdict, reason, onset, sharpness, chance, best, curves, leaves, mirror',
        ({ table: from, metric, chance, answer_tokens, axis, seed, replicates, title, ...columns }, context) => {
          const settings = { chance, tokens: answer_tokens, seed, replicates };
          const byMetrics = (metric ?? [undefined]).map(name => {
            const { rows, y } = byMetric(from, name);
            return seriesOf(rows, { ...columns, y }).map(series => appraise(series, settings, context));
          });
          const all = byMetrics.flat();
          const [only] = all;
          if (all.length === 1 && only?.refused !== undefined) throw new ScienceError('too-few-points', only.refused);
          return view(
            'emergence',
            emergencePayload(byMetrics, { title, axis, tokens: answer_tokens, metrics: metric }),
            fieldsOf(all),
            all.map(a => `${a.series.name}: ${a.found ? sentence(a.found, a.series.axis) : a.refused}`).join('; '),
          );
        },
      ),
    ],
    examples: [
      'emergence({params: [1e8, 1e9, 3e9, 1e10, 3e10, 1e11, 5e11], score: [0, 0.1, 0, 0.3, 9, 35, 60]}, chance: 0).verdict',
    ],
    sources: ['wei_emergent', 'schaeffer2023', 'bnsl'],
  },
];

interface Settings {
  readonly chance: number | undefined;
  readonly tokens: number | undefined;
  readonly seed: number;
  readonly replicates: number;
}

/** Rows and score column that `metric` names. */
function byMetric(from: Table, metric: string | undefined): { rows: Table; y: string | undefined } {
  if (metric === undefined) return { rows: from, y: undefined };
  const named = from.columns.get('metric');
  if (from.columns.has(metric) || !named) return { rows: from, y: metric };
  const places = Array.from(named, (value, i) => (value === metric ? i : -1)).filter(i => i >= 0);
  if (places.length === 0) {
    const known = [...new Set(Array.from(named, String))].join(', ');
    throw new ScienceError(
      'missing-metric',
      l10n.t('The table has no scores in the metric "{0}"; it has {1}.', metric, known),
    );
  }
  const columns = [...from.columns].map(([name, values]) => [name, places.map(i => values[i] as Value)] as const);
  return { rows: { ...from, columns: new Map(columns), rows: places.length }, y: undefined };
}

function appraise(series: NamedSeries, settings: Settings, context: Context): Appraised {
  const { tokens, seed, replicates } = settings;
  const whole = wholeOf(series.rows, series.input.y, series.score);
  const chance = chanceOf(series.rows, settings.chance, whole, context);
  try {
    const found = emergence(
      { ...series.input, ...(chance === undefined ? {} : { chance }), ...(whole === undefined ? {} : { whole }) },
      { seed, replicates },
    );
    const mirror = tokens === undefined ? undefined : mirrorOf(found, tokens, whole, series);
    return { series, whole, found, ...(mirror && { mirror }) };
  } catch (error) {
    if (error instanceof ScienceError) return { series, whole, refused: error.message };
    throw error;
  }
}

/** "emergent, from 12.5 B [6.70 B, 13.0 B]". */
function sentence(found: Emergence, axis: string): string {
  const { verdict } = found;
  const onset = thresholdOf(found);
  if (!onset) return verdict;
  const write = (x: number): string => formatNumber(x, scaleStyle(axis));
  return l10n.t('{0}, from {1} [{2}, {3}]', verdict, write(onset.x), write(onset.low), write(onset.high));
}

const curveTable = (curves: readonly ComparedCurve[]): Table =>
  makeTable({
    curve: curves.map(c => c.name),
    constants: Float64Array.from(curves, c => c.k),
    cost: Float64Array.from(curves, c => c.cost),
    aic: Float64Array.from(curves, c => c.aic),
    aicc: curves.map(c => c.aicc),
    bic: Float64Array.from(curves, c => c.bic),
    delta: curves.map(c => c.delta),
  });

/** The onset, unless a straight line does as well: then no data speak for a threshold. */
const thresholdOf = (found: Emergence | undefined): Emergence['onset'] =>
  found && found.best !== 'line' ? found.onset : null;

function fieldsOf(all: readonly Appraised[]): Record<string, Value> {
  const metrics = new Set(all.map(a => a.series.score));
  const series = makeTable({
    series: all.map(a => a.series.name),
    ...(metrics.size > 1 ? { metric: all.map(a => a.series.score) } : {}),
    verdict: all.map(a => a.found?.verdict ?? null),
    onset: all.map(a => thresholdOf(a.found)?.x ?? null),
    onset_low: all.map(a => thresholdOf(a.found)?.low ?? null),
    onset_high: all.map(a => thresholdOf(a.found)?.high ?? null),
    decades: all.map(a => (thresholdOf(a.found) ? (a.found?.decades?.value ?? null) : null)),
    best: all.map(a => a.found?.best ?? null),
    reason: all.map(a => a.found?.reason ?? a.refused ?? ''),
  });
  const [only] = all;
  if (all.length !== 1 || !only?.found) return { verdict: all.map(a => a.found?.verdict ?? null), series };
  const { verdict, reason, decades, chance, chanceKnown, best, criterion, leaves, curves } = only.found;
  const onset = thresholdOf(only.found);
  return {
    ...{ verdict, reason, best, criterion, chance, chance_known: chanceKnown },
    onset: onset && record({ x: onset.x, low: onset.low, high: onset.high }),
    sharpness: onset && decades && record({ decades: decades.value, low: decades.low, high: decades.high }),
    leaves: record({ after: leaves.after, by: leaves.by }),
    curves: curveTable(curves),
    ...(only.mirror && { mirror: only.mirror.table }),
    series,
  };
}
