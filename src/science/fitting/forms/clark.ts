import { clarkForm } from '../../laws/forms/clark';
import { nonNegativeLeastSquares } from '../numeric/nonnegative';
import { type FitForm, type StartData, startsOf } from './form';

const FIRST = [1.2, 2, 4, 8];
const LAST = [60, 200, 600, 2000];

/** log10 of the saturated number of experts (Clark et al. 2022, eq 9) and its derivatives by log E_start and log E_max. */
function saturation(experts: number, first: number, last: number): [number, number, number] {
  const start = 1 / (1 / first - 1 / last);
  const shifted = experts - 1 + start;
  const saturated = 1 / (1 / shifted + 1 / last);
  const byShifted = (saturated / shifted) ** 2;
  const byFirst = byShifted * (start / first) ** 2;
  const byLast = (saturated / last) ** 2 - byShifted * (start / last) ** 2;
  const scale = 1 / (saturated * Math.LN10);
  return [Math.log10(saturated), byFirst * first * scale, byLast * last * scale];
}

/** a, b, c and d enter log10 L linearly. */
function project(data: StartData, theta: Float64Array): Float64Array {
  const [n, experts] = data.features;
  const e = experts.map(v => saturation(v, Math.exp(theta[4]), Math.exp(theta[5]))[0]);
  const logs = data.response.subarray(0, data.n).map(Math.log10);
  const columns = [n, e, n.map((v, i) => v * e[i]), n.map(() => 1)].map(c => c.subarray(0, data.n));
  const found = nonNegativeLeastSquares(columns, logs, data.weights, [false, false, false, false]);
  return Float64Array.of(...found, theta[4], theta[5]);
}

/** Routed models, Clark et al. 2022, eq 8. E_max far above the experts in the data cannot be found from them. */
export const clarkFit: FitForm = {
  form: clarkForm,
  parameters: [
    ...['a', 'b', 'c', 'd'].map(name => ({ name, transform: 'identity', lower: -1e3, upper: 1e3 }) as const),
    { name: 'E_start', transform: 'log', lower: 1e-3, upper: 50, size: 'own' },
    { name: 'E_max', transform: 'log', lower: 51, upper: 1e7, size: 'own' },
  ],
  columns: ['N', 'experts'],
  response: 'loss',
  scale: 'log',
  features: ({ N, experts }) => [N.map(Math.log10), experts],
  predict: ([logs, experts], n, [a, b, c, d, logFirst, logLast], out, jacobian) => {
    const [first, last] = [Math.exp(logFirst), Math.exp(logLast)];
    for (let i = 0; i < n; i++) {
      const x = logs[i];
      const [e, byFirst, byLast] = saturation(experts[i], first, last);
      out[i] = Math.LN10 * (a * x + b * e + c * x * e + d);
      if (!jacobian) continue;
      const slope = Math.LN10 * (b + c * x);
      const k = 6 * i;
      jacobian[k] = Math.LN10 * x;
      jacobian[k + 1] = Math.LN10 * e;
      jacobian[k + 2] = Math.LN10 * x * e;
      jacobian[k + 3] = Math.LN10;
      jacobian[k + 4] = slope * byFirst;
      jacobian[k + 5] = slope * byLast;
    }
  },
  starts: data =>
    startsOf(
      FIRST.flatMap(s => LAST.map(m => project(data, Float64Array.of(0, 0, 0, 0, Math.log(s), Math.log(m))))),
      `${FIRST.length * LAST.length} pairs of E_start and E_max`,
    ),
  project,
};
