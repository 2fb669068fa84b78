import * as l10n from '@vscode/l10n';
import { ScienceError } from '../../../../science/errors';
import type { Excluded } from '../../../../science/fitting/certificate';
import { concludeFit, type Fit, type FitPlan, planFit } from '../../../../science/fitting/fit';
import type { ProblemSpec } from '../../../../science/fitting/problem';
import type { LocalOptimum } from '../../../../science/fitting/search/minimise';
import { runStarts } from '../../../../science/fitting/search/run';
import type { StartPlan } from '../../../../science/fitting/search/starts';
import {
  bootstrapChunk,
  jackknifeChunk,
  jackknifeSize,
  joinRefits,
  type Refits,
} from '../../../../science/fitting/uncertainty/bootstrap';
import type { Context } from '../../context';

/** Jobs of a fit that workers run; `kernel/jobs/fitting.ts` registers them. */
export const SEARCH_JOB = 'fit.search';
export const BOOTSTRAP_JOB = 'fit.bootstrap';
export const JACKKNIFE_JOB = 'fit.jackknife';

/** What a worker needs to search: the problem as plain data, and some of the starts. */
export interface SearchPayload {
  readonly spec: ProblemSpec;
  readonly starts: StartPlan;
  readonly from: number;
  readonly to: number;
}

/** What a worker needs to refit: the problem as plain data, and where to begin. */
export interface RefitPayload {
  readonly spec: ProblemSpec;
  readonly optima: readonly Float64Array[];
  readonly from: number;
  readonly to: number;
  readonly seed: number;
}

export interface SearchOptions {
  readonly excluded?: readonly Excluded[];
  /** How many bootstrap refits. */
  readonly bootstrap?: number;
  readonly seed?: number;
  /** Refits without each run, for BCa intervals. */
  readonly jackknife?: boolean;
}

export interface Searched {
  readonly fit: Fit;
  readonly refits?: Refits;
  readonly jackknife?: Refits;
}

/** Residuals to compute, roughly, beyond which workers are worth their start (a tenth of a second of one processor). */
const WORTH_WORKERS = 1_500_000;
/** Steps from a start to its optimum, by how many constants there are; from one optimum to a resample's. */
const stepsOf = (constants: number) => (constants > 5 ? 200 : 40);
const REFIT_STEPS = 8;
/** Each kind of work is divided into so many parts: enough to keep all processors busy to the end and to tell progress. */
const PARTS = 24;
/** Reasons for rows left out that a message names. */
const MOST_REASONS = 3;

/** A certified fit with its refits: here if that is a matter of a moment, else by workers on all processors, with progress. */
export function searchFit(context: Context, spec: ProblemSpec, options: SearchOptions = {}): Searched {
  const plan = planned(spec, options.excluded);
  const costs = costsOf(plan, options);
  if (costs.search + costs.bootstrap + costs.jackknife < WORTH_WORKERS) return searchHere(plan, options);
  return context.await(() => searchAcross(context, plan, options, costs));
}

/** Poses the fit; where too few runs are left, the sentence says which were left out and why. */
function planned(spec: ProblemSpec, excluded: readonly Excluded[] = []): FitPlan {
  try {
    return planFit(spec);
  } catch (error) {
    if (!(error instanceof ScienceError && error.code === 'too-few-runs' && excluded.length > 0)) throw error;
    const reasons = excluded.slice(0, MOST_REASONS).map(({ row, reason }) => l10n.t('row {0}: {1}', row, reason));
    const more = excluded.length > MOST_REASONS ? ['…'] : [];
    throw new ScienceError(
      error.code,
      `${error.message} ${l10n.t('{0} rows were left out ({1}).', excluded.length, [...reasons, ...more].join('; '))}`,
    );
  }
}

