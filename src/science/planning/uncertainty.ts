import { constantsOfDraw } from '../laws/draws';
import type { Law } from '../laws/law';
import type { Constraints, Rates } from './solve/constraints';
import { type Run, solve } from './solve/solve';
import { type SurfaceOptions, surfaceOf } from './surface';

/** A central interval and the draws it was taken from (NaN where a draw has no answer). */
export interface Interval {
  readonly low: number;
  readonly high: number;
  readonly draws: Float64Array;
}

/** How far a plan moves when the law is as uncertain as its draws. */
export interface Intervals {
  readonly level: number;
  /** Draws that had an answer. */
  readonly count: number;
  /** The run that would be planned under each draw. */
  readonly N: Interval;
  readonly D: Interval;
  readonly C: Interval;
  /** USD; undefined without a price. */
  readonly cost: Interval | undefined;
  /** Loss of the run as planned, under each draw. */
  readonly loss: Interval | undefined;
  /** Least loss that the same training FLOP buy, under each draw. */
  readonly optimalLoss: Interval | undefined;
  /** Where the draws come from. */
  readonly origin: string;
}

/** The central interval of some draws, by percentiles with linear interpolation. */
export function intervalOf(draws: Float64Array, level: number): Interval {
  const sorted = draws.filter(x => !Number.isNaN(x)).sort();
  const at = (p: number) => {
    if (sorted.length === 0) return Number.NaN;
    const place = (sorted.length - 1) * p;
    const below = Math.floor(place);
    const above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (sorted[above] - sorted[below]) * (place - below);
  };
  return { low: at((1 - level) / 2), high: at((1 + level) / 2), draws };
}

/** What the intervals of a plan are computed from. */
export interface IntervalInputs {
  readonly law: Law;
  readonly surface: SurfaceOptions;
  readonly constraints: Constraints;
  readonly rates: Rates;
  /** The run as planned. */
  readonly run: Run;
  readonly level: number;
}

/** Solves the plan again under every draw of the law; undefined for a law without draws. */
export function intervalsOf(o: IntervalInputs): Intervals | undefined {
  const { law, run, rates, level } = o;
  if (!law.draws) return undefined;
  const { count, origin } = law.draws;
  const [N, D, C, loss, optimalLoss] = Array.from({ length: 5 }, () => new Float64Array(count).fill(Number.NaN));
  for (let row = 0; row < count; row++) {
    const surface = surfaceOf(law, o.surface, constantsOfDraw(law, row));
    if (surface.loss) {
      loss[row] = surface.loss(run.N, run.D);
      const best = surface.optimum(run.C);
      optimalLoss[row] = surface.loss(best.N, best.D);
    }
    try {
      const under = solve(surface, o.constraints, rates);
      N[row] = under.N;
      D[row] = under.D;
      C[row] = under.C;
    } catch {
      // A draw under which the constraints cannot be met has no plan: it counts as NaN, and `count` says how many did.
    }
  }
  const usd = rates.usdPerGpuSecond;
  const cost = usd === undefined ? undefined : C.map(c => (c / rates.flopPerGpuSecond) * usd);
  const known = surfaceOf(law, o.surface).loss !== undefined;
  return {
    ...{ level, count: N.reduce((sum, x) => sum + (Number.isNaN(x) ? 0 : 1), 0), origin },
    ...{ N: intervalOf(N, level), D: intervalOf(D, level), C: intervalOf(C, level) },
    cost: cost && intervalOf(cost, level),
    loss: known ? intervalOf(loss, level) : undefined,
    optimalLoss: known ? intervalOf(optimalLoss, level) : undefined,
  };
}
