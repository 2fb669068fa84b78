import * as l10n from '@vscode/l10n';
import { footprintOf } from './footprint';
import type { Plan } from './plan';
import { tokensFor } from './solve/search';
import { limitsOf } from './solve/solve';
import { percent, short } from './words';

/** A run near the plan, and what it gives up for what it gains. */
export interface Alternative {
  readonly label: string;
  readonly N: number;
  readonly D: number;
  readonly C: number;
  readonly loss: number;
  /** Against the plan. */
  readonly lossChange: number;
  readonly costChange: number | undefined;
  readonly time: number;
  readonly cost: number | undefined;
  /** FLOP, and so about money, of serving a token, over the plan's. */
  readonly servingRatio: number;
  /** Bytes of its weights in 16 bits. */
  readonly weights: number;
  readonly epochs: number;
  /** A sentence. */
  readonly givesUp: string;
  readonly isPlan: boolean;
}

const factors = [0.25, 0.5, 1, 2, 4] as const;

/**
 * The frontier around a plan: the same training FLOP spent on smaller models and more tokens or the reverse, and the same
 * loss reached by smaller models that train longer. Empty for laws without a loss.
 */
export function alternatives(base: Plan): Alternative[] {
  const { surface } = base.basis;
  if (!surface.loss || base.loss === undefined) return [];
  const target = base.loss;
  const same = factors.map(f => describe(base, budgetLabel(f), base.N * f, base.D / f, f === 1));
  const { mostTokens } = limitsOf(base.basis.arguments);
  const reached = [0.5, 0.7].flatMap(f => {
    const N = base.N * f;
    const D = tokensFor(surface, N, target, mostTokens);
    return D === undefined || !Number.isFinite(D) ? [] : [describe(base, lossLabel(f), N, D, false)];
  });
  return [...same, ...reached].filter(a => a.D <= mostTokens * (1 + 1e-9));
}

function budgetLabel(f: number): string {
  if (f === 1) return l10n.t('the plan');
  return f < 1
    ? l10n.t('1/{0} of the size, {0} times the data', 1 / f)
    : l10n.t('{0} times the size, 1/{0} of the data', f);
}

const lossLabel = (f: number): string => l10n.t('{0} of the size, the same loss', percent(f));

function describe(base: Plan, label: string, N: number, D: number, isPlan: boolean): Alternative {
  const { surface, rates, settings, arguments: args } = base.basis;
  const C = surface.factor * N * D;
  const loss = surface.loss?.(N, D) ?? Number.NaN;
  const { flopPerGpuSecond, usdPerGpuSecond } = rates;
  const { pue, grid, device } = settings;
  const used = footprintOf({ C, gpus: base.gpus, flopPerGpuSecond, usdPerGpuSecond, power: device.power, pue, grid });
  const lossChange = loss - (base.loss ?? Number.NaN);
  const costChange = used.cost === undefined || base.cost === undefined ? undefined : used.cost - base.cost;
  const computeChange = C / base.C - 1;
  return {
    ...{ label, N, D, C, loss, lossChange, costChange, time: used.time, cost: used.cost, isPlan },
    ...{ servingRatio: N / base.N, weights: 2 * N, epochs: args.unique === undefined ? 1 : D / args.unique },
    givesUp: isPlan ? l10n.t('This is the plan.') : sentence(N / base.N, D, lossChange, computeChange),
  };
}

function sentence(ratio: number, D: number, lossChange: number, computeChange: number): string {
  const serving =
    ratio < 1
      ? l10n.t('serving is {0} cheaper', percent(1 - ratio))
      : l10n.t('serving costs {0} times as much', Number(ratio.toPrecision(2)));
  const size = Math.abs(lossChange).toPrecision(2);
  if (Math.abs(computeChange) > 1e-6) {
    return l10n.t('Training takes {0} more compute and {1} tokens; {2}.', percent(computeChange), short(D), serving);
  }
  return lossChange > 0
    ? l10n.t('The loss is {0} higher on {1} tokens; {2}.', size, short(D), serving)
    : l10n.t('The loss is {0} lower on {1} tokens; {2}.', size, short(D), serving);
}
