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
  readonly of: (m: CalibratedModel) => number | null;
  readonly better?: 'higher' | 'lower';
}

const METRICS = (): readonly Metric[] => [
  {
    name: 'ECE',
    style: 'percent',
    meaning: l10n.t('Expected calibration error: |accuracy − confidence| averaged over bins, weighted by their size'),
    of: m => m.ece,
    better: 'lower',
  },
  {
    name: 'MCE',
    style: 'percent',
    meaning: l10n.t('Maximum calibration error: the largest gap of any bin'),
    of: m => m.mce,
    better: 'lower',
  },
  {
    name: 'ACE',
    style: 'percent',
    meaning: l10n.t('Adaptive calibration error: gaps averaged over bins of equal size'),
    of: m => m.ace,
    better: 'lower',
  },
  {
    name: 'Brier',
    style: 'loss',
    meaning: l10n.t('Brier score: the mean squared gap between confidence and outcome'),
    of: m => m.brier,
    better: 'lower',
  },
  {
    name: 'NLL',
    style: 'loss',
    meaning: l10n.t('Negative log-likelihood of the outcomes, in nats'),
    of: m => m.nll,
    better: 'lower',
  },
  {
    name: l10n.t('Accuracy'),
    style: 'percent',
    meaning: l10n.t('Share of correct predictions'),
    of: m => m.accuracy,
    better: 'higher',
  },
  {
    name: l10n.t('Confidence'),
    style: 'percent',
    meaning: l10n.t('Mean confidence of the predictions'),
    of: m => m.meanConfidence,
  },
];

/** The scores of each model, the better ones semibold. Columns that nobody has are left out. */
export function metricsTable(models: readonly CalibratedModel[]): Block {
  const metrics = METRICS().filter(metric => models.some(m => metric.of(m) !== null));
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

function cellsOf({ style, of, better }: Metric, models: readonly CalibratedModel[]): Cell[] {
  const values = models.map(of);
  const best = better ? bestOf(values, better === 'higher') : [];
  return formatColumn(values, style).map((text, i) => ({
    text,
    value: values[i] ?? null,
    ...(best.includes(i) ? { best: true } : {}),
  }));
}
