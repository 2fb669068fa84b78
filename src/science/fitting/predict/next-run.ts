import * as l10n from '@vscode/l10n';
import { ScienceError } from '../../errors';
import type { Fit } from '../fit';
import { quantile } from '../numeric/summary';
import { compileProblem } from '../problem';
import { predictRuns } from './predict';

export interface NextRunOptions {
  /** What should become surer: the constants together, or the loss at `target` FLOP. */
  readonly goal?: 'constants' | 'loss';
  /** Compute at which the loss should become surer; ten times the largest run where not given. */
  readonly target?: number;
  /** Runs are proposed at the budget and at these shares of it. */
  readonly shares?: readonly number[];
  /** Tokens per parameter that a proposal may have; those common among the runs and not far from the optimum where not given. */
  readonly ratio?: readonly [number, number];
}

/** A run that could be trained next, and what it would teach. */
export interface Proposal {
  readonly N: number;
  readonly D: number;
  readonly C: number;
  /** Loss that the law expects. */
  readonly loss: number;
  /** constants: how much smaller the volume of uncertainty gets, as a share; loss: how much smaller the standard error. */
  readonly gain: number;
}

export interface NextRun {
  readonly best: Proposal;
  /** All that were weighed, best first. */
  readonly proposals: readonly Proposal[];
  readonly goal: 'constants' | 'loss';
  readonly target: number;
  /** Tokens per parameter within which runs were weighed, and whether the best one lies at such a limit. */
  readonly ratio: readonly [number, number];
  readonly atLimit: boolean;
}

const SIZES = 49;
/** The middle share of the runs whose tokens per parameter count as common, and how far beyond them proposals may go. */
const COMMON = 0.9;
const BEYOND = 1.5;
/** How far from the compute-optimal tokens per parameter proposals may go: few train models beyond. */
const FROM_OPTIMUM = 8;

/**
 * The most informative run within a budget: the size and tokens whose loss the fit is least sure of in the direction that
 * matters. After a run with derivative g and noise s^2 the covariance V becomes V - V g g^T V / (s^2 + g^T V g)
 * (sequential design; Fedorov 1972). For laws of N and D.
 */
export function nextRun(fit: Fit, budget: number, options: NextRunOptions = {}): NextRun {
  const { goal = 'loss', shares = [1] } = options;
  const { covariance, range } = fit;
  const problem = compileProblem(fit.spec);
  if (!(budget > 0)) throw new ScienceError('bad-input', l10n.t('The budget must be a positive number of FLOP.'));
  if (!problem.form.columns.includes('N') || !problem.form.columns.includes('D')) {
    throw new ScienceError('law-cannot', l10n.t('next_run needs a law of N and D, such as form: "chinchilla".'));
  }
  if (!covariance) {
    throw new ScienceError(
      'no-covariance',
      l10n.t(
        'These runs do not determine all constants, so that no next run can be weighed. {0}',
        fit.certificate.sentences.join(' '),
      ),
    );
  }
  const target = options.target ?? 10 * range.C[1];
  const of = (runs: readonly { N: number; D: number }[]) => {
    const columns = columnsOf(problem.form.columns, runs);
    return predictRuns(problem, fit.theta, columns, true);
  };
  const ratio = options.ratio ?? sensibleRatio(fit, optimumAt(of, budget));
  const candidates = shares.flatMap(share => candidatesAt(ratio, share * budget));
  const { values, jacobian } = of(candidates);
  const noise = noiseVariance(fit);
  const aim = goal === 'loss' ? of([optimumAt(of, target)]).jacobian : undefined;
  const q = fit.theta.length;
  const along = (a: Float64Array, b: Float64Array) => {
    let sum = 0;
    for (let j = 0; j < q; j++) for (let k = 0; k < q; k++) sum += a[j] * covariance[j * q + k] * b[k];
    return sum;
  };
  const proposals = candidates
    .map((run, i): Proposal => {
      const g = jacobian.subarray(i * q, (i + 1) * q);
      const own = along(g, g);
      const left = aim
        ? Math.sqrt(Math.max(0, 1 - along(aim, g) ** 2 / ((noise + own) * along(aim, aim))))
        : Math.sqrt(noise / (noise + own));
      return { ...run, C: 6 * run.N * run.D, loss: Math.exp(values[i]), gain: 1 - left };
    })
    .sort((a, b) => b.gain - a.gain);
  const [best] = proposals;
  const atLimit = ratio.some(limit => Math.abs(Math.log(best.D / best.N / limit)) < 1e-6);
  return { best, proposals, goal, target, ratio, atLimit };
}

/** Tokens per parameter that are common among the runs, somewhat beyond, and not far from the optimum. */
function sensibleRatio({ spec }: Fit, best: { readonly N: number; readonly D: number }): [number, number] {
  const { N, D } = spec.data.columns;
  const ratios = D.map((d, i) => d / N[i]);
  const tail = (1 - COMMON) / 2;
  const optimal = best.D / best.N;
  const near = [optimal / FROM_OPTIMUM, optimal * FROM_OPTIMUM] as const;
  const low = Math.max(near[0], quantile(ratios, tail) / BEYOND);
  const high = Math.min(near[1], quantile(ratios, 1 - tail) * BEYOND);
  // Runs that are all far from the optimum say nothing of where to go near it.
  return low < high ? [low, high] : [...near];
}

/**
 * Sizes at a budget whose tokens per parameter lie within limits: beyond those of the runs, the law that proposes the run
 * would be the only one to believe it.
 */
function candidatesAt([least, most]: readonly [number, number], C: number): { N: number; D: number }[] {
  const product = C / 6;
  const [low, high] = [Math.sqrt(product / most), Math.sqrt(product / least)];
  return Array.from({ length: SIZES }, (_, i) => {
    const size = low * (high / low) ** (i / (SIZES - 1));
    return { N: size, D: product / size };
  });
}

/** The compute-optimal run by the law, on a grid fine enough to aim at. */
function optimumAt(
  of: (runs: readonly { N: number; D: number }[]) => { readonly values: Float64Array },
  C: number,
): { N: number; D: number } {
  const product = C / 6;
  const runs = Array.from({ length: 400 }, (_, i) => {
    const N = product ** ((i + 1) / 401);
    return { N, D: product / N };
  });
  const { values } = of(runs);
  let best = 0;
  for (let i = 1; i < runs.length; i++) if (values[i] < values[best]) best = i;
  return runs[best];
}

function columnsOf(names: readonly string[], runs: readonly { N: number; D: number }[]): Record<string, Float64Array> {
  const N = Float64Array.from(runs, r => r.N);
  const D = Float64Array.from(runs, r => r.D);
  // Fresh data, dense models: what a column beyond N and D means where nothing is said of it.
  const others: Record<string, Float64Array> = { unique: D, experts: N.map(() => 1) };
  return Object.fromEntries(names.map(name => [name, name === 'N' ? N : name === 'D' ? D : (others[name] ?? N)]));
}

/** Variance of a single run's log loss, from the middle of the residuals. */
function noiseVariance(fit: Fit): number {
  const log = fit.spec.objective.scale === 'log';
  const relative = log ? fit.residuals : fit.residuals.map((r, i) => r / fit.spec.data.response[i]);
  const spread = 1.4826 * quantile(relative.map(Math.abs), 0.5);
  return Math.max(spread * spread, 1e-12);
}
