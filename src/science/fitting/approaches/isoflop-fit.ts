import * as l10n from '@vscode/l10n';
import { ScienceError } from '../../errors';
import type { Law } from '../../laws/law';
import { createRandom } from '../../random';
import { standardDeviation } from '../numeric/summary';
import { short } from '../numeric/write';
import { type AllocationFit, allocationLaw, allocationRow, fitAllocation } from './allocation';
import { type Budget, groupBudgets, type IsoflopRuns } from './budgets';
import { type CurveMinimum, curveMinimum, type MinimumFault, type MinimumMethod, WINDOW } from './minimum';

export interface IsoflopOptions {
  /** parabola: Hoffmann et al. 2022, approach 2; akima: interpolation in logarithms, Porian et al. 2024. */
  readonly method?: MinimumMethod;
  /** A parabola takes runs within this factor of the lowest one's size; Infinity takes all, as Hoffmann et al. do. */
  readonly window?: number;
}

/** One budget: its runs, its minimum, and why it is left out if it is. */
export interface IsoflopProfile extends Budget {
  readonly minimum: { readonly N: number; readonly D: number; readonly loss: number };
  readonly ofN: CurveMinimum;
  readonly used: boolean;
  readonly fault?: MinimumFault;
  readonly message?: string;
}

/** Approach 2: where each budget's loss is least, and how that grows with compute. */
export interface IsoflopFit extends AllocationFit {
  readonly method: MinimumMethod;
  readonly window: number;
  readonly profiles: readonly IsoflopProfile[];
  /** Sentences on budgets that were left out. */
  readonly messages: readonly string[];
}

/** Fits a minimum to each budget, leaves out those without a sound one, and power laws through the rest. */
export function isoflopFit(runs: IsoflopRuns, options: IsoflopOptions = {}): IsoflopFit {
  const { method = 'parabola', window = WINDOW } = options;
  const profiles = groupBudgets(runs).map(budget => profileOf(budget, method, window));
  const used = profiles.filter(p => p.used);
  const messages = [...leftOut(profiles), ...beatenMessage(profiles)];
  if (used.length < 2) {
    throw new ScienceError(
      'too-few-budgets',
      [
        l10n.t(
          'An isoFLOP fit needs at least two budgets with a minimum among their sizes, and there are {0}.',
          used.length,
        ),
        ...messages,
      ].join(' '),
    );
  }
  return { ...fitAllocation(optimaOf(used)), method, window, profiles, messages };
}

/** A sentence for each budget that is left out; those with too few sizes share one. */
function leftOut(profiles: readonly IsoflopProfile[]): string[] {
  const few = profiles.filter(p => p.fault === 'too_few');
  const others = profiles.flatMap(p => (p.message && p.fault !== 'too_few' ? [p.message] : []));
  if (few.length < 2) return profiles.flatMap(p => p.message ?? []);
  const budgets = few.map(p => short(p.C)).join(', ');
  return [
    l10n.t('{0} budgets are left out: they have too few sizes for a minimum ({1} FLOP).', few.length, budgets),
    ...others,
  ];
}

/** Runs that another of the same budget and size beats are left out: usual in a sweep of learning rates, not between sweeps. */
function beatenMessage(profiles: readonly IsoflopProfile[]): string[] {
  const beaten = profiles.reduce((sum, p) => sum + p.beaten, 0);
  if (beaten === 0) return [];
  return [
    l10n.t(
      '{0} runs are left out, since another of the same budget and size has a lower loss. If the table holds several sweeps, choose one with `where`.',
      beaten,
    ),
  ];
}

const optimaOf = (profiles: readonly IsoflopProfile[]) => ({
  C: profiles.map(p => p.C),
  N: profiles.map(p => p.minimum.N),
  D: profiles.map(p => p.minimum.D),
});

function profileOf(budget: Budget, method: MinimumMethod, window: number): IsoflopProfile {
  const ofN = curveMinimum(budget.N, budget.loss, method, window);
  const order = budget.D.map((_, i) => i).sort((i, j) => budget.D[i] - budget.D[j]);
  const ofD = curveMinimum(
    order.map(i => budget.D[i]),
    order.map(i => budget.loss[i]),
    method,
    window,
  );
  const fault = ofN.fault ?? ofD.fault;
  return {
    ...budget,
    ofN,
    minimum: { N: ofN.x, D: ofD.x, loss: ofN.loss },
    used: fault === undefined,
    ...(fault && { fault, message: messageOf(budget, fault) }),
  };
}

function messageOf({ C, N }: Budget, fault: MinimumFault): string {
  const budget = short(C);
  switch (fault) {
    case 'too_few':
      return N.length === 1
        ? l10n.t('{0} FLOP is left out: it has one size only.', budget)
        : l10n.t('{0} FLOP is left out: {1} sizes are too few for a minimum.', budget, N.length);
    case 'edge':
      return l10n.t(
        '{0} FLOP is left out: its lowest loss is at the edge of its sizes ({1} to {2}). Add runs beyond it.',
        budget,
        short(N[0]),
        short(N[N.length - 1]),
      );
    case 'negative_curvature':
      return l10n.t('{0} FLOP is left out: its parabola opens downwards, so that it has no minimum.', budget);
    case 'off_centre':
      return l10n.t(
        '{0} FLOP is left out: its minimum lies at the edge of the runs that its parabola is fitted to. Add runs around it.',
        budget,
      );
  }
}

