import * as l10n from '@vscode/l10n';
import type { Block } from '../../../src/views/blocks';
import type { Axis, Chart } from '../../../src/views/chart';
import { formatNumber, NO_VALUE } from '../../../src/views/format';

const MOST_ROWS = 1000;

/** The points of a chart as a table: what the figure shows, for those who cannot or would rather not look. */
export function dataTable(chart: Chart): Extract<Block, { kind: 'table' }> {
  const named = chart.series.filter(s => !s.quiet || s.mark === 'points');
  const intervals = named.some(s => s.low && s.high);
  const rows = named.flatMap(s =>
    s.z
      ? s.z.flatMap((row, j) => row.map((z, i) => [s.name, cell(s.x[i], chart.x), cell(s.y[j], chart.y), cell(z, {})]))
      : s.x.map((x, i) => [
          s.name,
          cell(x, chart.x),
          cell(s.y[i], chart.y),
          ...(intervals ? [interval(s.low?.[i], s.high?.[i], chart.y)] : []),
        ]),
  );
  const isMap = named.some(s => s.z);
  return {
    kind: 'table',
    title: chart.title,
    columns: [
      { name: l10n.t('Series') },
      { name: chart.x.label || 'x', align: 'end' },
      { name: chart.y.label || 'y', align: 'end' },
      ...(isMap
        ? [{ name: l10n.t('Value'), align: 'end' as const }]
        : intervals
          ? [{ name: l10n.t('Interval'), align: 'end' as const }]
          : []),
    ],
    rows: rows
      .slice(0, MOST_ROWS)
      .map(row => row.map(one => (typeof one === 'string' ? { text: one, value: one } : one))),
    total: rows.length,
  };
}

interface Datum {
  readonly text: string;
  readonly value: number | string | null;
}

function cell(value: number | string | null | undefined, axis: Partial<Axis>): Datum {
  if (value === null || value === undefined) return { text: NO_VALUE, value: null };
  if (typeof value === 'string') return { text: value, value };
  return { text: formatNumber(value, axis.style ?? 'plain', axis.style === 'loss' ? { digits: 5 } : {}), value };
}

const interval = (low: number | null | undefined, high: number | null | undefined, axis: Axis): Datum =>
  typeof low === 'number' && typeof high === 'number'
    ? { text: `${cell(low, axis).text} – ${cell(high, axis).text}`, value: null }
    : { text: '', value: null };
