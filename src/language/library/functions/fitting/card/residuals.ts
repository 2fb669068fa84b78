import * as l10n from '@vscode/l10n';
import type { Fit } from '../../../../../science/fitting/fit';
import { quantile } from '../../../../../science/fitting/numeric/summary';
import type { Block } from '../../../../../views/blocks';
import type { Chart, Series } from '../../../../../views/chart';
import { formatNumber } from '../../../../../views/format';
import { axisOf, mainVariable, spread } from './axes';

/** More points than this say no more, and cost a page. */
const MOST_POINTS = 2000;
const MOST_LABELS = 4;

const isLog = (fit: Fit): boolean => fit.spec.objective.scale === 'log';

/** Residuals as a reader takes them: shares of the loss, or its own unit where the fit is on the loss itself. */
const readable = (fit: Fit, r: number): number => (isLog(fit) ? Math.expm1(r) : r);

const style = (fit: Fit) => (isLog(fit) ? 'percent' : 'plain');

/** The median miss as a figure. */
export function typicalMiss(fit: Fit): Extract<Block, { kind: 'stats' }>['items'][number] {
  const sizes = fit.residuals.map(r => Math.abs(readable(fit, r)));
  return {
    label: l10n.t('Typical miss'),
    value: formatNumber(quantile(sizes, 0.5), style(fit), { digits: 2 }),
    detail: l10n.t('nine in ten within {0}', formatNumber(quantile(sizes, 0.9), style(fit), { digits: 2 })),
  };
}

/** What is left of each run, along the variable that matters most: it should look like noise. */
export function residualChart(fit: Fit): Chart | undefined {
  const along = mainVariable(fit);
  if (!along) return undefined;
  const { rows } = fit.spec.data;
  const row = (i: number) => rows?.[i] ?? i + 1;
  const order = spread(fit.residuals.length, MOST_POINTS);
  const outliers = new Map(fit.certificate.outliers.map(o => [o.row, o]));
  const usual = order.filter(i => !outliers.has(row(i)));
  const far = Array.from(fit.residuals, (_, i) => i).filter(i => outliers.has(row(i)));
  const y = (i: number) => readable(fit, fit.residuals[i] as number);
  const points = (name: string, at: readonly number[], slot: number, more: Partial<Series>): Series => ({
    name,
    mark: 'points',
    slot,
    x: at.map(i => along.values[i] as number),
    y: at.map(y),
    notes: at.map(i => l10n.t('row {0}', row(i))),
    ...more,
  });
  const labelled = far
    .sort((i, j) => Math.abs(y(j)) - Math.abs(y(i)))
    .slice(0, MOST_LABELS)
    .map(i => ({
      x: along.values[i] as number,
      y: y(i),
      text: l10n.t('row {0}', row(i)),
      slot: null,
      anchor: 'start' as const,
    }));
  const bias = fit.residuals.reduce((sum, r) => sum + r, 0) / fit.residuals.length;
  return {
    title:
      far.length > 0
        ? l10n.t('What the law misses: {0} outliers stand out', far.length)
        : l10n.t('What the law misses'),
    summary: l10n.t(
      '{0} residuals, {1} on average; {2} outliers.',
      fit.residuals.length,
      formatNumber(readable(fit, bias), style(fit), { digits: 2 }),
      far.length,
    ),
    x: axisOf(along.name),
    y: { label: l10n.t('predicted above measured'), scale: 'linear', style: style(fit) },
    series: [
      points(l10n.t('runs'), usual, 0, { opacity: 0.7 }),
      ...(far.length > 0 ? [points(l10n.t('outliers'), far, 3, { marker: 'x' })] : []),
    ],
    annotations: labelled,
    rules: [{ axis: 'y', at: 0, slot: null }],
    legend: 'none',
  };
}
