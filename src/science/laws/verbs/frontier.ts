import type { Law, LossInputs } from '../law';
import { optimalFor } from './optimal';

/** Compute-optimal runs over budgets, as columns. */
export interface Frontier {
  readonly C: Float64Array;
  readonly N: Float64Array;
  readonly D: Float64Array;
  readonly tokensPerParam: Float64Array;
  /** Absent where the law predicts no loss. */
  readonly loss?: Float64Array;
}

/** The compute-optimal frontier of a law: its optimum at every budget. */
export function frontier(law: Law, budgets: ArrayLike<number>, inputs: LossInputs = {}): Frontier {
  const runs = Array.from(budgets, C => optimalFor(law, { C }, inputs));
  const losses = runs.flatMap(run => (run.loss === undefined ? [] : [run.loss]));
  return {
    C: Float64Array.from(runs, run => run.C),
    N: Float64Array.from(runs, run => run.N),
    D: Float64Array.from(runs, run => run.D),
    tokensPerParam: Float64Array.from(runs, run => run.tokensPerParam),
    ...(losses.length === runs.length && runs.length > 0 ? { loss: Float64Array.from(losses) } : {}),
  };
}
