import type { FitForm } from '../forms/form';
import { expand, type Problem } from '../problem';

/** Predictions of a form for further runs, with derivatives by the free constants, on the logarithm or as they are. */
export interface Predictions {
  readonly values: Float64Array;
  /** Row by row: derivative of each value by each free constant on the optimiser's scale. */
  readonly jacobian: Float64Array;
}

/** Predicts the response of runs (columns of the form's inputs) at free constants `theta`. */
export function predictRuns(
  problem: Problem,
  theta: Float64Array,
  columns: Readonly<Record<string, Float64Array>>,
  log: boolean,
): Predictions {
  const { form, layout } = problem;
  const n = columns[form.columns[0]].length;
  const p = form.parameters.length;
  const q = layout.free.length;
  const values = new Float64Array(n);
  const full = new Float64Array(n * p);
  form.predict(form.features(columns), n, expand(layout, theta, new Float64Array(p)), values, full);
  const jacobian = new Float64Array(n * q);
  for (let i = 0; i < n; i++) {
    const slope = rescale(form, values, i, log);
    for (let k = 0; k < p; k++) if (layout.place[k] >= 0) jacobian[i * q + layout.place[k]] += slope * full[i * p + k];
  }
  return { values, jacobian };
}

/** Puts a prediction on the wanted scale and returns the factor for its derivatives. */
function rescale(form: FitForm, values: Float64Array, i: number, log: boolean): number {
  if ((form.scale === 'log') === log) return 1;
  if (log) {
    const slope = 1 / values[i];
    values[i] = Math.log(values[i]);
    return slope;
  }
  values[i] = Math.exp(values[i]);
  return values[i];
}
