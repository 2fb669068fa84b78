import * as l10n from '@vscode/l10n';
import type { NumberStyle } from '../../chart';
import type { SensitivityBar, SensitivityEnd, SensitivityPayload } from './payload';

/** A way to look at a bar: what is read at its ends, and what the plan has. */
export interface Measure {
  readonly name: string;
  readonly label: string;
  readonly style: NumberStyle;
  readonly of: (end: SensitivityEnd, bar: SensitivityBar) => number | null;
  readonly plan: number | null;
}

/** Money where there is a price, else time; then the loss; then carbon. Only those that some bar moves. */
export function measuresOf({ plan, bars, lossUnit }: SensitivityPayload): Measure[] {
  const spending: Measure =
    plan.cost === null
      ? { name: 'time', label: l10n.t('time'), style: 'duration', of: e => e.time, plan: plan.time }
      : { name: 'cost', label: l10n.t('cost'), style: 'usd', of: e => e.cost, plan: plan.cost };
  const all: Measure[] = [
    spending,
    {
      name: 'loss',
      label: l10n.t('loss ({0})', lossUnit),
      style: 'loss',
      // A law changes what is believed of the run, all else what can be had.
      of: (e, bar) => (bar.name === 'law' ? e.loss : e.replanned),
      plan: plan.loss,
    },
    { name: 'co2', label: l10n.t('carbon'), style: 'co2', of: e => e.co2, plan: plan.co2 },
  ];
  return all.filter(m => barsOf(m, bars).length > 0);
}

/** A bar under a measure. */
export interface Reach {
  readonly bar: SensitivityBar;
  readonly low: SensitivityEnd & { readonly at: number };
  readonly high: SensitivityEnd & { readonly at: number };
}

/** The bars that a measure moves with, widest first. */
export function barsOf(measure: Measure, bars: readonly SensitivityBar[]): Reach[] {
  const { of, plan } = measure;
  if (plan === null) return [];
  return bars
    .flatMap((bar): Reach[] => {
      const [a, b] = bar.ends.map(end => ({ ...end, at: of(end, bar) ?? plan }));
      if (!a || !b) return [];
      const [low, high] = a.at <= b.at ? [a, b] : [b, a];
      const moved = Math.max(Math.abs(low.at - plan), Math.abs(high.at - plan));
      return moved > 1e-6 * Math.abs(plan) ? [{ bar, low, high }] : [];
    })
    .sort((a, b) => b.high.at - b.low.at - (a.high.at - a.low.at));
}
