import * as l10n from '@vscode/l10n';
import { ScienceError } from '../../../science/errors';
import { scalingTrend, type Trend, type TrendClass } from '../../../science/evaluation/trends/trend';
import type { Chart, NumberStyle } from '../../../views/chart';
import { formatNumber } from '../../../views/format';
import { table as makeTable, record, view } from '../../values/make';
import type { Value } from '../../values/value';
import { type FunctionEntry, signature } from '../entry';
import { count, maybe, optional } from '../parameter';
import { table, text } from '../parameters';
import { sourceNote } from './evaluation/units';
import { type NamedSeries, seriesColumns, seriesOf } from './score-series';

const CLASS_WORDS: Readonly<Record<TrendClass, () => string>> = {
  standard: () => l10n.t('standard: better with scale'),
  inverse: () => l10n.t('inverse: worse with scale'),
  'u-shaped': () => l10n.t('U-shaped: worse, then better'),
  'inverted-u': () => l10n.t('inverted U: better, then worse'),
  flat: () => l10n.t('flat'),
};

/** A series with what was found, or why nothing was. */
interface Judged {
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
      'No formula of the course is assumed: fits are the closest under an order (constant, rising, falling, one dip, one peak). Two tests by parametric bootstrap: any shape against a constant, then one turning point against none. Refuses with fewer scales than it needs (4 with standard errors, 5 without).',
    signatures: [
      signature(
        {
          table: table('Scores by scale, one per row.'),
          ...seriesColumns,
          seed: optional(count('Seed of the draws.'), 0, '0'),
          replicates: optional(count('Draws of each test.', 99), 999, '999'),
          title: maybe(text('Title of the view.')),
        },
        'view with class, reason, p_flat, p_turning, turning_point, trends',
        ({ table: from, seed, replicates, title, ...columns }) => {
          const judged = seriesOf(from, columns).map((series): Judged => judge(series, seed, replicates));
          const [only] = judged;
          // One series that cannot be judged is an error; among several it is a row that says so.
          if (judged.length === 1 && only?.refused !== undefined)
            throw new ScienceError('too-few-points', only.refused);
          const charts = judged.flatMap(j => (j.trend ? [chartOf(j.series, j.trend)] : []));
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

function judge(series: NamedSeries, seed: number, replicates: number): Judged {
  try {
    return { series, trend: scalingTrend(series.input, { seed, replicates }) };
  } catch (error) {
    if (error instanceof ScienceError) return { series, refused: error.message };
    throw error;
  }
}

const AXIS_STYLES: Readonly<Record<string, NumberStyle>> = {
  params: 'params',
  tokens: 'tokens',
  flops: 'flop',
  N: 'params',
  D: 'tokens',
  C: 'flop',
};

function chartOf(series: NamedSeries, trend: Trend): Chart {
  const x = Array.from(trend.x);
  const turned = trend.turning;
  const source = sourceNote(series.rows);
  return {
    title: `${series.name} · ${CLASS_WORDS[trend.class]()}`,
    summary: `${series.name}: ${trend.reason}`,
    x: { label: series.axis, scale: 'log', style: AXIS_STYLES[series.axis] ?? 'plain' },
    y: { label: l10n.t('score'), scale: 'linear', style: 'plain' },
    series: [
      { name: l10n.t('closest course'), mark: 'line', slot: null, x, y: Array.from(trend.fit), quiet: true },
      {
        name: series.name,
        mark: 'points',
        slot: 0,
        x,
        y: Array.from(trend.y),
        low: Array.from(trend.y, (v, i) => v - (trend.sd[i] ?? 0)),
        high: Array.from(trend.y, (v, i) => v + (trend.sd[i] ?? 0)),
        ...(source === null ? {} : { notes: x.map(() => source) }),
      },
    ],
    ...(turned
      ? {
          rules: [
            {
              axis: 'x',
              at: turned.x,
              text: l10n.t('turns at {0}', formatNumber(turned.x, AXIS_STYLES[series.axis] ?? 'plain')),
              slot: null,
            },
          ],
        }
      : {}),
    legend: 'none',
    height: 220,
  };
}

const trendFields = (trend: Trend): Record<string, Value> => ({
  class: trend.class,
  reason: trend.reason,
  p_flat: trend.p.flat,
  p_turning: trend.p.turning,
  turning_point: trend.turning && record({ x: trend.turning.x, low: trend.turning.low, high: trend.turning.high }),
  fit: trend.fit,
});

function fieldsOf(judged: readonly Judged[]): Record<string, Value> {
  const trends = makeTable({
    series: judged.map(j => j.series.name),
    class: judged.map(j => j.trend?.class ?? null),
    p_flat: judged.map(j => j.trend?.p.flat ?? null),
    p_turning: judged.map(j => j.trend?.p.turning ?? null),
    turning_point: judged.map(j => j.trend?.turning?.x ?? null),
    reason: judged.map(j => j.trend?.reason ?? j.refused ?? ''),
  });
  const [only] = judged;
  if (judged.length === 1 && only?.trend) return { ...trendFields(only.trend), trends };
  return { class: judged.map(j => j.trend?.class ?? null), trends };
}
