import { hasCorners } from '../objective/objective';
import { expand, type Problem, restrict } from '../problem';
import { minimiseRounded, minimiseWithCorners } from './corners';
import { Evaluator } from './evaluator';
import { type LocalOptimum, Minimiser } from './minimise';
import type { StartPlan } from './starts';

/** A term is gone where no prediction moves by more than this share when its constant is multiplied by e. */
export const VANISHED = 1e-6;

/** How far a search goes. */
interface Effort {
  readonly tolerance?: number;
  readonly maxIterations?: number;
}

/**
 * Laws of more constants than MANY_CONSTANTS crawl along valleys from most starts: there each start has this many steps, and
 * only the lowest ends go on (`finishEnds`).
 */
const FIRST_STEPS = 120;
const MANY_CONSTANTS = 5;
/** Ends that go on. */
const FINALISTS = 12;

/** Searches from starting points; made once for a problem, used for many starts or resamples. */
export class Searcher {
  readonly evaluator: Evaluator;
  private readonly minimiser: Minimiser;

  constructor(readonly problem: Problem) {
    this.evaluator = new Evaluator(problem);
    this.minimiser = new Minimiser(this.evaluator);
  }

  /** The local optimum that a start leads to. */
  from(start: Float64Array, { tolerance, maxIterations }: Effort = {}): LocalOptimum {
    const { lower, upper } = this.problem.layout;
    const options = {
      lower,
      upper,
      ...(tolerance === undefined ? {} : { tolerance }),
      ...(maxIterations === undefined ? {} : { maxIterations }),
    };
    return hasCorners(this.problem.spec.objective)
      ? minimiseWithCorners(this.evaluator, this.minimiser, start, options)
      : this.minimiser.run(start, options);
  }

  /** An optimum near `start`, to within a share of the objective: what resamples need. */
  roughlyFrom(start: Float64Array, tolerance: number): LocalOptimum {
    const { lower, upper } = this.problem.layout;
    const options = { lower, upper, tolerance };
    return hasCorners(this.problem.spec.objective)
      ? minimiseRounded(this.evaluator, this.minimiser, start, options)
      : this.minimiser.run(start, options);
  }

  /** As `from`; where a term has vanished it is revived once, since its gradient there says nothing. */
  thoroughlyFrom(start: Float64Array, effort: Effort = {}): LocalOptimum {
    const found = this.from(start, effort);
    const { form, layout, data } = this.problem;
    if (!form.project || found.status === 'not_finite' || this.vanished(found.theta).length === 0) return found;
    const full = expand(layout, found.theta, new Float64Array(form.parameters.length));
    const revived = this.from(restrict(layout, form.project(data, full)), effort);
    return revived.value < found.value ? revived : found;
  }

  /** Free constants on a logarithmic scale that no longer move any prediction. */
  vanished(theta: Float64Array): number[] {
    const { layout, data, spec } = this.problem;
    const q = layout.free.length;
    const rows = new Float64Array(data.n * q);
    this.evaluator.residualJacobian(theta, rows);
    const scale = spec.objective.scale === 'log' ? () => 1 : (i: number) => Math.abs(data.response[i]);
    return layout.free.flatMap((parameter, j) => {
      if (parameter.transform !== 'log') return [];
      for (let i = 0; i < data.n; i++) if (Math.abs(rows[i * q + j]) > VANISHED * scale(i)) return [];
      return [j];
    });
  }
}

/**
 * Local optima from starts number `from` up to but not including `to`. Each depends on its start alone, so that the
 * starts may be divided among workers in any way.
 */
export function runStarts(problem: Problem, plan: StartPlan, from: number, to: number): LocalOptimum[] {
  const searcher = new Searcher(problem);
  const q = problem.layout.free.length;
  const found: LocalOptimum[] = [];
  const effort = q > MANY_CONSTANTS ? { maxIterations: FIRST_STEPS } : {};
  for (let i = from; i < Math.min(to, plan.count); i++) {
    found.push(searcher.thoroughlyFrom(plan.values.subarray(i * q, (i + 1) * q), effort));
  }
  return found;
}

/** Lets the lowest of the ends that still moved go on until they stand. Does nothing where every start had all its steps. */
export function finishEnds(problem: Problem, ends: readonly LocalOptimum[]): LocalOptimum[] {
  if (problem.layout.free.length <= MANY_CONSTANTS) return [...ends];
  const lowest = ends
    .map((end, i) => ({ end, i }))
    .filter(({ end }) => Number.isFinite(end.value))
    .sort((a, b) => a.end.value - b.end.value)
    .slice(0, FINALISTS)
    .filter(({ end }) => end.status === 'max_iterations');
  if (lowest.length === 0) return [...ends];
  const searcher = new Searcher(problem);
  const finished = [...ends];
  for (const { end, i } of lowest) {
    const further = searcher.thoroughlyFrom(end.theta);
    if (further.value <= end.value) finished[i] = further;
  }
  return finished;
}
