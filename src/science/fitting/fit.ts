import * as l10n from '@vscode/l10n';
import { ScienceError } from '../errors';
import type { Constants, Form, Range } from '../laws/law';
import type { Basin, Certificate, Excluded } from './certificate';
import { dataHash } from './data-hash';
import { boundsHit, flatness, outliersOf } from './diagnose';
import { judge } from './judge';
import { extent } from './numeric/summary';
import { objectiveName } from './objective/name';
import { compileProblem, type Problem, type ProblemSpec } from './problem';
import { type Cluster, clusterOptima, constantsAt } from './search/basins';
import type { LocalOptimum } from './search/minimise';
import { finishEnds, runStarts, Searcher } from './search/run';
import { planStarts, type StartPlan } from './search/starts';
import { thin } from './search/thin';
import { curvatureAt, standardErrors } from './uncertainty/covariance';

/** A law fitted to runs, with how that is known. */
export interface Fit {
  readonly spec: ProblemSpec;
  readonly form: Form;
  /** All constants, fixed ones too, in the form's own units and names. */
  readonly constants: Constants;
  /** Names of the constants that were searched for. */
  readonly free: readonly string[];
  /** The free constants on the optimiser's scale: what bootstraps start from. */
  readonly theta: Float64Array;
  readonly objective: number;
  readonly n: number;
  /** Residuals on the objective's scale, prediction minus data. */
  readonly residuals: Float64Array;
  /** Standard errors by the sandwich formula; a bootstrap's are better. */
  readonly se: Readonly<Record<string, number>>;
  /** Sandwich covariance of the free constants on the optimiser's scale. */
  readonly covariance: Float64Array | undefined;
  /** Other optima worth starting bootstraps from, best first, without the best itself. */
  readonly rivals: readonly Float64Array[];
  /** Smallest and largest of each input among the runs. */
  readonly range: Readonly<Record<string, Range>>;
  readonly certificate: Certificate;
}

/** A fit that is about to be searched: the starts may be divided among workers (`runStarts(plan.search, plan.starts, …)`). */
export interface FitPlan {
  readonly problem: Problem;
  /** The problem that starts run on: all runs, or a thinned set of very many. */
  readonly search: Problem;
  readonly starts: StartPlan;
}

/** Above this many runs the search for basins takes every k-th run, and all of them only at its end. */
const MANY = 2000;
/** How much higher, as a share, an optimum may lie and still be a start for bootstraps. */
const RIVAL = 0.05;

/** Poses a fit and plans its starts. Throws a ScienceError where the problem cannot be posed. */
export function planFit(spec: ProblemSpec): FitPlan {
  const problem = compileProblem(spec);
  const search = problem.data.n > MANY ? compileProblem({ ...spec, data: thin(spec.data, MANY) }) : problem;
  return { problem, search, starts: planStarts(search) };
}

/** Chooses the best of all ends and certifies it. `excluded` are runs that were left out before. */
export function concludeFit(plan: FitPlan, ends: readonly LocalOptimum[], excluded: readonly Excluded[] = []): Fit {
  const { problem, search, starts } = plan;
  const found = clusterOptima(search, starts, finishEnds(search, ends));
  if (found.length === 0) throw noFit(problem);
  const clusters = search === problem ? found : refine(problem, found);
  const { best } = clusters[0];
  const { data, form, layout, spec } = problem;
  const searcher = new Searcher(problem);
  const residuals = Float64Array.from(searcher.evaluator.residuals(best.theta));
  const { hessian, covariance } = curvatureAt(problem, best.theta);
  const { condition, flat } = flatness(problem, best.theta, hessian, best.value);
  const se = standardErrors(problem, best.theta, covariance);
  const noise = noiseOf(best.value, data.n);
  const basins = clusters.slice(0, 12).map((cluster): Basin => basinOf(problem, cluster, clusters[0], noise));
  const bounds = boundsHit(problem, best.theta);
  const agree = clusters[0];
  const judged = judge(problem, { best: agree, bounds, condition, covariance, basins, noise });
  const certificate: Certificate = {
    status: judged.status,
    sentences: [...judged.sentences, ...flat.map(f => f.text)],
    objective: best.value,
    objectiveName: objectiveName(spec.objective, form.response),
    gradientNorm: best.gradientNorm,
    decrement: best.decrement,
    starts: {
      grid: starts.standsFor.reduce((a, b) => a + b, 0) + starts.pruned,
      run: starts.count,
      agree: agree.starts,
      gridAgree: agree.standsFor,
      pruned: starts.pruned,
      origin: starts.origin,
    },
    basins,
    bounds,
    condition,
    flat,
    outliers: outliersOf(problem, residuals),
    excluded,
    ...(best.corners === undefined ? {} : { exactRuns: best.corners }),
    dataHash: dataHash(spec.data),
  };
  return {
    spec,
    form: form.form,
    constants: constantsAt(problem, best.theta),
    free: layout.free.map(p => p.name),
    theta: best.theta,
    objective: best.value,
    n: data.n,
    residuals,
    se,
    covariance,
    rivals: clusters
      .slice(1, 4)
      .filter(c => c.best.value <= best.value * (1 + RIVAL) && c.vanished.length === 0)
      .map(c => c.best.theta),
    range: rangesOf(problem),
    certificate,
  };
}

/** Poses, searches and certifies in one go, on this thread. */
export function fitRuns(spec: ProblemSpec, excluded: readonly Excluded[] = []): Fit {
  const plan = planFit(spec);
  return concludeFit(plan, runStarts(plan.search, plan.starts, 0, plan.starts.count), excluded);
}

/** The basins of a thinned set of runs, searched again on all of them. */
function refine(problem: Problem, found: readonly Cluster[]): Cluster[] {
  const searcher = new Searcher(problem);
  const near = found.filter(c => c.best.value <= found[0].best.value * 1.5).slice(0, 3);
  return near
    .map(cluster => ({ ...cluster, best: searcher.from(cluster.best.theta) }))
    .sort((a, b) => a.best.value - b.best.value);
}

/**
 * How much the objective of the true constants would lie above its optimum by noise, as a share: 2 n log(S/S0) of an
 * absolute deviation is 1 at one standard error.
 */
function noiseOf(objective: number, n: number): number {
  return objective > 0 ? Math.expm1(1 / (2 * n)) : 0;
}

function basinOf(problem: Problem, cluster: Cluster, best: Cluster, noise: number): Basin {
  const excess = best.best.value > 0 ? cluster.best.value / best.best.value - 1 : 0;
  return {
    objective: cluster.best.value,
    constants: constantsAt(problem, cluster.best.theta),
    starts: cluster.starts,
    vanished: cluster.vanished,
    excess,
    withinNoise: excess <= noise,
  };
}

function noFit(problem: Problem): ScienceError {
  return new ScienceError(
    'no-fit',
    l10n.t(
      'The form {0} gives no finite objective at any of the starts. Check the units of the runs, or give a start of your own.',
      problem.form.form.name,
    ),
  );
}

function rangesOf({ spec, form }: Problem): Record<string, Range> {
  const { columns } = spec.data;
  const ranges = Object.fromEntries(form.columns.map(name => [name, extent(columns[name])]));
  const { N, D, C } = columns;
  if (form.columns.includes('N') && form.columns.includes('D')) ranges.C = extent(C ?? N.map((n, i) => 6 * n * D[i]));
  return ranges;
}
