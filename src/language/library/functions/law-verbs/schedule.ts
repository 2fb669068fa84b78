import * as l10n from '@vscode/l10n';
import {
  type ScheduleShape,
  scheduleLosses,
  scheduleRates,
  scheduleShapes,
} from '../../../../science/laws/verbs/schedule';
import type { Chart } from '../../../../views/chart';
import { formatNumber } from '../../../../views/format';
import { view } from '../../../values/make';
import { type FunctionEntry, signature } from '../../entry';
import { count, maybe, number, optional, positive } from '../../parameter';
import { law, numbers, oneOf, text } from '../../parameters';
import { lawLabel } from '../isoflop';

/** Points of a drawn curve: more are not told apart. */
const DRAWN = 800;

const scheduled = law('A law over schedules: laws.tissue.');
const title = maybe(text('Title of the plot.'));

export const scheduleFunctions: readonly FunctionEntry[] = [
  {
    name: 'schedule_loss',
    group: 'laws',
    summary: 'The loss after every step of a learning-rate schedule.',
    details:
      '`L(s) = L₀ + A S₁^(−α) − C S₂`: S₁ sums the rates so far, S₂ what annealing has won. Its constants belong to one model and one batch size: read the shape, and refit it for your own runs. Schedules: `"cosine"`, `"linear"`, `"wsd"` (constant, then linear decay over the last `decay` of the steps), `"constant"`; or a list with a rate for each step. Warm-up counts at the peak, as the law wants it.',
    signatures: [
      signature(
        {
          law: scheduled,
          shape: oneOf<ScheduleShape>(scheduleShapes, 'How the rate falls.'),
          steps: optional(count('Steps.', 2), 20_000, '20000'),
          peak: optional(positive('', 'Peak learning rate.'), 2e-4, '2e-4'),
          last: optional(number('Rate of the last step.'), 0, '0'),
          warmup: optional(count('Steps of warm-up, which count at the peak.'), 0, '0'),
          decay: optional(positive('', 'Share of the steps in which "wsd" decays.'), 0.2, '0.2'),
          title,
        },
        'view with step, rate, loss, final',
        ({ law: { law: asked }, shape, steps, peak, last, warmup, decay, title: given }) =>
          answer(asked, scheduleRates(shape, steps, peak, { last, warmup, decay }), given),
      ),
      signature(
        { law: scheduled, rates: numbers('The rate of each step.'), title },
        'view with step, rate, loss, final',
        ({ law: { law: asked }, rates, title: given }) => answer(asked, rates, given),
      ),
    ],
    examples: [
      'schedule_loss(laws.tissue, "cosine")',
      'schedule_loss(laws.tissue, "wsd", steps: 20000, decay: 0.1).final',
    ],
    sources: ['tissue2024'],
  },
];

function answer(asked: Parameters<typeof scheduleLosses>[0], rates: Float64Array, title: string | undefined) {
  const losses = scheduleLosses(asked, rates);
  const final = losses[losses.length - 1] ?? Number.NaN;
  const { name, citation } = lawLabel(asked);
  const text = l10n.t('Loss {0} after {1} steps', formatNumber(final, 'loss'), formatNumber(losses.length, 'count'));
  const keep = drawnSteps(losses.length);
  const x = keep.map(i => i + 1);
  const axis = { label: l10n.t('step'), scale: 'linear', style: 'count' } as const;
  const early = losses[Math.floor(losses.length / 20)] ?? Number.NaN;
  const least = losses.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const charts: Chart[] = [
    {
      title: l10n.t('Loss'),
      summary: text,
      x: axis,
      y: {
        label: l10n.t('predicted loss ({0})', asked.conventions.loss),
        scale: 'linear',
        style: 'loss',
        // The first steps of a power law would press all else flat.
        domain: [least - 0.06 * (early - least), early + 0.02 * (early - least)],
      },
      series: [{ name: l10n.t('loss'), mark: 'line', slot: 0, x, y: keep.map(i => losses[i] as number) }],
      legend: 'none',
    },
    {
      title: l10n.t('Learning rate'),
      summary: l10n.t('The learning rate of each step.'),
      x: axis,
      y: { label: l10n.t('learning rate'), scale: 'linear', style: 'plain' },
      series: [{ name: l10n.t('rate'), mark: 'line', slot: 1, x, y: keep.map(i => rates[i] as number) }],
      legend: 'none',
    },
  ];
  return view(
    'blocks',
    {
      blocks: [
        { kind: 'title', text: title ?? text, subtitle: `${name} (${citation})` },
        { kind: 'charts', charts },
      ],
    },
    { step: Float64Array.from(losses, (_, i) => i + 1), rate: rates, loss: losses, final },
    text,
  );
}

/** Steps that are drawn: the first and last, and evenly between. */
function drawnSteps(length: number): number[] {
  if (length <= DRAWN) return Array.from({ length }, (_, i) => i);
  return Array.from({ length: DRAWN }, (_, i) => Math.round((i * (length - 1)) / (DRAWN - 1)));
}