/** Ends of the starts of several fits, each in one piece: here, or by workers that search side by side. */
export function searchAll(context: Context, plans: readonly FitPlan[]): LocalOptimum[][] {
  const here = (plan: FitPlan) => runStarts(plan.search, plan.starts, 0, plan.starts.count);
  const cost = plans.reduce((sum, plan) => sum + costsOf(plan, {}).search, 0);
  if (cost < WORTH_WORKERS) return plans.map(here);
  return context.await(() => {
    let done = 0;
    return Promise.all(
      plans.map(async ({ search, starts }) => {
        const payload: SearchPayload = { spec: search.spec, starts, from: 0, to: starts.count };
        const ends = (await context.host.job(SEARCH_JOB, payload, () => undefined)) as LocalOptimum[];
        context.progress(++done / plans.length, l10n.t('searching'));
        return ends;
      }),
    );
  });
}

interface Costs {
  readonly search: number;
  readonly bootstrap: number;
  readonly jackknife: number;
}

function costsOf({ problem, search, starts }: FitPlan, { bootstrap = 0, jackknife = false }: SearchOptions): Costs {
  const refit = problem.data.n * REFIT_STEPS;
  return {
    search: starts.count * search.data.n * stepsOf(problem.layout.free.length),
    bootstrap: bootstrap * refit,
    jackknife: jackknife ? jackknifeSize(problem) * refit : 0,
  };
}

function searchHere(plan: FitPlan, { excluded, bootstrap = 0, seed = 0, jackknife = false }: SearchOptions): Searched {
  const { problem, search, starts } = plan;
  const fit = concludeFit(plan, runStarts(search, starts, 0, starts.count), excluded);
  return {
    fit,
    ...(bootstrap > 0 && { refits: bootstrapChunk(problem, optimaOf(fit), 0, bootstrap, seed) }),
    ...(jackknife && { jackknife: jackknifeChunk(problem, [fit.theta], 0, jackknifeSize(problem)) }),
  };
}

const optimaOf = (fit: Fit): Float64Array[] => [fit.theta, ...fit.rivals];

async function searchAcross(
  context: Context,
  plan: FitPlan,
  { excluded, bootstrap = 0, seed = 0, jackknife = false }: SearchOptions,
  costs: Costs,
): Promise<Searched> {
  const total = costs.search + costs.bootstrap + costs.jackknife;
  let before = 0;
  const stage = (cost: number, text: string) => {
    const from = before;
    before += cost;
    return (done: number) => context.progress((from + cost * done) / total, text);
  };
  const { search, starts, problem } = plan;
  const { spec } = problem;
  // A search of a moment is not worth sending anywhere, even where the bootstrap is.
  const ends =
    costs.search < WORTH_WORKERS
      ? runStarts(search, starts, 0, starts.count)
      : (
          await divided<LocalOptimum[]>(context, SEARCH_JOB, starts.count, stage(costs.search, l10n.t('searching')), {
            spec: search.spec,
            starts,
          })
        ).flat();
  if (costs.search < WORTH_WORKERS) before += costs.search;
  const fit = concludeFit(plan, ends, excluded);
  const refits =
    bootstrap > 0
      ? await divided<Refits>(context, BOOTSTRAP_JOB, bootstrap, stage(costs.bootstrap, l10n.t('bootstrap')), {
          spec,
          optima: optimaOf(fit),
          seed,
        })
      : undefined;
  const left = jackknife
    ? await divided<Refits>(
        context,
        JACKKNIFE_JOB,
        jackknifeSize(problem),
        stage(costs.jackknife, l10n.t('jackknife')),
        { spec, optima: [fit.theta], seed },
      )
    : undefined;
  return {
    fit,
    ...(refits && { refits: joinRefits(refits) }),
    ...(left && { jackknife: joinRefits(left) }),
  };
}

/** Runs `from..to` of a job in parts on all processors; the answers in their order. */
export async function divided<Result>(
  context: Context,
  job: string,
  count: number,
  progress: (done: number) => void,
  payload: Readonly<Record<string, unknown>>,
): Promise<Result[]> {
  const parts = Math.min(PARTS, count);
  let done = 0;
  return Promise.all(
    Array.from({ length: parts }, async (_, i) => {
      const from = Math.floor((i * count) / parts);
      const to = Math.floor(((i + 1) * count) / parts);
      const result = (await context.host.job(job, { ...payload, from, to }, () => undefined)) as Result;
      done += to - from;
      progress(done / count);
      return result;
    }),
  );
}
