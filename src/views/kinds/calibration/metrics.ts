import * as l10n from '@vscode/l10n';
import type { Block, Cell } from '../../blocks';
import type { NumberStyle } from '../../chart';
import { formatColumn } from '../../format';
import { bestOf } from '../comparison/winners';
import type { CalibratedModel } from './payload';

interface Metric {
  readonly name: string;
  readonly style: NumberStyle;
  readonly meaning: string;
  readonly key: 'ece' | 'eceDebiased' | 'mce' | 'ace' | 'brier' | 'nll' | 'auroc' | 'accuracy' | 'meanConfidence';
  readonly better?: 'higher' | 'lower';
}

const METRICS = (): readonly Metric[] => [
  {
    name: 'ECE',
    style: 'percent',
    meaning: l10n.t('Expected calibration error: |accuracy − confidence| averaged over bins, weighted by their size'),
    key: 'ece',
    better: 'lower',
  },
  {
    name: l10n.t('debiased'),
    style: 'percent',
    meaning: l10n.t(
      'ECE with the upward bias of sampling noise taken off: near 0 for a calibrated model at any sample size',
    ),
    key: 'eceDebiased',
    better: 'lower',
  },
  {
    name: 'MCE',
    style: 'percent',
    meaning: l10n.t('Maximum calibration error: the largest gap of any bin'),
    key: 'mce',
    better: 'lower',
  },
  {
    name: 'ACE',
    style: 'percent',
    meaning: l10n.t('Adaptive calibration error: gaps averaged over bins of equal size'),
    key: 'ace',
    better: 'lower',
  },
  {
    name: 'Brier',
    style: 'loss',
    meaning: l10n.t('Brier score: the mean squared gap between confidence and outcome'),
    key: 'brier',
    better: 'lower',
  },
  {
    name: 'NLL',
    style: 'loss',
    meaning: l10n.t('Negative log-likelihood of the outcomes, in nats'),
    key: 'nll',
    better: 'lower',
  },
  {
    name: 'AUROC',
    style: 'loss',
    meaning: l10n.t('Chance that a right answer was given more confidence than a wrong one'),
    key: 'auroc',
    better: 'higher',
  },
  {
    name: l10n.t('Accuracy'),
    style: 'percent',
    meaning: l10n.t('Share of correct predictions'),
    key: 'accuracy',
    better: 'higher',
  },
  {
    name: l10n.t('Confidence'),
    style: 'percent',
    meaning: l10n.t('Mean confidence of the predictions'),
    key: 'meanConfidence',
  },
];

/** The scores of each model, the better ones semibold. Columns that nobody has are left out. */
export function metricsTable(models: readonly CalibratedModel[]): Block {
  const metrics = METRICS().filter(metric => models.some(m => (m[metric.key] ?? null) !== null));
  const columns = metrics.map(metric => cellsOf(metric, models));
  const counts = formatColumn(
    models.map(m => m.n),
    'count',
  );
  return {
    kind: 'table',
    columns: [
      { name: '' },
      ...metrics.map(({ name, style, meaning }) => ({ name, style, source: meaning, align: 'end' as const })),
      { name: 'n', align: 'end', source: l10n.t('Number of predictions') },
    ],
    rows: models.map((m, i) => [
      { text: m.name, value: m.name, slot: i, ...(m.source === undefined ? {} : { source: m.source }) },
      ...columns.map(cells => cells[i] as Cell),
      { text: counts[i] ?? '', value: m.n },
    ]),
  };
}

function cellsOf({ style, key, better }: Metric, models: readonly CalibratedModel[]): Cell[] {
  const values = models.map(m => m[key] ?? null);
  const best = better ? bestOf(values, better === 'higher') : [];
  return formatColumn(values, style).map((text, i) => ({
    text,
    value: values[i] ?? null,
    ...(best.includes(i) ? { best: true } : {}),
    ...intervalOf(models[i]?.intervals?.[key], style),
  }));
}

function intervalOf(ends: readonly [number, number] | undefined, style: NumberStyle): { interval?: string } {
  if (!ends) return {};
  // As many decimals as the scores themselves show.
  const write = (x: number): string => (style === 'percent' ? (100 * x).toFixed(1) : x.toFixed(3));
  return { interval: `${write(ends[0])} – ${write(ends[1])}${style === 'percent' ? ' %' : ''}` };
}
