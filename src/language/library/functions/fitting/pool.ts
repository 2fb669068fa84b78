import type { Fit, FitPlan } from '../../../../science/fitting/fit';
import {
  bootstrapChunk,
  jackknifeChunk,
  jackknifeSize,
  joinRefits,
  type Refits,
} from '../../../../science/fitting/uncertainty/bootstrap';
import type { Context } from '../../context';

/** Jobs of a fit that workers run; `kernel/jobs/fitting.ts` registers them. */
export const BOOTSTRAP_JOB = 'fit.bootstrap';
export const JACKKNIFE_JOB = 'fit.jackknife';

/** Refits below this many runs times draws are quicker here than in a worker that must first start. */
const WORTH_A_WORKER = 20_000;
const CHUNKS = 8;

/** What a worker needs to refit: the problem as plain data, and where to begin. */
export interface RefitPayload {
  readonly spec: Fit['spec'];
  readonly optima: readonly Float64Array[];
  readonly from: number;
  readonly to: number;
  readonly seed: number;
}

/** Bootstrap draws, divided among workers where that pays. The same draws however they are divided. */
export function bootstrapRefits(
  context: Context,
  fit: Fit,
  problem: FitPlan['problem'],
  count: number,
  seed: number,
): Refits {
  const optima = [fit.theta, ...fit.rivals];
  if (fit.n * count < WORTH_A_WORKER) return bootstrapChunk(problem, optima, 0, count, seed);
  return divided(context, BOOTSTRAP_JOB, count, (from, to) => ({ spec: fit.spec, optima, from, to, seed }));
}

export function jackknifeRefits(context: Context, fit: Fit, problem: FitPlan['problem']): Refits {
  const size = jackknifeSize(problem);
  if (fit.n * size < WORTH_A_WORKER) return jackknifeChunk(problem, [fit.theta], 0, size);
  return divided(context, JACKKNIFE_JOB, size, (from, to) => ({
    spec: fit.spec,
    optima: [fit.theta],
    from,
    to,
    seed: 0,
  }));
}

function divided(
  context: Context,
  job: string,
  count: number,
  payload: (from: number, to: number) => RefitPayload,
): Refits {
  const chunks = context.await(async () => {
    let done = 0;
    const parts = Array.from(
      { length: CHUNKS },
      (_, i) => [Math.floor((i * count) / CHUNKS), Math.floor(((i + 1) * count) / CHUNKS)] as const,
    ).filter(([a, b]) => b > a);
    return Promise.all(
      parts.map(async ([from, to]) => {
        const result = (await context.host.job(job, payload(from, to), () => undefined)) as Refits;
        done += to - from;
        context.progress(done / count);
        return result;
      }),
    );
  });
  return joinRefits(chunks);
}
