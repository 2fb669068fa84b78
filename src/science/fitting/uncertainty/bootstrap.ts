import { toNatural } from '../forms/form';
import { expand, type Problem } from '../problem';
import type { LocalOptimum } from '../search/minimise';
import { Searcher } from '../search/run';
import { Resampler } from './resample';

/** Refits to resampled runs: constants of the form in its own units, row by row. A refit that failed is NaN. */
export interface Refits {
  readonly from: number;
  readonly count: number;
  readonly values: Float64Array;
  readonly objective: Float64Array;
  readonly failed: number;
}

/** A share of the objective that does not move a constant by a visible part of its spread between draws. */
const TOLERANCE = 1e-9;

/**
 * Bootstrap draws number `from` up to but not including `to`: runs (or clusters) are drawn with replacement and refitted
 * from each of the given optima, the lowest of which counts. A draw depends on the seed and its number alone, so that
 * draws may be divided among workers in any way. `optima` are free constants on the optimiser's scale, the best first.
 */
export function bootstrapChunk(
  problem: Problem,
  optima: readonly Float64Array[],
  from: number,
  to: number,
  seed: number,
): Refits {
  const resampler = new Resampler(problem);
  return refit(problem, optima, from, to, index => resampler.draw(seed, index));
}

/** Refits without run (or cluster) number `from` up to but not including `to`: the jackknife that BCa intervals need. */
export function jackknifeChunk(problem: Problem, optima: readonly Float64Array[], from: number, to: number): Refits {
  const resampler = new Resampler(problem);
  return refit(problem, optima, from, to, index => resampler.without(index));
}

/** How many refits a jackknife has: runs, or clusters. */
export function jackknifeSize(problem: Problem): number {
  return new Resampler(problem).size;
}

function refit(
  problem: Problem,
  optima: readonly Float64Array[],
  from: number,
  to: number,
  sample: (index: number) => Parameters<Searcher['evaluator']['use']>[0],
): Refits {
  const searcher = new Searcher(problem);
  const p = problem.form.parameters.length;
  const count = Math.max(0, to - from);
  const values = new Float64Array(count * p);
  const objective = new Float64Array(count);
  const full = new Float64Array(p);
  let failed = 0;
  for (let k = 0; k < count; k++) {
    searcher.evaluator.use(sample(from + k));
    let best: LocalOptimum | undefined;
    for (const optimum of optima) {
      const found = searcher.roughlyFrom(optimum, TOLERANCE);
      if (Number.isFinite(found.value) && !(best && best.value <= found.value)) best = found;
    }
    if (!best) failed++;
    objective[k] = best?.value ?? Number.NaN;
    if (best) expand(problem.layout, best.theta, full);
    else full.fill(Number.NaN);
    for (let j = 0; j < p; j++) values[k * p + j] = toNatural(problem.form.parameters[j], full[j]);
  }
  return { from, count, values, objective, failed };
}

/** Chunks of refits, in any order, as one. */
export function joinRefits(chunks: readonly Refits[]): Refits {
  const sorted = [...chunks].sort((a, b) => a.from - b.from);
  const count = sorted.reduce((sum, c) => sum + c.count, 0);
  const width = sorted.find(c => c.count > 0);
  const p = width ? width.values.length / width.count : 0;
  const values = new Float64Array(count * p);
  const objective = new Float64Array(count);
  let at = 0;
  for (const chunk of sorted) {
    values.set(chunk.values, at * p);
    objective.set(chunk.objective, at);
    at += chunk.count;
  }
  return {
    from: sorted[0]?.from ?? 0,
    count,
    values,
    objective,
    failed: sorted.reduce((sum, c) => sum + c.failed, 0),
  };
}
