import * as l10n from '@vscode/l10n';
import type { Trend, TrendClass } from '../../../../science/evaluation/trends/trend';
import type { Chart } from '../../../../views/chart';
import { formatNumber } from '../../../../views/format';
import type { NamedSeries } from '../score-series';
import { scaleLabel, scaleStyle } from './scales';
import { pointNotes, scoreAxis, wholeOf } from './units';

const CLASS_WORDS: Readonly<Record<TrendClass, () => string>> = {
  standard: () => l10n.t('standard: better with scale'),
  inverse: () => l10n.t('inverse: worse with scale'),
  'u-shaped': () => l10n.t('U-shaped: worse, then better'),
  'inverted-u': () => l10n.t('inverted U: better, then worse'),
  flat: () => l10n.t('flat: no trend shown'),
};

/** A series with the closest course of its class; the title carries the class. */
export function trendChart(series: NamedSeries, trend: Trend): Chart {
  const x = Array.from(trend.x);
  const whole = wholeOf(series.rows, series.input.y, series.score);
  const seen = (v: number): number => v / (whole ?? 1);
  const style = scaleStyle(series.axis);
  const { turning } = trend;
  return {
    title: `${series.name} · ${CLASS_WORDS[trend.class]()}`,
    summary: `${series.name}: ${trend.reason}`,
    x: { label: scaleLabel(series.axis), scale: 'log', style },
    y: scoreAxis(series.rows, series.score, whole),
    series: [
      {
        name: l10n.t('closest course'),
        mark: 'line',
        slot: null,
        x,
        y: Array.from(trend.fit, seen),
        quiet: true,
      },
      {
        name: series.name,
        mark: 'points',
        slot: 0,
        x,
        y: Array.from(trend.y, seen),
        low: Array.from(trend.y, (v, i) => seen(v - (trend.sd[i] ?? 0))),
        high: Array.from(trend.y, (v, i) => seen(v + (trend.sd[i] ?? 0))),
        notes: pointNotes(series, x),
      },
    ],
    ...(turning && {
      rules: [{ axis: 'x', at: turning.x, text: l10n.t('turns at {0}', formatNumber(turning.x, style)), slot: null }],
    }),
    legend: 'none',
    height: 220,
  };
}
