import * as l10n from '@vscode/l10n';
import type { Chart, Series } from '../../chart';
import { formatNumber } from '../../format';
import { curveSeries, lossDomain, point } from '../curve';
import type { PlannedCurve, PlannedRepeats, PlanPayload } from './payload';

/** The plan's own slot, and that of the frontier. */
const PLAN = 0;
const FRONTIER = 2;

export function planCharts(p: PlanPayload): Chart[] {
  return [isoflopChart(p), frontierChart(p), p.repeats && p.repeats.epochs > 1 ? repeatsChart(p.repeats) : null].filter(
    c => c !== null,
  );
}

const band = ({ level }: PlanPayload, curve: PlannedCurve): string =>
  curve.low ? l10n.t(', {0} band', formatNumber(level, 'percent', { digits: 2 })) : '';

/** The same training FLOP on other sizes, with the chosen point. */
function isoflopChart(p: PlanPayload): Chart | null {
  const { isoflop, loss, N, C, law } = p;
  if (!isoflop || !loss) return null;
  const notes = isoflop.D.map(d => l10n.t('{0} tokens', formatNumber(d, 'tokens')));
  const best = lowestAt(isoflop);
  const apart = best !== undefined && Math.abs(Math.log(best.N / N.value)) > 0.05;
  const marks: Series[] = [
    ...(apart ? [point(l10n.t('least loss'), PLAN, best.N, best.loss, { marker: 'diamond-open' })] : []),
    point(l10n.t('this plan'), PLAN, N.value, loss.value, { label: l10n.t('this plan') }),
  ];
  const domain = lossDomain([isoflop], [loss.value]);
  return {
    title: `IsoFLOP: ${formatNumber(C.value, 'flop')}${band(p, isoflop)}`,
    summary: l10n.t(
      'Loss against size for {0} FLOP. The plan has {1} params and a loss of {2}; the least is {3} at {4} params.',
      formatNumber(C.value, 'flop'),
      formatNumber(N.value, 'params'),
      formatNumber(loss.value, 'loss'),
      formatNumber(best?.loss ?? loss.value, 'loss'),
      formatNumber(best?.N ?? N.value, 'params'),
    ),
    x: { label: l10n.t('parameters'), scale: 'log', style: 'params' },
    y: { label: l10n.t('loss ({0})', law.unit), scale: 'linear', style: 'loss', ...(domain ? { domain } : {}) },
    series: [...curveSeries(isoflop, l10n.t('same compute'), PLAN, notes), ...marks],
    legend: 'none',
    height: 260,
  };
}

function lowestAt({ N, loss }: PlannedCurve): { N: number; loss: number } | undefined {
  let best: { N: number; loss: number } | undefined;
  for (const [i, l] of loss.entries()) {
    if (l !== null && (best === undefined || l < best.loss)) best = { N: N[i] as number, loss: l };
  }
  return best;
}

/** The best loss that other budgets buy. */
function frontierChart(p: PlanPayload): Chart | null {
  const { frontier, loss, cost, C, serving, law } = p;
  if (!frontier || !loss) return null;
  const priced = frontier.cost !== undefined && cost !== null;
  const x = priced ? (frontier.cost as readonly number[]) : frontier.C;
  const here = priced ? cost.value : C.value;
  const curve = {
    N: x,
    loss: frontier.loss,
    ...(frontier.low && frontier.high ? { low: frontier.low, high: frontier.high } : {}),
  };
  const notes = frontier.N.map((n, i) =>
    l10n.t('{0} params on {1} tokens', formatNumber(n, 'params'), formatNumber(frontier.D[i] ?? Number.NaN, 'tokens')),
  );
  const label = priced ? formatNumber(here, 'usd') : formatNumber(here, 'flop');
  const what = serving ? l10n.t('training cost, serving planned for') : l10n.t('training cost');
  return {
    title: (priced ? l10n.t('What more money buys') : l10n.t('What more compute buys')) + band(p, frontier),
    summary: l10n.t(
      'Best loss against budget, from {0} to {1}; the plan buys {2} for {3}.',
      formatNumber(frontier.loss[0] ?? Number.NaN, 'loss'),
      formatNumber(frontier.loss.at(-1) ?? Number.NaN, 'loss'),
      formatNumber(loss.value, 'loss'),
      label,
    ),
    x: priced
      ? { label: what, scale: 'log', style: 'usd' }
      : { label: l10n.t('training FLOP'), scale: 'log', style: 'flop' },
    y: { label: l10n.t('best loss ({0})', law.unit), scale: 'linear', style: 'loss' },
    series: [
      ...curveSeries(curve, l10n.t('best for the budget'), FRONTIER, notes).map(s => ({
        ...s,
        dash: 'solid' as const,
      })),
      point(l10n.t('this plan'), PLAN, here, loss.value, { label }),
    ],
    legend: 'none',
    height: 260,
  };
}

/** What one more token is worth after so many passes, by the law and by the rival constant that fits about as well. */
function repeatsChart({ epochs, decay, rivalDecay, stopPaying }: PlannedRepeats): Chart {
  const last = Math.max(40, 1.5 * epochs);
  const x = Array.from({ length: 81 }, (_, i) => 1 + ((last - 1) * i) / 80);
  const worth = (R: number): number[] => x.map(e => Math.exp(-(e - 1) / R));
  const line = (R: number, slot: number, more: Partial<Series>): Series => ({
    name: `R_D* = ${Number(R.toPrecision(3))}`,
    mark: 'line',
    slot,
    x,
    y: worth(R),
    label: `R_D* = ${Number(R.toPrecision(3))}`,
    ...more,
  });
  const here = Math.exp(-(epochs - 1) / decay);
  return {
    title: l10n.t('A repeated token is worth {0} of a new one here', formatNumber(here, 'percent', { digits: 2 })),
    summary: l10n.t(
      'Worth of one more token against passes over the data. At {0} epochs it is {1} of a fresh token; from {2} epochs on repeats stop paying. The rival constant {3} fits the same runs about as well.',
      epochs.toPrecision(3),
      formatNumber(here, 'percent', { digits: 2 }),
      stopPaying.toPrecision(3),
      rivalDecay.toPrecision(3),
    ),
    x: { label: l10n.t('epochs'), scale: 'linear', style: 'plain' },
    y: { label: l10n.t('worth of one more token'), scale: 'linear', style: 'percent', domain: [0, 1.05] },
    series: [
      line(decay, PLAN, { dash: 'solid' }),
      line(rivalDecay, 1, { dash: 'dash' }),
      point(l10n.t('this plan'), PLAN, epochs, here, { label: l10n.t('this plan') }),
    ],
    rules: [{ axis: 'x', at: stopPaying, text: l10n.t('repeats stop paying'), slot: null }],
    legend: 'none',
    height: 260,
  };
}
