import * as l10n from '@vscode/l10n';
import {
  bestOfNKl,
  fitGoldReward,
  type GoldReward,
  goldReward,
  goldRewardCitations,
  type Optimisation,
  peakReward,
} from '../../../../science/evaluation/overoptimisation/gold-reward';
import type { Chart, Series } from '../../../../views/chart';
import { formatNumber } from '../../../../views/format';
import { record, view } from '../../../values/make';
import type { Value } from '../../../values/value';
import { sourceText } from '../../collections/sourcing';
import { type FunctionEntry, signature } from '../../entry';
import { count, maybe, number, optional, positive } from '../../parameter';
import { numbers, oneOf, text } from '../../parameters';

const KINDS: readonly Optimisation[] = ['best-of-n', 'rl', 'iterated rl'];
const kind = oneOf<Optimisation>(KINDS, 'How the policy is optimised.');
const rounds = optional(count('Rounds of iterated training.', 1), 1, '1');
const title = maybe(text('Title of the view.'));
const POINTS = 121;

export const overoptimizationFunctions: readonly FunctionEntry[] = [
  {
    name: 'overoptimization',
    group: 'evaluation',
    summary:
      'True reward against distance from the start, when a policy is optimised against an imperfect reward model.',
    details:
      'With $d = \\sqrt{KL}$: best-of-n $d(\\alpha - \\beta d)$, reinforcement learning $d(\\alpha - \\beta \\ln d)$, iterated over k rounds $d(\\alpha - \\beta \\ln d + \\beta \\ln k)$. The constants are published in figures only, so that none are built in: give your own, or measured distances and rewards to fit them.',
    signatures: [
      signature(
        {
          kind,
          distance: numbers('Distances sqrt(KL), in square roots of nats.'),
          reward: numbers('True (gold) reward at each.'),
          rounds,
          title,
        },
        'view with peak, alpha, beta, se',
        given => {
          const fit = fitGoldReward(given.kind, given.distance, given.reward, given.rounds);
          const measured: Series = {
            name: l10n.t('measured'),
            mark: 'points',
            slot: 0,
            x: Array.from(given.distance),
            y: Array.from(given.reward),
          };
          return shown(fit, undefined, given.title, [measured], {
            se: record({ alpha: fit.se.alpha, beta: fit.se.beta }),
          });
        },
      ),
      signature(
        {
          kind,
          alpha: number('Gain at the start.'),
          beta: number('What optimising costs.'),
          rounds,
          to: maybe(positive('', 'Largest distance shown; else 1.8 times that of the peak.')),
          title,
        },
        'view with peak, alpha, beta',
        given => shown({ ...given }, given.to, given.title, []),
      ),
    ],
    examples: [
      'overoptimization("best-of-n", alpha: 1, beta: 0.1).peak.d',
      'overoptimization("rl", [1, 2, 4, 8], [1, 1.72, 2.89, 4.67]).alpha',
    ],
    sources: ['gao2022'],
  },
  {
    name: 'best_of_n_kl',
    group: 'evaluation',
    summary: 'KL divergence of best-of-n sampling in nats, ln n − (n − 1)/n: an upper bound on the true one.',
    signatures: [signature({ n: number('Samples to choose the best of.') }, 'number', ({ n }) => bestOfNKl(n))],
    examples: ['best_of_n_kl(64)'],
    sources: ['gao2022', 'beirami2024'],
  },
];

function shown(
  curve: GoldReward,
  to: number | undefined,
  heading: string | undefined,
  measured: readonly Series[],
  more: Readonly<Record<string, Value>> = {},
): Value {
  const peak = peakReward(curve);
  const last = to ?? 1.8 * peak.d;
  const x = Array.from({ length: POINTS }, (_, i) => (last * i) / (POINTS - 1));
  const chart: Chart = {
    title: heading ?? l10n.t('True reward, as the reward model is optimised'),
    summary: l10n.t(
      'True reward peaks at a distance of {0} (KL {1} nats) and falls from there.',
      formatNumber(peak.d, 'plain'),
      formatNumber(peak.kl, 'plain'),
    ),
    x: { label: l10n.t('distance from the start, √KL (√nats)'), scale: 'linear', style: 'plain' },
    y: { label: l10n.t('true reward'), scale: 'linear', style: 'plain' },
    series: [
      { name: curve.kind, mark: 'line', slot: 0, x, y: x.map(d => goldReward(curve, d)), width: 2 },
      ...measured,
    ],
    ...(peak.d <= last && { rules: [{ axis: 'x', at: peak.d, text: l10n.t('peak'), slot: null }] }),
    legend: 'none',
    height: 260,
  };
  return view(
    'plot',
    {
      subtitle: l10n.t(
        'form: {0}; its constants are not published as numbers',
        sourceText(goldRewardCitations[curve.kind]),
      ),
      charts: [chart],
    },
    {
      peak: record({ d: peak.d, kl: peak.kl, reward: peak.reward }),
      alpha: curve.alpha,
      beta: curve.beta,
      ...more,
    },
    chart.summary,
  );
}
