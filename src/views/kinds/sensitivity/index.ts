import * as l10n from '@vscode/l10n';
import type { Block, Cell } from '../../blocks';
import type { Chart, NumberStyle, Series } from '../../chart';
import { formatNumber, NO_VALUE } from '../../format';
import type { ViewKind } from '../../view';
import { heading, noteBlocks } from '../notes';
import { barsOf, type Measure, measuresOf, type Reach } from './measure';
import { check, type SensitivityBar, type SensitivityEnd, type SensitivityPayload } from './payload';

export type { SensitivityBar, SensitivityEnd, SensitivityPayload } from './payload';

/** A tornado: how far each assumption of a plan moves what it costs and how good it gets. */
export const sensitivity: ViewKind<SensitivityPayload> = {
  name: 'sensitivity',
  check,
  layout: payload => {
    const measures = measuresOf(payload);
    return [
      ...heading(payload.title ?? finding(measures, payload.bars), payload.subtitle),
      { kind: 'charts', charts: measures.map(m => tornado(m, payload.bars)) },
      ends(payload),
      ...noteBlocks(payload.notes),
    ];
  },
};

/** Cheaper or better than planned, and dearer or worse. */
const BETTER = 2;
const WORSE = 1;

function finding(measures: readonly Measure[], bars: readonly SensitivityBar[]): string {
  const [first] = measures;
  const widest = first && barsOf(first, bars)[0];
  if (!first || !widest) return l10n.t('What moves the plan');
  return l10n.t(
    '{0} moves the {1} most: {2} to {3}',
    widest.bar.title,
    first.name === 'cost' ? l10n.t('cost') : l10n.t('time'),
    write(widest.low.at, first.style),
    write(widest.high.at, first.style),
  );
}

const write = (value: number, style: NumberStyle): string =>
  formatNumber(value, style, style === 'loss' ? {} : { digits: 3 });

function tornado(measure: Measure, bars: readonly SensitivityBar[]): Chart {
  const { label, style, plan } = measure;
  const reaches = barsOf(measure, bars);
  const categories = reaches.map(r => r.bar.title);
  const middle = plan ?? 0;
  const half = (slot: number, of: (r: Reach) => readonly [number, string]): Series[] =>
    reaches.flatMap((reach): Series[] => {
      const [at, note] = of(reach);
      if (Math.abs(at - middle) <= 1e-9 * Math.abs(middle)) return [];
      const y = reach.bar.title;
      // A bar that stands on the plan's own value: a thick line from there to the end.
      const x = [middle, at];
      return [
        { name: y, mark: 'line', slot, x, y: [y, y], width: 14, dash: 'solid', quiet: true, notes: [null, note] },
      ];
    });
  return {
    title: l10n.t('{0} (plan: {1})', titleOf(measure), write(middle, style)),
    summary: reaches
      .map(
        r =>
          `${r.bar.title}: ${write(r.low.at, style)} (${r.low.label}) – ${write(r.high.at, style)} (${r.high.label}).`,
      )
      .join(' '),
    x: { label, scale: 'linear', style },
    y: { label: '', scale: 'category', categories },
    series: [
      ...half(BETTER, ({ low }) => [Math.min(low.at, middle), low.label]),
      ...half(WORSE, ({ high }) => [Math.max(high.at, middle), high.label]),
    ],
    rules: [{ axis: 'x', at: middle, slot: null }],
    legend: 'none',
    height: 96 + 32 * Math.max(2, categories.length),
  };
}

function titleOf({ name }: Measure): string {
  if (name === 'loss') return l10n.t('What it does to the loss that can be had');
  if (name === 'co2') return l10n.t('What it does to the carbon');
  return name === 'cost' ? l10n.t('What it does to the cost') : l10n.t('What it does to the time');
}

function ends({ bars }: SensitivityPayload): Block {
  const styles = { cost: 'usd', time: 'duration', co2: 'co2', loss: 'loss' } as const;
  const cell = (end: SensitivityEnd, key: keyof typeof styles, bar: SensitivityBar): Cell => {
    const value = key === 'loss' && bar.name !== 'law' ? end.replanned : end[key];
    return { text: value === null ? NO_VALUE : write(value, styles[key]), value };
  };
  return {
    kind: 'table',
    columns: [
      { name: l10n.t('Assumption') },
      { name: l10n.t('If it is') },
      { name: l10n.t('Cost'), align: 'end' },
      { name: l10n.t('Time'), align: 'end' },
      { name: l10n.t('Carbon'), align: 'end' },
      {
        name: l10n.t('Loss'),
        align: 'end',
        source: l10n.t('What the same constraints would buy; for the law, of the run as planned.'),
      },
    ],
    rows: bars.flatMap(bar =>
      bar.ends.map((end, i): Cell[] => [
        { text: i === 0 ? bar.title : '', value: bar.title },
        { text: end.label, source: end.source },
        ...(['cost', 'time', 'co2', 'loss'] as const).map(key => cell(end, key, bar)),
      ]),
    ),
  };
}
