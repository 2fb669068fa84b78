import * as l10n from '@vscode/l10n';
import type { Block } from '../../blocks';
import type { Series } from '../../chart';
import { formatNumber } from '../../format';
import type { CalibratedModel, CalibrationPayload } from './payload';

type Scaled = CalibratedModel & { readonly scale: number };

/** Calibration error against the size of models, a line for each family or stage; nothing for fewer than two sizes. */
export function errorByScale(models: readonly CalibratedModel[], scale: CalibrationPayload['scale']): Block[] {
  const scaled = models.filter((m): m is Scaled => m.scale !== undefined && m.ece !== null);
  if (scale === undefined || new Set(scaled.map(m => m.scale)).size < 2) return [];
  const lines = [...new Set(scaled.map(m => m.line ?? ''))];
  const of = (line: string): Scaled[] => scaled.filter(m => (m.line ?? '') === line).sort((a, b) => a.scale - b.scale);
  const title = l10n.t('Calibration error against {0}', scale.label);
  return [
    {
      kind: 'charts',
      charts: [
        {
          title,
          summary: `${title}. ${scaled.map(m => `${m.name}: ${percent(m.ece ?? 0)}`).join('; ')}.`,
          x: { label: scale.label, scale: 'log', style: scale.style },
          y: { label: 'ECE', scale: 'linear', style: 'percent', domain: [0, 1.08 * highest(scaled)] },
          series: lines.flatMap((line, slot) => seriesOf(of(line), line, slot, lines.length === 1)),
          legend: 'top',
          height: 280,
        },
      ],
    },
  ];
}

/** The error as it is, with its interval; a single line also without the bias of noise. */
function seriesOf(models: readonly Scaled[], line: string, slot: number, alone: boolean): Series[] {
  const x = models.map(m => m.scale);
  const ends = models.map(m => m.intervals?.ece);
  const known = ends.some(e => e !== undefined);
  const notes = models.map(m =>
    [m.name, l10n.t('{0} predictions', formatNumber(m.n, 'count')), ...(m.source ? [m.source] : [])].join(' · '),
  );
  const plain: Series = {
    name: line || 'ECE',
    mark: 'line+points',
    slot,
    x,
    y: models.map(m => m.ece),
    ...(known && { low: ends.map(e => e?.[0] ?? null), high: ends.map(e => e?.[1] ?? null) }),
    notes,
  };
  const debiased = models.map(m => m.eceDebiased ?? null);
  if (!alone || debiased.every(e => e === null)) return [plain];
  return [
    plain,
    { name: l10n.t('debiased'), mark: 'line+points', slot: null, dash: 'dash', x, y: debiased, notes, width: 1 },
  ];
}

const highest = (models: readonly Scaled[]): number =>
  models.reduce((most, m) => Math.max(most, m.intervals?.ece?.[1] ?? m.ece ?? 0), 1e-6);

const percent = (x: number): string => formatNumber(x, 'percent');
