import * as l10n from '@vscode/l10n';
import type { Emergence, EmergenceVerdict } from '../../../../science/evaluation/emergence/emergence';
import type { Axis, Chart, Rule, Series } from '../../../../views/chart';
import { formatNumber } from '../../../../views/format';
import type { Appraised } from './emergence';
import { scaleLabel, scaleStyle } from './scales';
import { pointNotes, scoreAxis } from './units';

const VERDICTS: Readonly<Record<EmergenceVerdict, () => string>> = {
  emergent: () => l10n.t('emergent'),
  gradual: () => l10n.t('gradual'),
  unclear: () => l10n.t('unclear'),
  'at chance': () => l10n.t('at chance'),
};

const HEIGHT = 240;

/** The scores of a series with its best curve, its onset and chance. */
export function scoreChart({ series, whole }: Appraised, found: Emergence): Chart {
  const x: Axis = { label: scaleLabel(series.axis), scale: 'log', style: scaleStyle(series.axis) };
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
