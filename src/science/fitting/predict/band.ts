import type { LawDraws } from '../../laws/law';
import type { Fit } from '../fit';
import { toInternal } from '../forms/form';
import { normalQuantile } from '../numeric/normal';
import { quantile } from '../numeric/summary';
import { compileProblem } from '../problem';
import { predictRuns } from './predict';

/** What a fit predicts, in the response's own unit, and how sure its constants make that. */
export interface PredictionBand {
  readonly value: Float64Array;
  /** Absent where the runs do not determine the constants. */
  readonly low?: Float64Array;
  readonly high?: Float64Array;
}

/** More draws than this do not move a band by a visible amount. */
const MOST_DRAWS = 400;

/** Predictions for any inputs with their band: percentiles of the draws, or the sandwich covariance where there are none. */
export function predictionBand(
  fit: Fit,
  columns: Readonly<Record<string, Float64Array>>,
  level: number,
  draws?: LawDraws,
): PredictionBand {
  const problem = compileProblem(fit.spec);
  const log = problem.form.scale === 'log';
  const { values, jacobian } = predictRuns(problem, fit.theta, columns, log);
  const back = (v: number) => (log ? Math.exp(v) : v);
  const value = values.map(back);
  if (draws && draws.count > 0) return { value, ...bandOfDraws(fit, columns, level, draws) };
  if (!fit.covariance) return { value };
  const q = fit.theta.length;
  const z = normalQuantile(0.5 + level / 2);
  const reach = values.map((_, i) => {
    let variance = 0;
    for (let j = 0; j < q; j++) {
      for (let k = 0; k < q; k++) {
        variance += jacobian[i * q + j] * (fit.covariance?.[j * q + k] ?? 0) * jacobian[i * q + k];
      }
    }
    return z * Math.sqrt(Math.max(0, variance));
  });
  return { value, low: values.map((v, i) => back(v - reach[i])), high: values.map((v, i) => back(v + reach[i])) };
}

function bandOfDraws(
  fit: Fit,
  columns: Readonly<Record<string, Float64Array>>,
  level: number,
  draws: LawDraws,
): { readonly low: Float64Array; readonly high: Float64Array } {
  const { form } = compileProblem(fit.spec);
  const features = form.features(columns);
  const n = columns[form.columns[0]].length;
  const p = form.parameters.length;
  const taken = Math.min(MOST_DRAWS, draws.count);
  const all = new Float64Array(n * taken);
  const out = new Float64Array(n);
  const theta = new Float64Array(p);
  for (let k = 0; k < taken; k++) {
    const row = Math.floor((k * draws.count) / taken) * p;
    for (let j = 0; j < p; j++) theta[j] = toInternal(form.parameters[j], draws.values[row + j]);
    form.predict(features, n, theta, out, undefined);
    for (let i = 0; i < n; i++) all[i * taken + k] = form.scale === 'log' ? Math.exp(out[i]) : out[i];
  }
  const at = (share: number) =>
    Float64Array.from({ length: n }, (_, i) => quantile(all.subarray(i * taken, (i + 1) * taken), share));
  return { low: at((1 - level) / 2), high: at((1 + level) / 2) };
}
