import { constantsOfDraw } from '../laws/draws';
import type { Plan } from './plan';
import { bestForBudget } from './solve/search';
import { limitsOf } from './solve/solve';
import { surfaceOf } from './surface';
import { intervalOf } from './uncertainty';

/** Runs along a line of choices, with the loss of each and, where the law has draws, its interval under them. */
export interface PlanCurve {
  /** Training FLOP of each run. */
  readonly C: Float64Array;
  readonly N: Float64Array;
  readonly D: Float64Array;
  readonly loss: Float64Array;
  readonly low?: Float64Array;
  readonly high?: Float64Array;
}

/** More draws than this change no line by the width of a pixel. */
const MOST_DRAWS = 1000;

/**
 * The plan's training FLOP spent on sizes from an eighth to eight times the planned one and the optimum. Undefined for
 * laws without a loss.
 */
export function isoflopAround(base: Plan, points = 41): PlanCurve | undefined {
  const { surface } = base.basis;
  if (!surface.loss) return undefined;
  const best = surface.optimum(base.C).N;
  const low = Math.log(Math.min(base.N, best) / 8);
  const high = Math.log(Math.max(base.N, best) * 8);
  const N = Float64Array.from({ length: points }, (_, i) => Math.exp(low + ((high - low) * i) / (points - 1)));
  return withLoss(
    base,
    N,
    N.map(n => base.C / (surface.factor * n)),
  );
}

/** The best runs that budgets from a thousandth of the plan's to twenty times as much buy, under its other constraints. */
export function frontierAround(base: Plan, points = 25): PlanCurve | undefined {
  const { surface, run } = base.basis;
  if (!surface.loss) return undefined;
  const limits = limitsOf(base.basis.arguments);
  const [low, high] = [Math.log(run.total / 1000), Math.log(run.total * 20)];
  const found = Array.from({ length: points }, (_, i) =>
    bestForBudget(surface, Math.exp(low + ((high - low) * i) / (points - 1)), limits),
  );
  return withLoss(
    base,
    Float64Array.from(found, r => r.N),
    Float64Array.from(found, r => r.D),
  );
}

function withLoss(base: Plan, N: Float64Array, D: Float64Array): PlanCurve {
  const { surface, settings, arguments: args } = base.basis;
  const { mostTokens } = limitsOf(args);
  // Sizes that would need more epochs than allowed have no loss to show.
  const loss = N.map((n, i) => (D[i] > mostTokens * 1.0001 ? Number.NaN : (surface.loss?.(n, D[i]) ?? Number.NaN)));
  const C = N.map((n, i) => surface.factor * n * D[i]);
  const { law, level, experts } = settings;
  if (!law.draws) return { C, N, D, loss };
  const options = { unique: args.unique, experts: experts?.experts };
  const surfaces = Array.from(
    { length: Math.min(law.draws.count, MOST_DRAWS) },
    (_, row) => surfaceOf(law, options, constantsOfDraw(law, row)).loss,
  );
  const ends = Array.from(N, (n, i) =>
    Number.isNaN(loss[i])
      ? { low: Number.NaN, high: Number.NaN }
      : intervalOf(
          Float64Array.from(surfaces, of => of?.(n, D[i]) ?? Number.NaN),
          level,
        ),
  );
  return { C, N, D, loss, low: Float64Array.from(ends, e => e.low), high: Float64Array.from(ends, e => e.high) };
}
