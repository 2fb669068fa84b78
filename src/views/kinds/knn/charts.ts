import * as l10n from '@vscode/l10n';
import type { Chart, Rule, Series } from '../../chart';
import { formatNumber } from '../../format';
import type { KnnPayload } from './payload';

const alone = ({ base }: KnnPayload): Rule[] =>
  base === null ? [] : [{ axis: 'y', at: base, text: l10n.t('model alone'), slot: null }];

/** The number of neighbours whose curve counts: that of the answer, or the largest. */
const rowOf = ({ ks, k }: KnnPayload): number => Math.max(0, ks.indexOf(k));

/** Perplexity against the weight of the neighbours, a line for each k. */
export function lambdaChart(payload: KnnPayload): Chart {
  const { ks, drawn, lambdas, sweep, best } = payload;
  const row = sweep[rowOf(payload)] ?? [];
  const at = row.reduce<number>((least, value, i) => ((value ?? Infinity) < (row[least] ?? Infinity) ? i : least), 0);
  // Where the model counts for little, a token without a neighbour costs much: curves end where they say no more.
  const highest = 1.25 * Math.max(payload.base ?? 0, ...row.slice(0, 1).map(value => value ?? 0));
  return {
    title: l10n.t('The best weight is λ = {0}', lambdas[at] ?? 0),
    summary: l10n.t(
      'Held-out perplexity against the weight of the neighbours, for {0} numbers of neighbours. Best: k {1}, weight {2}, perplexity {3}.',
      ks.length,
      best.k,
      best.lambda,
      formatNumber(best.perplexity, 'plain'),
    ),
    x: { label: l10n.t('λ, weight of the neighbours'), scale: 'linear', style: 'plain' },
    y: { label: l10n.t('held-out perplexity'), scale: 'linear', style: 'plain' },
    series: drawn.map(
      (row, slot): Series => ({
        name: `k = ${formatNumber(ks[row] ?? 0, 'count')}`,
        mark: 'line+points',
        slot,
        x: lambdas,
        y: (sweep[row] ?? []).map(value => (value !== null && value <= highest ? value : null)),
      }),
    ),
    rules: alone(payload),
    legend: 'top',
  };
}

/** Perplexity against k: at the answer's weight, and at the best weight for each k. */
export function kChart(payload: KnnPayload): Chart {
  const { ks, lambdas, lambda, sweep } = payload;
  const column = lambdas.indexOf(lambda);
  const least = ks.map((_, i) => Math.min(...(sweep[i] ?? []).map(value => value ?? Infinity)));
  const few = (least[0] ?? 0) <= Math.min(...least) * 1.0005;
  return {
    title: few ? l10n.t('One neighbour does as well as many') : l10n.t('More neighbours, lower perplexity'),
    summary: ks.map((k, i) => `k ${k}: ${formatNumber(least[i] ?? Number.NaN, 'plain')}`).join('; '),
    x: { label: l10n.t('k, neighbours'), scale: 'log', style: 'count' },
    y: { label: l10n.t('held-out perplexity'), scale: 'linear', style: 'plain' },
    series: [
      {
        name: l10n.t('λ = {0}', lambda),
        mark: 'line+points',
        slot: 0,
        x: ks,
        y: ks.map((_, i) => sweep[i]?.[column] ?? null),
      },
      { name: l10n.t('best λ for each k'), mark: 'line+points', slot: 1, x: ks, y: least },
    ],
    rules: alone(payload),
    legend: 'top',
  };
}

/** What an approximate index finds for the keys that it looks at. */
export function indexChart({ index }: KnnPayload): Chart[] {
  if (!index) return [];
  const { curve, probes, queries } = index;
  const own = curve.find(point => point.probes === probes);
  return [
    {
      title: own
        ? l10n.t(
            '{0} of the exact neighbours, looking at {1} of the keys',
            formatNumber(own.recall, 'percent', { digits: 3 }),
            formatNumber(own.visited, 'percent', { digits: 2 }),
          )
        : l10n.t('Recall of the approximate index'),
      summary: curve.map(p => l10n.t('{0} lists: recall {1}', p.probes, formatNumber(p.recall, 'percent'))).join('; '),
      x: { label: l10n.t('share of the keys looked at'), scale: 'log', style: 'percent' },
      y: { label: l10n.t('recall, {0} queries', queries), scale: 'linear', style: 'percent' },
      series: [
        {
          name: l10n.t('recall'),
          mark: 'line+points',
          slot: 0,
          x: curve.map(p => p.visited),
          y: curve.map(p => p.recall),
          notes: curve.map(p => l10n.t('{0} lists searched', p.probes)),
        },
      ],
      legend: 'none',
    },
  ];
}
