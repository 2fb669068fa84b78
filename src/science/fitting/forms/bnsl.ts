import { bnslForm, brokenPower } from '../../laws/forms/bnsl';
import type { Form } from '../../laws/law';
import { nonNegativeLeastSquares } from '../numeric/nonnegative';
import { sortedFinite, sortedQuantile } from '../numeric/summary';
import { type FitForm, type FitParameter, positive, type StartData, startsOf } from './form';
import type { Variable } from './power';
import { logistic, softplus } from './terms';

/** Names of the constants of a law with this many breaks. */
function names(breaks: number): string[] {
  return ['a', 'b', 'c0', ...Array.from({ length: breaks }, (_, i) => [`c${i + 1}`, `d${i + 1}`, `f${i + 1}`]).flat()];
}

function lawForm(variable: Variable, breaks: number): Form {
  return {
    ...bnslForm,
    parameters: names(breaks),
    inputs: [variable],
    optionalInputs: [],
    formula: bnslForm.formula.replaceAll('x', variable),
    latex: bnslForm.latex.replace('b\\,x', `b\\,${variable}`).replace('\\frac{x}', `\\frac{${variable}}`),
    loss: (k, inputs) => brokenPower(k, inputs[variable] ?? Number.NaN),
  };
}

const parameterOf = (name: string): FitParameter => {
  if (name === 'a')
    return { name, transform: 'identity', lower: Number.NEGATIVE_INFINITY, upper: Number.POSITIVE_INFINITY };
  if (name.startsWith('c')) return { name, transform: 'identity', lower: -20, upper: 20 };
  if (name.startsWith('f')) return { name, transform: 'log', lower: 1e-2, upper: 20, size: 'own' };
  if (name === 'b') return { name, ...positive, size: { exponent: 'c0', feature: 0 } };
  return { name, ...positive, size: 'own' };
};

/** For a given floor, breaks and sharpnesses the logarithm of y - a is linear in log b, c0 and the c_i. */
function project(data: StartData, theta: Float64Array, breaks: number): Float64Array {
  const { response, weights, n } = data;
  const x = data.features[0].subarray(0, n);
  const least = 1e-3 * Math.abs(sortedFinite(response.subarray(0, n))[0]);
  const logs = response.subarray(0, n).map(v => Math.log(Math.max(v - theta[0], least)));
  const columns = [x.map(() => 1), x.map(v => -v)];
  for (let i = 0; i < breaks; i++) {
    const [d, f] = [theta[4 + 3 * i], Math.exp(theta[5 + 3 * i])];
    columns.push(x.map(v => -f * softplus((v - d) / f)));
  }
  const found = nonNegativeLeastSquares(
    columns,
    logs,
    weights,
    columns.map(() => false),
  );
  const answer = Float64Array.from(theta);
  answer[1] = found[0];
  answer[2] = found[1];
  for (let i = 0; i < breaks; i++) answer[3 + 3 * i] = found[2 + i];
  return answer;
}

/** Curvature of e^t: e^t (t_i t_j + t_ij), where t_ij couples the constants of one break only. */
function secondOrder(
  x: Float64Array,
  n: number,
  psi: Float64Array,
  h: Float64Array,
  theta: Float64Array,
  breaks: number,
): void {
  const p = 3 + 3 * breaks;
  const slope = new Float64Array(p);
  const add = (i: number, j: number, value: number) => {
    h[i * p + j] += value;
    if (i !== j) h[j * p + i] += value;
  };
  for (let i = 0; i < n; i++) {
    if (psi[i] === 0) continue;
    let t = theta[1] - theta[2] * x[i];
    slope[1] = 1;
    slope[2] = -x[i];
    for (let k = 3; k < p; k += 3) {
      const f = Math.exp(theta[k + 2]);
      const z = (x[i] - theta[k + 1]) / f;
      const [soft, share] = [softplus(z), logistic(z)];
      t -= theta[k] * f * soft;
      slope[k] = -f * soft;
      slope[k + 1] = theta[k] * share;
      slope[k + 2] = -theta[k] * f * (soft - share * z);
    }
    const w = psi[i] * Math.exp(t);
    for (let j = 1; j < p; j++) for (let k = 1; k <= j; k++) add(j, k, w * slope[j] * slope[k]);
    for (let k = 3; k < p; k += 3) {
      const [c, f] = [theta[k], Math.exp(theta[k + 2])];
      const z = (x[i] - theta[k + 1]) / f;
      const [soft, share] = [softplus(z), logistic(z)];
      const bend = share * (1 - share);
      add(k + 1, k, w * share);
      add(k + 2, k, -w * f * (soft - share * z));
      add(k + 1, k + 1, (-w * c * bend) / f);
      add(k + 2, k + 1, -w * c * bend * z);
      add(k + 2, k + 2, -w * c * f * (soft - share * z + bend * z * z));
    }
  }
}

/** All ways to choose k of the items, in order. */
function choose<T>(items: readonly T[], k: number): T[][] {
  if (k === 0) return [[]];
  return items.flatMap((first, i) => choose(items.slice(i + 1), k - 1).map(rest => [first, ...rest]));
}

/**
 * Broken neural scaling law with 1 to 3 breaks, Caballero et al. 2022: v = a + e^t,
 * t = log b - c0 x - sum c_i f_i log(1 + e^((x - d_i)/f_i)), x and d in logarithms.
 */
export function brokenForm(variable: Variable, breaks: number): FitForm {
  const p = 3 + 3 * breaks;
  return {
    form: lawForm(variable, breaks),
    parameters: names(breaks).map(parameterOf),
    columns: [variable],
    response: 'loss',
    scale: 'linear',
    features: columns => [columns[variable].map(Math.log)],
    predict: ([x], n, theta, out, jacobian) => {
      for (let i = 0; i < n; i++) {
        let t = theta[1] - theta[2] * x[i];
        for (let k = 3; k < p; k += 3) {
          const f = Math.exp(theta[k + 2]);
          t -= theta[k] * f * softplus((x[i] - theta[k + 1]) / f);
        }
        const power = Math.exp(t);
        out[i] = theta[0] + power;
        if (!jacobian) continue;
        const row = i * p;
        jacobian[row] = 1;
        jacobian[row + 1] = power;
        jacobian[row + 2] = -power * x[i];
        for (let k = 3; k < p; k += 3) {
          const f = Math.exp(theta[k + 2]);
          const z = (x[i] - theta[k + 1]) / f;
          const [soft, share] = [softplus(z), logistic(z)];
          jacobian[row + k] = -power * f * soft;
          jacobian[row + k + 1] = power * theta[k] * share;
          jacobian[row + k + 2] = -power * theta[k] * f * (soft - share * z);
        }
      }
    },
    secondOrder: (features, n, psi, _, h, theta) => secondOrder(features[0], n, psi, h, theta, breaks),
    starts: data => {
      const sorted = sortedFinite(data.features[0].subarray(0, data.n));
      const places = [0.15, 0.3, 0.45, 0.6, 0.75, 0.9].map(q => sortedQuantile(sorted, q));
      const low = sortedFinite(data.response.subarray(0, data.n))[0];
      const rows = choose(places, breaks).flatMap(ds =>
        [0, 0.5, 0.9].flatMap(share =>
          [0.1, 0.5].map(f => {
            const theta = Float64Array.of(share * low, 0, 0, ...ds.flatMap(d => [0, d, Math.log(f)]));
            return project(data, theta, breaks);
          }),
        ),
      );
      return startsOf(rows, `${places.length} places for breaks x 3 floors x 2 sharpnesses`);
    },
    project: (data, theta) => project(data, theta, breaks),
  };
}
