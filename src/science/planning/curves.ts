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
export function isoflopAround(base: Plan, points = 33): PlanCurve | undefined {
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
export function frontierAround(base: Plan, points = 21): PlanCurve | undefined {
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

type LossOf = (N: number, D: number) => number;

const drawnLosses = new WeakMap<Plan, readonly LossOf[]>();

/** The loss under each draw of the plan's law; made once for all curves of a plan. */
function lossesOf(base: Plan): readonly LossOf[] {
  const known = drawnLosses.get(base);
  if (known) return known;
  const { settings, arguments: args } = base.basis;
  const { law, experts } = settings;
  const options = { unique: args.unique, experts: experts?.experts };
  const count = Math.min(law.draws?.count ?? 0, MOST_DRAWS);
  const made = Array.from(
    { length: count },
    (_, row) => surfaceOf(law, options, constantsOfDraw(law, row)).loss ?? (() => Number.NaN),
  );
  drawnLosses.set(base, made);
  return made;
}

function withLoss(base: Plan, N: Float64Array, D: Float64Array): PlanCurve {
  const { surface, settings, arguments: args } = base.basis;
  const { mostTokens } = limitsOf(args);
  // Sizes that would need more epochs than allowed have no loss to show.
  const loss = N.map((n, i) => (D[i] > mostTokens * 1.0001 ? Number.NaN : (surface.loss?.(n, D[i]) ?? Number.NaN)));
  const C = N.map((n, i) => surface.factor * n * D[i]);
  const drawn = lossesOf(base);
  if (drawn.length === 0) return { C, N, D, loss };
  const low = new Float64Array(N.length).fill(Number.NaN);
  const high = new Float64Array(N.length).fill(Number.NaN);
  const values = new Float64Array(drawn.length);
  for (let i = 0; i < N.length; i++) {
    if (Number.isNaN(loss[i])) continue;
    for (let row = 0; row < drawn.length; row++) values[row] = drawn[row](N[i], D[i]);
    ({ low: low[i], high: high[i] } = intervalOf(values, settings.level));
  }
  return { C, N, D, loss, low, high };
}
