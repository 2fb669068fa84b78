import * as l10n from '@vscode/l10n';
import { secondary } from '../../cite';
import { ScienceError } from '../../errors';
import { invert } from '../../fitting/numeric/solve';
import type { Citation } from '../../source';
import { refuseRows, requireSameLength } from '../rows';

/** How a policy is optimised against a reward model. */
export type Optimisation = 'best-of-n' | 'rl' | 'iterated rl';

/** Constants of a gold-reward curve. Gao et al. give them in figures only: none are published as numbers. */
export interface GoldReward {
  readonly kind: Optimisation;
  readonly alpha: number;
  readonly beta: number;
  /** Rounds of iterated training; 1 otherwise. */
  readonly rounds?: number;
}

/** Where the three forms stand. */
export const goldRewardCitations: Readonly<Record<Optimisation, Citation>> = {
  'best-of-n': secondary('gao2022', 'eq 1', 'the peak is derived'),
  rl: secondary('gao2022', 'eq 2', 'the peak is derived'),
  'iterated rl': secondary('gao2022', 'iterated RLHF derivation'),
};

/** What multiplies alpha and -beta: reward = alpha d - beta times this. */
function betaTerm(kind: Optimisation, d: number, rounds = 1): number {
  if (d === 0) return 0;
  if (kind === 'best-of-n') return d * d;
  return d * (Math.log(d) - (kind === 'iterated rl' ? Math.log(rounds) : 0));
}

/**
 * Gold reward at a distance d = sqrt(KL(policy || start)) in square roots of nats:
 * best-of-n d (alpha - beta d); RL d (alpha - beta ln d); iterated RL over k rounds d (alpha - beta ln d + beta ln k).
 */
export function goldReward({ kind, alpha, beta, rounds }: GoldReward, d: number): number {
  if (!(d >= 0)) throw new ScienceError('bad-distance', l10n.t('The distance sqrt(KL) must be 0 or more, not {0}.', d));
  return alpha * d - beta * betaTerm(kind, d, rounds);
}

/** Where optimising further starts to hurt, and the gold reward there. Throws unless beta is above 0. */
export function peakReward(curve: GoldReward): { readonly d: number; readonly kl: number; readonly reward: number } {
  const { kind, alpha, beta, rounds = 1 } = curve;
  if (!(beta > 0) || (kind === 'best-of-n' && !(alpha > 0)))
    throw new ScienceError('no-peak', l10n.t('Without alpha and beta above 0 the reward has no peak.'));
  const k = kind === 'iterated rl' ? rounds : 1;
  const d = kind === 'best-of-n' ? alpha / (2 * beta) : k * Math.exp(alpha / beta - 1);
  return { d, kl: d * d, reward: goldReward(curve, d) };
}

/**
 * KL of best-of-n sampling in nats: ln n - (n - 1)/n. An upper bound on the true KL (Beirami et al. 2024).
 */
export function bestOfNKl(n: number): number {
  if (!(n >= 1)) throw new ScienceError('bad-n', l10n.t('Best-of-n needs n of at least 1, not {0}.', n));
  return Math.log(n) - (n - 1) / n;
}

/** A fitted gold-reward curve with the standard errors of its constants. */
export interface GoldRewardFit extends GoldReward {
  readonly se: { readonly alpha: number; readonly beta: number };
  /** Standard deviation of the residuals. */
  readonly sd: number;
}

/** Fits alpha and beta by least squares: the forms are linear in both. Needs 3 different distances above 0. */
export function fitGoldReward(
  kind: Optimisation,
  distance: ArrayLike<number>,
  reward: ArrayLike<number>,
  rounds = 1,
): GoldRewardFit {
  const n = distance.length;
  requireSameLength({ name: 'distance', length: n }, { name: 'reward', length: reward.length });
  refuseRows(
    n,
    i => !(distance[i] >= 0 && Number.isFinite(distance[i]) && Number.isFinite(reward[i])),
    rows => l10n.t('Distances must be 0 or more and rewards numbers, but are not in {0}.', rows),
  );
  if (new Set(Array.from(distance).filter(d => d > 0)).size < 3)
    throw new ScienceError('too-few-points', l10n.t('Fitting alpha and beta needs 3 different distances above 0.'));
  let [aa, ab, bb, ay, by] = [0, 0, 0, 0, 0];
  for (let i = 0; i < n; i++) {
    const d = distance[i];
    const t = -betaTerm(kind, d, rounds);
    aa += d * d;
    ab += d * t;
    bb += t * t;
    ay += d * reward[i];
    by += t * reward[i];
  }
  const inverse = invert(Float64Array.of(aa, ab, ab, bb), 2) ?? new Float64Array(4).fill(Number.NaN);
  const alpha = inverse[0] * ay + inverse[1] * by;
  const beta = inverse[2] * ay + inverse[3] * by;
  const curve = { kind, alpha, beta, rounds };
  const squares = Array.from(distance).reduce((sum, d, i) => sum + (reward[i] - goldReward(curve, d)) ** 2, 0);
  const sd = Math.sqrt(squares / Math.max(n - 2, 1));
  return { ...curve, sd, se: { alpha: sd * Math.sqrt(inverse[0]), beta: sd * Math.sqrt(inverse[3]) } };
}