/** Draws of an isoFLOP fit: N_coefficient, N_exponent, D_coefficient, D_exponent, row by row. NaN where one failed. */
export interface AllocationDraws {
  readonly from: number;
  readonly count: number;
  readonly values: Float64Array;
}

/**
 * Bootstrap draws number `from` to `to`: budgets are drawn with replacement, and within each the losses are moved by
 * residuals of its parabola (drawn with replacement), or by noise of `noise` nats. A draw depends on seed and number only.
 */
export function isoflopBootstrapChunk(
  fit: IsoflopFit,
  from: number,
  to: number,
  seed: number,
  noise?: number,
): AllocationDraws {
  const used = fit.profiles.filter(p => p.used);
  const spread = used.map(p => ({ profile: p, residuals: residualsOf(p, fit.window) }));
  const values = new Float64Array(4 * Math.max(0, to - from)).fill(Number.NaN);
  for (let k = from; k < to; k++) {
    const random = createRandom((Math.imul(seed + 1, 0x9e3779b1) + Math.imul(k + 1, 0x85ebca77)) >>> 0);
    const drawn = used.map(() => spread[random.below(spread.length)]);
    const moved = drawn.flatMap(({ profile, residuals }) => {
      const loss = profile.loss.map(L =>
        noise === undefined ? L + residuals[random.below(residuals.length)] : L + noise * random.normal(),
      );
      const found = profileOf({ ...profile, loss }, fit.method, fit.window);
      return found.used ? [found] : [];
    });
    const budgets = new Set(moved.map(p => p.C));
    if (budgets.size < 2) continue;
    values.set(allocationRow(fitAllocation(optimaOf(moved))), 4 * (k - from));
  }
  return { from, count: Math.max(0, to - from), values };
}

/** Residuals of a parabola through a budget's runs near its minimum, widened for the three constants that it takes. */
function residualsOf(profile: IsoflopProfile, window: number): number[] {
  const { used, fitted } = profile.ofN.parabola
    ? profile.ofN
    : curveMinimum(profile.N, profile.loss, 'parabola', window);
  const left = used.length - 3;
  if (left <= 0) return [0];
  const factor = Math.sqrt(used.length / left);
  return used.map((i, k) => factor * (profile.loss[i] - fitted[k]));
}

/** The fit as a law for `optimal`, with draws if there are any; its standard errors are then those of the draws. */
export function isoflopLaw(fit: IsoflopFit, draws?: AllocationDraws, origin = 'bootstrap'): Law {
  const budgets = fit.profiles.filter(p => p.used).map(p => p.C);
  const range = [Math.min(...budgets), Math.max(...budgets)] as const;
  const title =
    fit.method === 'akima'
      ? l10n.t('isoFLOP fit (approach 2, Akima) of {0} budgets', budgets.length)
      : l10n.t('isoFLOP fit (approach 2, parabolas) of {0} budgets', budgets.length);
  if (!draws) return allocationLaw(fit, title, range);
  const { count, values } = finiteDraws(draws);
  return allocationLaw({ ...fit, se: spreadOf(draws) }, title, range, { count, values, origin });
}

/** Chunks of draws, in any order, as one. */
export function joinAllocations(chunks: readonly AllocationDraws[]): AllocationDraws {
  const sorted = [...chunks].sort((a, b) => a.from - b.from);
  const count = sorted.reduce((sum, c) => sum + c.count, 0);
  const values = new Float64Array(4 * count);
  let at = 0;
  for (const chunk of sorted) {
    values.set(chunk.values, 4 * at);
    at += chunk.count;
  }
  return { from: sorted[0]?.from ?? 0, count, values };
}

/** Draws without those that failed. */
export function finiteDraws(draws: AllocationDraws): { readonly count: number; readonly values: Float64Array } {
  const kept = Array.from({ length: draws.count }, (_, k) => draws.values.subarray(4 * k, 4 * k + 4)).filter(row =>
    row.every(Number.isFinite),
  );
  const values = new Float64Array(4 * kept.length);
  for (const [k, row] of kept.entries()) values.set(row, 4 * k);
  return { count: kept.length, values };
}

/** Standard deviations of the draws. */
export function spreadOf(draws: AllocationDraws): AllocationFit['se'] {
  const { count, values } = finiteDraws(draws);
  const of = (j: number) => standardDeviation(Float64Array.from({ length: count }, (_, k) => values[4 * k + j]));
  return { N_coefficient: of(0), N_exponent: of(1), D_coefficient: of(2), D_exponent: of(3) };
}
