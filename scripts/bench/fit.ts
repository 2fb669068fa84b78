import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { concludeFit, type Fit, fitRuns, planFit } from '../../src/science/fitting/fit';
import { HOFFMANN_GRID } from '../../src/science/fitting/forms/chinchilla';
import { drawsOf, intervalsOf } from '../../src/science/fitting/law';
import { compileProblem, type Observations, type ProblemSpec } from '../../src/science/fitting/problem';
import type { LocalOptimum } from '../../src/science/fitting/search/minimise';
import { runStarts } from '../../src/science/fitting/search/run';
import {
  bootstrapChunk,
  jackknifeChunk,
  jackknifeSize,
  joinRefits,
  type Refits,
} from '../../src/science/fitting/uncertainty/bootstrap';
import { createRandom } from '../../src/science/random';

const DRAWS = 4000;
const WORKERS = 2;

/** Work for a worker: a share of the starts, or of the bootstrap. */
type Task =
  | { readonly kind: 'starts'; readonly spec: ProblemSpec; readonly from: number; readonly to: number }
  | {
      readonly kind: 'bootstrap';
      readonly spec: ProblemSpec;
      readonly optima: readonly Float64Array[];
      readonly from: number;
      readonly to: number;
    };

function work(task: Task): LocalOptimum[] | Refits {
  if (task.kind === 'bootstrap') return bootstrapChunk(compileProblem(task.spec), task.optima, task.from, task.to, 0);
  const plan = planFit(task.spec);
  return runStarts(plan.search, plan.starts, task.from, task.to);
}

if (!isMainThread) parentPort?.on('message', (task: Task) => parentPort?.postMessage(work(task)));

function ask<T>(worker: Worker, task: Task): Promise<T> {
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.postMessage(task);
  });
}

function chinchilla(data: Observations): ProblemSpec {
  return { form: { name: 'chinchilla' }, objective: { kind: 'huber', delta: 1e-3, scale: 'log' }, data };
}

/** Runs drawn from a law with 0.5% noise. */
function simulated(n: number, seed: number): Observations {
  const random = createRandom(seed);
  const N = Float64Array.from({ length: n }, () => 10 ** (7.7 + 2.5 * random.uniform()));
  const D = Float64Array.from({ length: n }, () => 10 ** (9 + 2.5 * random.uniform()));
  const response = N.map(
    (v, i) => (1.82 + 480 * v ** -0.348 + 2100 * D[i] ** -0.366) * Math.exp(0.005 * random.normal()),
  );
  return { columns: { N, D }, response };
}

