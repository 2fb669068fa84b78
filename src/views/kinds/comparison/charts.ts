import * as l10n from '@vscode/l10n';
import type { Chart, Series } from '../../chart';
import { formatNumber } from '../../format';
import { curveSeries, lossDomain, point, sizeDomain } from '../curve';
import type { ComparedBenchmark, ComparedModel, ComparisonPayload } from './payload';
import { shareOf } from './tables';
import { bestOf, finding } from './winners';

/** Each model on the isoFLOP curve of its own compute, with the bottom of each curve marked. */
export function isoflopChart({ models, law }: ComparisonPayload): Chart | undefined {
  const drawn = models.map((m, slot) => ({ m, slot })).filter(({ m }) => m.curve !== undefined);
  if (drawn.length === 0) return undefined;
  const bottoms = drawn.flatMap(({ m, slot }) => optimumPoint(m, slot));
  const points = drawn.flatMap(({ m, slot }) => modelPoint(m, slot));
  const curves = drawn.flatMap(({ m }) => (m.curve ? [m.curve] : []));
  const marked = [...bottoms, ...points];
  const domain = lossDomain(
    curves,
    marked.map(s => Number(s.y[0])),
  );
  const sizes = sizeDomain(
    curves,
    domain,
    marked.map(s => Number(s.x[0])),
  );
  return {
    title: l10n.t('Where each sits on its isoFLOP curve'),
    summary: summaryOf(drawn.map(({ m }) => m)),
    x: { label: l10n.t('parameters'), scale: 'log', style: 'params', ...(sizes ? { domain: sizes } : {}) },
    y: {
      label: l10n.t('predicted loss ({0})', law.unit ?? l10n.t('nats per token')),
      scale: 'linear',
      style: 'loss',
      ...(domain ? { domain } : {}),
    },
    series: [
      ...drawn.flatMap(({ m, slot }) => (m.curve ? curveSeries(m.curve, m.title, slot) : [])),
      ...points,
      ...bottoms,
    ],
    legend: 'none',
  };
}

const modelPoint = (m: ComparedModel, slot: number): Series[] =>
  m.params === null || m.loss === null
    ? []
    : [
        point(m.title, slot, m.params, m.loss, {
          label: m.title,
          notes: [m.tokens === null ? null : l10n.t('{0} tokens', formatNumber(m.tokens, 'tokens'))],
        }),
      ];

const optimumPoint = (m: ComparedModel, slot: number): Series[] =>
  m.optimum === null || m.optimum.loss === null
    ? []
    : [
        point(m.title, slot, m.optimum.N, m.optimum.loss, {
          marker: 'diamond-open',
          notes: [l10n.t('best at this compute: {0} tokens', formatNumber(m.optimum.D, 'tokens'))],
        }),
      ];

function summaryOf(models: readonly ComparedModel[]): string {
  const parts = models.map(m => {
    if (m.params === null || m.loss === null || m.optimum === null) return '';
    const best = m.optimum.loss === null ? '' : l10n.t(', loss {0}', formatNumber(m.optimum.loss, 'loss'));
    return l10n.t(
      '{0}: {1} params, loss {2}; best at its compute: {3} params{4}.',
      m.title,
      formatNumber(m.params, 'params'),
      formatNumber(m.loss, 'loss'),
      formatNumber(m.optimum.N, 'params'),
      best,
    );
  });
  return parts.filter(p => p !== '').join(' ');
}

/** More rows than this are tabulated, and the widest differences drawn. */
const MOST_ROWS = 14;

/** Measured results: a row per benchmark, a marker per model, joined. Only shares have a common axis. */
export function dumbbellChart(payload: ComparisonPayload): Chart | undefined {
  const { models, benchmarks } = payload;
  const shares = benchmarks.filter(b => b.unit === 'percent' || b.unit === 'fraction').filter(isCompared);
  if (shares.length === 0 || models.length < 2) return undefined;
  const rows = widest(shares);
  const categories = unique(rows);
  const at = (b: ComparedBenchmark, i: number): number | null => shareOf(b.unit, b.values[i] ?? null);
  const joins: Series[] = rows.map((b, row) => {
    const known = models.map((_, i) => at(b, i)).filter((x): x is number => x !== null);
    const ends = [Math.min(...known), Math.max(...known)];
    const name = categories[row] ?? '';
    return {
      name,
      mark: 'line',
      slot: null,
      x: ends,
      y: [name, name],
      width: 3,
      opacity: 0.35,
      dash: 'solid',
      quiet: true,
    };
  });
  const series = models.map((m, slot): Series => {
    const known = rows.map((b, row) => ({ x: at(b, slot), y: categories[row] ?? '' })).filter(p => p.x !== null);
    return { name: m.title, mark: 'points', slot, x: known.map(p => p.x), y: known.map(p => p.y), width: 9 };
  });
  return {
    title: finding(models, benchmarks),
    summary: benchmarkSummary(models, rows),
    x: { label: '', scale: 'linear', style: 'percent' },
    y: { label: '', scale: 'category', categories },
    series: [...joins, ...series],
    legend: 'top',
    height: Math.max(280, 80 + rows.length * 28),
  };
}

const isCompared = (b: ComparedBenchmark): boolean => b.values.filter(x => x !== null).length >= 2;

function widest(rows: readonly ComparedBenchmark[]): ComparedBenchmark[] {
  const gap = (b: ComparedBenchmark): number => {
    const known = b.values.map(x => shareOf(b.unit, x)).filter((x): x is number => x !== null);
    return Math.max(...known) - Math.min(...known);
  };
  if (rows.length <= MOST_ROWS) return [...rows];
  const keep = new Set([...rows].sort((a, b) => gap(b) - gap(a)).slice(0, MOST_ROWS));
  return rows.filter(b => keep.has(b));
}

/** Row names: with the setting where a benchmark was measured in several. */
function unique(rows: readonly ComparedBenchmark[]): string[] {
  const names = rows.map(b => b.name);
  const labels = rows.map(b =>
    names.indexOf(b.name) === names.lastIndexOf(b.name) ? b.name : `${b.name} ${b.setting ?? ''}`.trim(),
  );
  return labels.map((name, i) => (labels.indexOf(name) === i ? name : `${name} (${i + 1})`));
}

function benchmarkSummary(models: readonly ComparedModel[], rows: readonly ComparedBenchmark[]): string {
  const parts = rows.map(b => {
    const best = bestOf(b.values, b.higherIsBetter)[0];
    const texts = models.map((m, i) => {
      const x = shareOf(b.unit, b.values[i] ?? null);
      return x === null ? '' : `${m.title} ${formatNumber(x, 'percent')}`;
    });
    const ordered = best === undefined ? texts : [texts[best] ?? '', ...texts.filter((_, i) => i !== best)];
    return `${b.name}: ${ordered.filter(t => t !== '').join(', ')}.`;
  });
  return parts.join(' ');
}
