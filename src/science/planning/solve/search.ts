import * as l10n from '@vscode/l10n';
import { ScienceError } from '../../errors';
import type { Allocation } from '../../laws/law';
import { gridMinimum } from '../../laws/numeric/minimise';
import { rootOf } from '../../laws/numeric/root';
import type { Surface } from '../surface';
import { short } from '../words';

/** Limits under which the solver works. */
export interface Limits {
  /** Most training tokens: unique tokens times the most epochs. Infinity where nothing limits them. */
  readonly mostTokens: number;
  /** Tokens to be served. */
  readonly served: number;
}

/** FLOP of serving a token, per parameter: the forward pass. Kaplan et al. 2020, eq 2.2. */
export const SERVING_FACTOR = 2;

/** Training and serving FLOP of a run. Sardana et al. 2024, eq 1: 6 N D + 2 N D_inf. */
export const totalFlop = (s: Surface, N: number, D: number, served: number): number =>
  N * (s.factor * D + SERVING_FACTOR * served);

/** Tokens that a budget leaves for training N parameters once serving is paid. */
export const tokensLeft = (s: Surface, C: number, N: number, served: number): number =>
  (C / N - SERVING_FACTOR * served) / s.factor;

function needLoss(s: Surface): (N: number, D: number) => number {
  if (s.loss) return s.loss;
  throw new ScienceError(
    'law-cannot',
    l10n.t('This law divides a budget and predicts no loss, so it cannot aim at one. Choose a law with a loss.'),
  );
}

/** The run of least loss that a budget for training and serving buys. */
export function bestForBudget(s: Surface, C: number, { mostTokens, served }: Limits): Allocation {
  if (served === 0) {
    const free = s.optimum(C);
    if (free.D <= mostTokens) return free;
  }
  const loss = needLoss(s);
  // D falls as N grows, from the cap on tokens (or from one token for each parameter's worth) down to nothing.
  const tokens = (N: number) => tokensLeft(s, C, N, served);
  const leastN = Math.max(1, C / (s.factor * mostTokens + SERVING_FACTOR * served));
  const mostN = C / (s.factor + SERVING_FACTOR * served);
  if (!(mostN > leastN)) {
    return { N: leastN, D: Math.min(mostTokens, tokens(leastN)) };
  }
  const { x } = gridMinimum(u => loss(Math.exp(u), tokens(Math.exp(u))), Math.log(leastN), Math.log(mostN), 64);
  const N = Math.exp(x);
  return { N, D: Math.min(tokens(N), mostTokens) };
}

/** Fewest tokens on which N parameters reach a loss; undefined if they never do. */
export function tokensFor(s: Surface, N: number, loss: number, most = 1e30): number | undefined {
  const closed = s.tokensFor?.(N, loss);
  if (closed !== undefined) return closed <= most ? closed : undefined;
  const of = needLoss(s);
  const root = rootOf(u => of(N, Math.exp(u)) - loss, 0, Math.log(Math.min(most, 1e30)), 1e-13);
  return root === undefined ? undefined : Math.exp(root);
}

/** Fewest parameters that reach a loss on D tokens; undefined if none do. */
export function paramsFor(s: Surface, D: number, loss: number): number | undefined {
  const of = needLoss(s);
  const root = rootOf(u => of(Math.exp(u), D) - loss, 0, Math.log(1e24), 1e-13);
  return root === undefined ? undefined : Math.exp(root);
}

/** The cheapest run, training and serving together, that reaches a loss. Sardana et al. 2024, eq 1. */
export function cheapestForLoss(s: Surface, loss: number, limits: Limits): Allocation {
  const { mostTokens, served } = limits;
  needLoss(s);
  const total = (u: number) => {
    const N = Math.exp(u);
    const D = tokensFor(s, N, loss, mostTokens);
    return D === undefined || Number.isNaN(D) ? Number.POSITIVE_INFINITY : Math.log(totalFlop(s, N, D, served));
  };
  // Below the least size no number of tokens is enough, so start where some are.
  const least = paramsFor(s, Math.min(mostTokens, 1e30), loss);
  if (least === undefined) throw unreachable(s, loss, mostTokens);
  const low = Math.log(least);
  const { x, value } = gridMinimum(total, low, Math.max(low + 1, Math.log(1e18)), 96);
  const N = Math.exp(x);
  const D = tokensFor(s, N, loss, mostTokens);
  if (D === undefined || !Number.isFinite(value)) throw unreachable(s, loss, mostTokens);
  return { N, D };
}

function unreachable(s: Surface, loss: number, mostTokens: number): ScienceError {
  const least = s.loss?.(1e24, Math.min(mostTokens, 1e30)) ?? Number.NaN;
  return new ScienceError(
    'out-of-reach',
    Number.isFinite(mostTokens)
      ? l10n.t(
          'No model reaches a loss of {0} on {1} tokens: the law goes no lower than {2}. Ask for a higher loss, or give more unique tokens or epochs.',
          loss.toPrecision(4),
          short(mostTokens),
          least.toPrecision(4),
        )
      : l10n.t(
          'No run reaches a loss of {0}: the law goes no lower than {1}, whatever the budget. Ask for a higher loss.',
          loss.toPrecision(4),
          least.toPrecision(4),
        ),
  );
}
