import * as l10n from '@vscode/l10n';
import { type IsolossCurve, isolossCurve } from '../../../../science/laws/verbs/isoloss';
import type { Chart, NumberStyle, Series } from '../../../../views/chart';
import { formatNumber } from '../../../../views/format';
import { inUnit, record, view } from '../../../values/make';
import type { Value } from '../../../values/value';
import { type FunctionEntry, signature } from '../../entry';
import { count, maybe, optional } from '../../parameter';
import { law, numberOrNumbers, text } from '../../parameters';
import { tableBlock } from '../../table-block';
import { lawLabel } from '../isoflop';
import { inputsFor, lawInputs } from '../law-inputs';
import { noteExtrapolation } from '../laws';

export const isolossFunctions: readonly FunctionEntry[] = [
  {
    name: 'isoloss',
    group: 'laws',
    summary: 'The runs that reach a loss: how parameters trade for tokens, and what each trade costs.',
    details:
      'A smaller model needs more tokens for the same loss, and below some size no number of tokens is enough. The cheapest run is compute-optimal; to its left a model costs more to train and less to serve.',
    signatures: [
      signature(
        {
          law: law('A law that predicts a loss from N and D.'),
          loss: numberOrNumbers('The loss, or a list of losses.'),
          ...lawInputs,
          points: optional(count('Points on each curve.', 5), 101, '101'),
          title: maybe(text('Title of the view.')),
        },
        'view with N, D, C, minimum',
        ({ law: { law: asked }, loss: losses, points, title, ...given }, context) => {
          const inputs = inputsFor(asked, given);
          const curves = Array.from(losses, loss => isolossCurve(asked, loss, { points }, inputs));
          for (const { minimum } of curves) noteExtrapolation(context, asked, { ...inputs, ...minimum });
          const { name, citation } = lawLabel(asked);
          return view(
            'blocks',
            {
              blocks: [
                { kind: 'title', text: title ?? titleOf(curves), subtitle: `${name} (${citation})` },
                cheapest(curves),
                { kind: 'charts', charts: [tradeChart(curves), costChart(curves)] },
              ],
            },
            fieldsOf(curves),
            curves.map(textOf).join('; '),
          );
        },
      ),
    ],
    examples: ['isoloss(laws.epoch, 2.0)', 'isoloss(laws.chinchilla, [1.9, 2.0, 2.2])'],
    sources: ['hoffmann2022'],
  },
];

const lossText = (loss: number): string => l10n.t('loss {0}', formatNumber(loss, 'loss'));

const textOf = ({ loss, minimum }: IsolossCurve): string =>
  l10n.t(
    '{0}: cheapest with {1} params on {2} tokens, {3} FLOP',
    lossText(loss),
    formatNumber(minimum.N, 'params'),
    formatNumber(minimum.D, 'tokens'),
    formatNumber(minimum.C, 'flop'),
  );

function titleOf(curves: readonly IsolossCurve[]): string {
  const [only] = curves;
  return curves.length === 1 && only
    ? l10n.t('Runs that reach a {0}', lossText(only.loss))
    : l10n.t('Runs that reach each loss');
}

const cheapest = (curves: readonly IsolossCurve[]) =>
  tableBlock([
    {
      name: l10n.t('Loss'),
      values: curves.map(c => c.loss),
      style: 'loss',
      slots: curves.map((_, slot) => slot),
    },
    { name: l10n.t('Cheapest: FLOP'), values: curves.map(c => c.minimum.C), style: 'flop' },
    { name: l10n.t('Parameters'), values: curves.map(c => c.minimum.N), style: 'params' },
    { name: l10n.t('Tokens'), values: curves.map(c => c.minimum.D), style: 'tokens' },
    {
      name: l10n.t('Half that size: FLOP'),
      values: curves.map(c => costNear(c, c.minimum.N / 2)),
      style: 'flop',
    },
  ]);

/** Compute of the run whose size is nearest to N; none where the loss is out of its reach. */
function costNear({ N, C }: IsolossCurve, size: number): number | null {
  const at = N.findIndex(n => n >= size);
  if (at <= 0) return at === 0 && (N[0] as number) <= size * 1.0001 ? (C[0] as number) : null;
  const [n0, n1, c0, c1] = [N[at - 1], N[at], C[at - 1], C[at]] as [number, number, number, number];
  const t = Math.log(size / n0) / Math.log(n1 / n0);
  return c0 * (c1 / c0) ** t;
}

function curveChart(
  curves: readonly IsolossCurve[],
  title: string,
  y: 'D' | 'C',
  label: string,
  style: NumberStyle,
): Chart {
  const series = curves.flatMap((curve, slot): Series[] => [
    {
      name: lossText(curve.loss),
      mark: 'line',
      slot,
      x: Array.from(curve.N),
      y: Array.from(curve[y]),
      group: String(slot),
    },
    {
      name: lossText(curve.loss),
      mark: 'points',
      slot,
      x: [curve.minimum.N],
      y: [curve.minimum[y]],
      marker: 'diamond-open',
      width: 11,
      quiet: true,
      group: String(slot),
      label: formatNumber(curve.loss, 'loss'),
      notes: [l10n.t('cheapest: {0} FLOP', formatNumber(curve.minimum.C, 'flop'))],
    },
  ]);
  const least = curves.map(c => c.minimum[y]);
  return {
    title,
    summary: curves.map(textOf).join('; '),
    x: { label: l10n.t('parameters'), scale: 'log', style: 'params' },
    y: {
      label,
      scale: 'log',
      style,
      domain: [Math.min(...least) / (y === 'C' ? 2 : 50), Math.max(...least) * (y === 'C' ? 12 : 1000)],
    },
    series,
    legend: curves.length > 1 ? 'top' : 'none',
  };
}

const tradeChart = (curves: readonly IsolossCurve[]): Chart =>
  curveChart(
    curves,
    l10n.t('Parameters or tokens: the same loss, the cheapest marked'),
    'D',
    l10n.t('tokens'),
    'tokens',
  );

const costChart = (curves: readonly IsolossCurve[]): Chart =>
  curveChart(curves, l10n.t('What each size costs to train'), 'C', l10n.t('training compute (FLOP)'), 'flop');

function fieldsOf(curves: readonly IsolossCurve[]): Record<string, Value> {
  const each = curves.map(({ loss, N, D, C, minimum }) => ({
    loss,
    N,
    D,
    C,
    minimum: record({
      N: inUnit(minimum.N, 'params'),
      D: inUnit(minimum.D, 'tokens'),
      C: inUnit(minimum.C, 'FLOP'),
      tokens_per_param: minimum.D / minimum.N,
    }),
  }));
  const [only] = each;
  if (each.length === 1 && only) return only;
  return {
    loss: Float64Array.from(each, e => e.loss),
    N: each.map(e => e.N),
    D: each.map(e => e.D),
    C: each.map(e => e.C),
    minimum: each.map(e => e.minimum),
  };
}
