import { ScienceError } from '../../../../science/errors';
import { scalingTrend, type Trend } from '../../../../science/evaluation/trends/trend';
import { table as makeTable, record, view } from '../../../values/make';
import type { Value } from '../../../values/value';
import { type FunctionEntry, signature } from '../../entry';
import { count, maybe, optional } from '../../parameter';
import { table, text } from '../../parameters';
import { type NamedSeries, seriesColumns, seriesOf } from '../score-series';
import { trendChart } from './trend-chart';

/** A series with what was found, or why nothing was. */
export interface JudgedTrend {
  readonly series: NamedSeries;
  readonly trend?: Trend;
  readonly refused?: string;
}

export const trendFunctions: readonly FunctionEntry[] = [
  {
    name: 'scaling_trend',
    group: 'evaluation',
    summary:
      'How a score moves with scale: standard, inverse, U-shaped, inverted-U or flat, with a test and the turning point.',
    details:
      'No formula of the course is assumed: fits are the closest under an order (constant, rising, falling, one dip, one peak). Two tests by parametric bootstrap: one turning point against none (risk 2 %; a turn must also undo a fifth of the range), and a rise or a fall against a constant (risk 3 %). `p_flat` joins both: below 5 % there is a trend. `flat` means that none was shown, not that there is none: `slope` says how much the score changes per factor of ten in scale, by a straight line, with a 95 % interval. Where models scatter more than their standard errors explain, that scatter counts as noise. Needs 4 scales with standard errors (`stderr`, or `n` items), else 5; without them a course is called flat only from 8 scales on, because fewer would not have shown a turn. In simulations with noise of 2 points, courses over 30 points are then classified rightly 99 times in 100.',
    signatures: [
      signature(
        {
          table: table('Scores by scale, one per row.'),
          ...seriesColumns,
          seed: optional(count('Seed of the draws.'), 0, '0'),
          replicates: optional(count('Draws of each test.', 99), 4999, '4999'),
          title: maybe(text('Title of the view.')),
        },
        'view with class, reason, p_flat, p_monotone, p_turning, slope, turning_point, trends',
        ({ table: from, seed, replicates, title, ...columns }) => {
          const judged = seriesOf(from, columns).map((series): JudgedTrend => judge(series, seed, replicates));
          const [only] = judged;
          // One series that cannot be judged is an error; among several it is a row that says so.
          if (judged.length === 1 && only?.refused !== undefined)
            throw new ScienceError('too-few-points', only.refused);
          const charts = judged.flatMap(j => (j.trend ? [trendChart(j.series, j.trend)] : []));
          const refusals = judged.flatMap(j =>
            j.refused === undefined ? [] : [{ tone: 'info' as const, text: j.refused }],
          );
          const payload = {
            ...(title === undefined ? {} : { title }),
            charts,
            ...(refusals.length > 0 ? { notes: refusals } : {}),
          };
          return view(
            'plot',
            payload,
            fieldsOf(judged),
            judged.map(j => `${j.series.name}: ${j.trend?.class ?? j.refused}`).join('; '),
          );
        },
      ),
    ],
    examples: [
      'scaling_trend({params: [1e8, 1e9, 1e10, 1e11, 1e12, 5e12], score: [30, 26, 22, 24, 38, 51], stderr: [1, 1, 1, 1, 1, 1]}).class',
    ],
    sources: ['mckenzie2023'],
  },
];

function judge(series: NamedSeries, seed: number, replicates: number): JudgedTrend {
  try {
    return { series, trend: scalingTrend(series.input, { seed, replicates }) };
  } catch (error) {
    if (error instanceof ScienceError) return { series, refused: error.message };
    throw error;
  }
}

const trendFields = (trend: Trend): Record<string, Value> => ({
  class: trend.class,
  reason: trend.reason,
  p_flat: trend.p.flat,
  p_monotone: trend.p.monotone,
  p_turning: trend.p.turning,
  slope: trend.slope && record({ per_decade: trend.slope.perDecade, low: trend.slope.low, high: trend.slope.high }),
  turning_point: trend.turning && record({ x: trend.turning.x, low: trend.turning.low, high: trend.turning.high }),
  fit: trend.fit,
});

function fieldsOf(judged: readonly JudgedTrend[]): Record<string, Value> {
  const trends = makeTable({
    series: judged.map(j => j.series.name),
    class: judged.map(j => j.trend?.class ?? null),
    p_flat: judged.map(j => j.trend?.p.flat ?? null),
    p_monotone: judged.map(j => j.trend?.p.monotone ?? null),
    p_turning: judged.map(j => j.trend?.p.turning ?? null),
    slope: judged.map(j => j.trend?.slope?.perDecade ?? null),
    slope_low: judged.map(j => j.trend?.slope?.low ?? null),
    slope_high: judged.map(j => j.trend?.slope?.high ?? null),
    turning_point: judged.map(j => j.trend?.turning?.x ?? null),
    reason: judged.map(j => j.trend?.reason ?? j.refused ?? ''),
  });
  const [only] = judged;
  if (judged.length === 1 && only?.trend) return { ...trendFields(only.trend), trends };
  return { class: judged.map(j => j.trend?.class ?? null), trends };
}
