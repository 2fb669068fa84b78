import * as l10n from '@vscode/l10n';
import type { Emergence, EmergenceVerdict } from '../../../../science/evaluation/emergence/emergence';
import type { Axis, Chart, Rule, Series } from '../../../../views/chart';
import { formatNumber } from '../../../../views/format';
import type { Appraised } from './emergence';
import { pointNotes, scaleLabel, scaleStyle, scoreAxis } from './units';

const VERDICTS: Readonly<Record<EmergenceVerdict, () => string>> = {
  emergent: () => l10n.t('emergent'),
  gradual: () => l10n.t('gradual'),
  unclear: () => l10n.t('unclear'),
  'at chance': () => l10n.t('at chance'),
};

const HEIGHT = 240;

/** A series as it was scored, and, where asked for, the same scores per token. */
export function emergenceCharts(appraised: Appraised, scale: 'log' | 'linear'): Chart[] {
  const { found, mirror, series } = appraised;
  if (!found) return [];
  const x: Axis = { label: scaleLabel(series.axis), scale, style: scaleStyle(series.axis) };
  const scored = scoreChart(appraised, found, x);
  if (!mirror) return [scored];
  const perToken: Chart = {
    title: l10n.t('{0} · per token', series.name),
    summary: l10n.t(
      '{0} as the probability per token of answers of {1} independent tokens.',
      series.name,
      mirror.tokens,
    ),
    x,
    y: { label: l10n.t('probability per token'), scale: 'linear', style: 'percent', domain: [0, 1.02] },
    series: [
      {
        name: l10n.t('per token'),
        mark: 'line+points',
        slot: 1,
        x: Array.from(mirror.x),
        y: mirror.perToken,
        notes: mirror.nats.map(n => (n === null ? null : l10n.t('{0} nats per token', formatNumber(n, 'loss')))),
      },
    ],
    legend: 'none',
    height: HEIGHT,
  };
  return [{ ...scored, title: l10n.t('{0} · exact match', series.name) }, perToken];
}

function scoreChart({ series, whole }: Appraised, found: Emergence, x: Axis): Chart {
  const share = whole ?? 1;
  const seen = (v: number): number => v / share;
  const best = found.curves.find(c => c.name === found.best);
  const drawn: Series[] = best
    ? [
        {
          name: l10n.t('best curve: {0}', best.name),
          mark: 'line',
          slot: null,
          x: Array.from(best.curve.x),
          y: Array.from(best.curve.y, seen),
          quiet: true,
        },
      ]
    : [];
  const noisy = series.input.stderr !== undefined || series.input.items !== undefined;
  return {
    title: `${series.name} · ${VERDICTS[found.verdict]()}`,
    summary: `${series.name}: ${found.reason}`,
    x,
    y: scoreAxis(series.rows, l10n.t('score'), whole),
    series: [
      ...drawn,
      {
        name: series.name,
        mark: 'points',
        slot: 0,
        x: Array.from(found.x),
        y: Array.from(found.y, seen),
        ...(noisy && {
          low: Array.from(found.y, (v, i) => seen(v - (found.sd[i] ?? 0))),
          high: Array.from(found.y, (v, i) => seen(v + (found.sd[i] ?? 0))),
        }),
        notes: pointNotes(series, Array.from(found.x)),
      },
    ],
    rules: rulesOf(found, seen, x),
    legend: 'none',
    height: HEIGHT,
  };
}

function rulesOf({ chanceKnown, chance, onset, best }: Emergence, seen: (v: number) => number, x: Axis): Rule[] {
  const rules: Rule[] = [];
  if (chanceKnown) rules.push({ axis: 'y', at: seen(chance), text: l10n.t('chance'), slot: null });
  if (onset && best !== 'line')
    rules.push({
      axis: 'x',
      at: onset.x,
      text: l10n.t('from {0}', formatNumber(onset.x, x.style ?? 'plain')),
      slot: null,
    });
  return rules;
}
