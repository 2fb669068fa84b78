import * as l10n from '@vscode/l10n';
import { ScienceError } from '../../errors';
import { type Fit, fitRuns } from '../fit';
import { normalQuantile } from '../numeric/normal';
import { quantile } from '../numeric/summary';
import { compileProblem, type Observations, type ProblemSpec } from '../problem';
import { takeRows } from '../search/thin';
import type { Refits } from '../uncertainty/bootstrap';
import { percentileInterval } from '../uncertainty/intervals';
import { predictRuns } from './predict';

export interface HoldoutOptions {
  /** What makes a run large: its compute (C, or 6ND), size or tokens. */
  readonly by?: 'compute' | 'params' | 'tokens';
  /** How many of the largest values are hidden, with all runs that have them. */
  readonly top?: number;
  readonly level?: number;
}

/** A run that was hidden from the fit, and what the fit says of it. */
export interface HeldOut {
  readonly row: number;
  readonly size: number;
  readonly actual: number;
  readonly predicted: number;
  /** predicted / actual - 1. */
  readonly relativeError: number;
  /** Where a new run should lie: uncertainty of the constants and noise of a run. */
  readonly low: number;
  readonly high: number;
  readonly inside: boolean;
}

/** How well a law predicts runs larger than those it has seen. */
export interface Holdout {
  readonly fit: Fit;
  readonly hidden: readonly HeldOut[];
  readonly meanAbsoluteError: number;
  /** Mean of the signed relative errors: above zero, the law is too pessimistic. */
  readonly bias: number;
  readonly coverage: number;
  readonly level: number;
  /** How many times larger the largest hidden run is than the largest seen. */
  readonly factor: number;
}

/** The two parts of the runs: what is fitted and what is predicted. */
export interface HoldoutSplit {
  readonly seen: ProblemSpec;
  readonly hidden: Observations;
  readonly sizes: Float64Array;
  readonly factor: number;
}

/** Splits off the largest runs. */
export function splitHoldout(spec: ProblemSpec, options: HoldoutOptions = {}): HoldoutSplit {
  const { by = 'compute', top = 3 } = options;
  const sizes = sizesOf(spec.data, by);
  const distinct = [...new Set(sizes)].sort((a, b) => b - a);
  if (!(top >= 1 && top < distinct.length)) {
    throw new ScienceError(
      'bad-input',
      l10n.t('top must be between 1 and {0}, so that runs are left to fit.', distinct.length - 1),
    );
  }
  const least = distinct[top - 1];
  const indices = Array.from(sizes, (_, i) => i);
  const large = indices.filter(i => sizes[i] >= least);
  return {
    seen: {
      ...spec,
      data: takeRows(
        spec.data,
        indices.filter(i => sizes[i] < least),
      ),
    },
    hidden: takeRows(spec.data, large),
    sizes: Float64Array.from(large, i => sizes[i]),
    factor: distinct[0] / distinct[top],
  };
}

function sizesOf({ columns }: Observations, by: NonNullable<HoldoutOptions['by']>): Float64Array {
  const { N, D, C } = columns;
  if (by === 'params' && N) return N;
  if (by === 'tokens' && D) return D;
  if (by === 'compute' && C) return C;
  if (by === 'compute' && N && D) return N.map((n, i) => 6 * n * D[i]);
  if (by === 'compute' && (N ?? D)) return (N ?? D) as Float64Array;
  throw new ScienceError('missing-column', l10n.t('The runs have no column to order them by {0}.', by));
}

/**
 * Judges a fit of the seen runs by the hidden ones. Intervals hold the spread of the constants (bootstrap refits of the
 * seen runs if given, else the sandwich covariance) and the noise of a single run (the fit's own residuals).
 */
export function judgeHoldout(split: HoldoutSplit, fit: Fit, refits?: Refits, options: HoldoutOptions = {}): Holdout {
  const { level = 0.9 } = options;
  const problem = compileProblem(split.seen);
  const log = problem.spec.objective.scale === 'log';
  const { values, jacobian } = predictRuns(problem, fit.theta, split.hidden.columns, log);
  const noise = Array.from(fit.residuals, r => -r);
  const spread = refits ? drawnPredictions(split, fit, refits, log) : undefined;
  const back = (v: number) => (log ? Math.exp(v) : v);
  const hidden = Array.from(values, (value, i): HeldOut => {
    const [low, high] = spread
      ? drawnRange(spread[i], noise, level)
      : normalRange(fit, value, jacobian, i, noise, level);
    const [actual, predicted] = [split.hidden.response[i], back(value)];
    return {
      row: split.hidden.rows?.[i] ?? i + 1,
      size: split.sizes[i],
      actual,
      predicted,
      relativeError: predicted / actual - 1,
      low: back(low),
      high: back(high),
      inside: actual >= back(low) && actual <= back(high),
    };
  });
  const average = (of: (h: HeldOut) => number) => hidden.reduce((sum, h) => sum + of(h), 0) / hidden.length;
  return {
    fit,
    hidden,
    meanAbsoluteError: average(h => Math.abs(h.relativeError)),
    bias: average(h => h.relativeError),
    coverage: average(h => (h.inside ? 1 : 0)),
    level,
    factor: split.factor,
  };
}

/** Hides the largest runs, refits and judges, on this thread and without a bootstrap. */
export function holdout(spec: ProblemSpec, options: HoldoutOptions = {}): Holdout {
  const split = splitHoldout(spec, options);
  return judgeHoldout(split, fitRuns(split.seen), undefined, options);
}

/** Predictions of every draw for every hidden run. */
function drawnPredictions(split: HoldoutSplit, fit: Fit, refits: Refits, log: boolean): Float64Array[] {
  const names = fit.form.parameters;
  const { columns, response } = split.hidden;
  return Array.from(response, (_, i) => {
    const inputs = Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, values[i]]));
    return Float64Array.from({ length: refits.count }, (__, k) => {
      const constants = Object.fromEntries(names.map((name, j) => [name, refits.values[k * names.length + j]]));
      const value = fit.form.loss?.(constants, inputs) ?? Number.NaN;
      return log ? Math.log(value) : value;
    });
  });
}

/** Percentiles of predictions plus noise: each draw is paired with every so-manyth residual. */
function drawnRange(draws: Float64Array, noise: readonly number[], level: number): [number, number] {
  const sums = Float64Array.from(draws, (v, k) => v + noise[(k * 7919) % noise.length]);
  const { low, high } = percentileInterval(sums, level);
  return [low, high];
}

function normalRange(
  fit: Fit,
  value: number,
  jacobian: Float64Array,
  i: number,
  noise: readonly number[],
  level: number,
): [number, number] {
  const q = fit.theta.length;
  let variance = 0;
  for (let j = 0; j < q; j++) {
    for (let k = 0; k < q; k++) {
      variance += jacobian[i * q + j] * (fit.covariance?.[j * q + k] ?? Number.NaN) * jacobian[i * q + k];
    }
  }
  const z = normalQuantile(0.5 + level / 2);
  // Noise by its own quantiles, which have the heavier tails that losses have.
  const tail = (1 - level) / 2;
  const [down, up] = [quantile(noise, tail), quantile(noise, 1 - tail)];
  const reach = z * Math.sqrt(variance);
  return [value - Math.hypot(reach, down), value + Math.hypot(reach, up)];
}