/** The 240 points of Besiroglu et al. 2024 where they are at hand beside the project, else 240 simulated runs. */
function points(root: string): { readonly data: Observations; readonly name: string } {
  const file = path.join(root, '../shared/data/chinchilla_245.csv');
  if (!existsSync(file)) return { data: simulated(240, 0), name: '240 runs simulated with seed 0' };
  const [header, ...lines] = readFileSync(file, 'utf8').trim().split(/\r?\n/);
  const names = header.split(',');
  const rows = lines.map(line => line.split(',').map(Number));
  const loss = names.indexOf('loss');
  rows.sort((a, b) => a[loss] - b[loss]);
  const column = (name: string) => Float64Array.from(rows.slice(0, 240), row => row[names.indexOf(name)]);
  return {
    data: { columns: { N: column('N'), D: column('D') }, response: column('loss') },
    name: 'the 240 published points',
  };
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;

/** Time by the clock, and of processors: on a machine that others load, only the latter says anything. */
interface Took {
  readonly ms: number;
  readonly cpu: number;
}

/** What passes from here to the call of what comes back; worker threads are part of the process. */
function stopwatch(): () => Took {
  const [began, before] = [performance.now(), process.cpuUsage()];
  return () => {
    const { user, system } = process.cpuUsage(before);
    return { ms: performance.now() - began, cpu: (user + system) / 1000 };
  };
}

/**
 * A line of the report. A limit is kept if the clock keeps it, or if all processors together took no longer: an idle
 * machine is then no slower.
 */
function line(name: string, { ms, cpu }: Took, limit?: number): boolean {
  const fine = limit === undefined || Math.min(ms, cpu) <= limit;
  const mark = limit === undefined ? '' : `  (limit ${seconds(limit)}) ${fine ? 'ok' : 'OVER'}`;
  console.log(`${name.padEnd(52)} ${seconds(ms).padStart(9)} ${seconds(cpu).padStart(9)}${mark}`);
  return fine;
}

function alone(spec: ProblemSpec): { readonly fit: Fit; readonly search: Took; readonly bootstrap: Took } {
  const searching = stopwatch();
  const fit = fitRuns(spec);
  const search = searching();
  const drawing = stopwatch();
  bootstrapChunk(compileProblem(spec), [fit.theta, ...fit.rivals], 0, DRAWS, 0);
  return { fit, search, bootstrap: drawing() };
}

/** The whole workflow on two threads, which are started for it. */
async function together(spec: ProblemSpec): Promise<{ readonly took: Took; readonly draws: Refits }> {
  const watch = stopwatch();
  const workers = Array.from({ length: WORKERS }, () => new Worker(__filename));
  const plan = planFit(spec);
  const share = (count: number, i: number) => ({
    from: Math.floor((count * i) / WORKERS),
    to: Math.floor((count * (i + 1)) / WORKERS),
  });
  const ends = await Promise.all(
    workers.map((w, i) => ask<LocalOptimum[]>(w, { kind: 'starts', spec, ...share(plan.starts.count, i) })),
  );
  const fit = concludeFit(plan, ends.flat());
  const optima = [fit.theta, ...fit.rivals];
  const refits = await Promise.all(
    workers.map((w, i) => ask<Refits>(w, { kind: 'bootstrap', spec, optima, ...share(DRAWS, i) })),
  );
  const took = watch();
  await Promise.all(workers.map(w => w.terminate()));
  return { took, draws: joinRefits(refits) };
}

/** Every point of the 4,500-start grid as it is, none pruned: does any end lower? */
function wholeGrid(spec: ProblemSpec, fit: Fit): void {
  const { a, b, e, alpha, beta } = HOFFMANN_GRID;
  const rows = alpha.flatMap(x =>
    beta.flatMap(y => e.flatMap(E => a.flatMap(A => b.map(B => [A, B, E, x, y] as const)))),
  );
  const plan = {
    count: rows.length,
    values: Float64Array.from(rows.flat()),
    standsFor: new Int32Array(rows.length).fill(1),
    pruned: 0,
    origin: 'grid',
  };
  const watch = stopwatch();
  const ends = runStarts(compileProblem(spec), plan, 0, plan.count);
  const took = watch();
  const lowest = Math.min(...ends.map(end => end.value));
  const reached = ends.filter(end => end.value <= lowest * (1 + 1e-7)).length;
  line('all 4,500 starts, none pruned, one thread', took);
  console.log(
    `  lowest objective ${lowest.toPrecision(13)} (pruned search: ${fit.objective.toPrecision(13)}), reached by ${reached} starts`,
  );
  if (lowest < fit.objective * (1 - 1e-9)) throw new Error('A start that was pruned ends lower.');
}

function scipy(root: string, data: Observations, args: readonly string[]): Took | undefined {
  const script = path.join(root, 'scripts/bench/reference_scipy.py');
  const input = JSON.stringify({
    N: Array.from(data.columns.N),
    D: Array.from(data.columns.D),
    loss: Array.from(data.response),
  });
  const run = spawnSync('python3', ['-W', 'ignore', script, ...args.filter(a => a === '--full')], {
    input,
    encoding: 'utf8',
  });
  if (run.status !== 0) {
    console.log('scipy: left out, since python3 with scipy is not installed.');
    return undefined;
  }
  const answer = JSON.parse(run.stdout);
  const how = answer.scaled ? ', scaled up from a share' : '';
  const grid = { ms: 1000 * answer.grid_seconds, cpu: 1000 * answer.grid_cpu };
  const draws = { ms: 1000 * answer.bootstrap_seconds, cpu: 1000 * answer.bootstrap_cpu };
  line(`scipy: 4,500 starts by L-BFGS-B${how}`, grid);
  line(`scipy: 4,000 bootstraps${how}`, draws);
  console.log(
    `  its best objective ${answer.objective.toPrecision(13)}, reached by ${(100 * answer.reached).toFixed(0)}% of its starts`,
  );
  return { ms: grid.ms + draws.ms, cpu: grid.cpu + draws.cpu };
}

/** Share of simulated data sets whose 90% intervals hold the truth: percentile, BCa, and the sandwich formula. */
function coverage(replications: number): void {
  const truth = { A: 480, B: 2100, E: 1.82, alpha: 0.348, beta: 0.366 };
  const names = ['A', 'B', 'E', 'alpha', 'beta'] as const;
  const hits = { percentile: names.map(() => 0), bca: names.map(() => 0), sandwich: names.map(() => 0) };
  const z = 1.6448536269514722;
  for (let seed = 0; seed < replications; seed++) {
    const spec = { ...chinchilla(simulated(240, 1000 + seed)), start: truth, onlyStart: true };
    const fit = fitRuns(spec);
    const problem = compileProblem(spec);
    const draws = drawsOf(bootstrapChunk(problem, [fit.theta], 0, 300, seed), seed);
    const jackknife = drawsOf(jackknifeChunk(problem, [fit.theta], 0, jackknifeSize(problem)), 0);
    const percentile = intervalsOf(fit, draws, 0.9);
    const bca = intervalsOf(fit, draws, 0.9, jackknife);
    for (const [i, name] of names.entries()) {
      const inside = (low: number, high: number) => (low <= truth[name] && truth[name] <= high ? 1 : 0);
      hits.percentile[i] += inside(percentile[name].low, percentile[name].high);
      hits.bca[i] += inside(bca[name].low, bca[name].high);
      const relative = (z * fit.se[name]) / fit.constants[name];
      const [low, high] = i < 3 ? [Math.exp(-relative), Math.exp(relative)] : [1 - relative, 1 + relative];
      hits.sandwich[i] += inside(fit.constants[name] * low, fit.constants[name] * high);
    }
  }
  for (const [kind, counts] of Object.entries(hits)) {
    const shares = names.map((name, i) => `${name} ${((100 * counts[i]) / replications).toFixed(1)}%`);
    console.log(`coverage of 90% intervals, ${kind.padEnd(10)} ${shares.join('  ')}`);
  }
}

/**
 * The fitting workflow: global optimum with the coverage of the 4,500-start grid and 4,000 bootstraps; 100,000 runs; and
 * the usual scipy way beside it (`--full` runs all of that); `--coverage` simulates 1,000 data sets. The exit status is 1 if a limit is passed.
 */
export async function bench(root: string, _worker: string, args: readonly string[] = []): Promise<void> {
  const { data, name } = points(root);
  const spec = chinchilla(data);
  console.log(`Chinchilla law, log-Huber, on ${name}`);
  console.log(`${''.padEnd(52)} ${'clock'.padStart(9)} ${'processor'.padStart(9)}`);
  const cold = alone(spec);
  line('one thread, cold: search', cold.search);
  line('one thread, cold: 4,000 bootstraps', cold.bootstrap);
  const warm = alone(spec);
  line('one thread, warm: search', warm.search);
  line('one thread, warm: 4,000 bootstraps', warm.bootstrap);
  const { took } = await together(spec);
  let fine = line('two threads, started for it: search and bootstraps', took, 1500);
  wholeGrid(spec, cold.fit);
  const many = chinchilla(simulated(100_000, 1));
  const watch = stopwatch();
  fitRuns(many);
  fine = line('100,000 runs', watch(), 2000) && fine;
  const usual = scipy(root, data, args);
  if (usual !== undefined) {
    const times = (a: number, b: number) => (a / b).toFixed(0);
    console.log(`  the whole workflow takes 1/${times(usual.cpu, took.cpu)} of scipy's processor time`);
    console.log(`  and 1/${times(usual.ms, took.ms)} of its time by the clock`);
  }
  if (args.includes('--coverage')) coverage(1000);
  if (!fine) process.exitCode = 1;
}
