import type { Form } from '../../laws/law';
import { nonNegativeLeastSquares } from '../numeric/nonnegative';
import { sortedFinite, sortedQuantile } from '../numeric/summary';
import { type FitForm, positive, type StartData, startsOf } from './form';
import { logistic } from './terms';

/** Task accuracy as a sigmoid of loss, or of the logarithm of compute. */
export type SigmoidInput = 'loss' | 'C';

const forms: Readonly<Record<SigmoidInput, Form>> = {
  loss: {
    name: 'sigmoid',
    parameters: ['floor', 'ceiling', 'k', 'L0'],
    inputs: ['loss'],
    formula: 'accuracy = floor + (ceiling - floor) / (1 + exp(k (L - L0)))',
    latex: String.raw`\mathrm{acc}(L) = c_0 + \frac{c_1 - c_0}{1 + e^{k (L - L_0)}}`,
    error: (k, loss) => 1 - k.floor - (k.ceiling - k.floor) * logistic(-k.k * (loss - k.L0)),
  },
  C: {
    name: 'sigmoid_of_compute',
    parameters: ['floor', 'ceiling', 'k', 'C0'],
    inputs: ['C'],
    formula: 'accuracy = floor + (ceiling - floor) / (1 + (C/C0)^-k)',
    latex: String.raw`\mathrm{acc}(C) = c_0 + \frac{c_1 - c_0}{1 + (C/C_0)^{-k}}`,
  },
};

/** The value of a fitted sigmoid: accuracy at a loss or a compute. */
export function sigmoidAt(input: SigmoidInput, k: Readonly<Record<string, number>>, x: number): number {
  const z = input === 'loss' ? -k.k * (x - k.L0) : k.k * Math.log(x / k.C0);
  return k.floor + (k.ceiling - k.floor) * logistic(z);
}

/** Floor and ceiling are linear: solved for. */
function project(data: StartData, theta: Float64Array): Float64Array {
  const [x] = data.features;
  const rise = Float64Array.from({ length: data.n }, (_, i) => logistic(theta[2] * (x[i] - theta[3])));
  const fall = rise.map(p => 1 - p);
  const [ceiling, floor] = nonNegativeLeastSquares([rise, fall], data.response.subarray(0, data.n), data.weights, [
    false,
    false,
  ]);
  return Float64Array.of(floor, ceiling, theta[2], theta[3]);
}

/** The sigmoid as a form to fit. Its x grows with ability: minus the loss, or log C. */
export function sigmoidForm(input: SigmoidInput): FitForm {
  const sign = input === 'loss' ? -1 : 1;
  return {
    form: forms[input],
    parameters: [
      { name: 'floor', transform: 'identity', lower: -0.5, upper: 1 },
      { name: 'ceiling', transform: 'identity', lower: 0, upper: 1.5 },
      { name: 'k', transform: 'identity', lower: 0, upper: 1e4 },
      input === 'loss'
        ? { name: 'L0', transform: 'identity', lower: -1e3, upper: 1e3 }
        : { name: 'C0', ...positive, size: 'own' },
    ],
    columns: [input],
    response: 'accuracy',
    scale: 'linear',
    features: columns => [columns[input].map(v => (input === 'loss' ? -v : Math.log(v)))],
    predict: ([x], n, [floor, ceiling, k, middle], out, jacobian) => {
      const height = ceiling - floor;
      for (let i = 0; i < n; i++) {
        const away = x[i] - sign * middle;
        const p = logistic(k * away);
        out[i] = floor + height * p;
        if (!jacobian) continue;
        const slope = height * p * (1 - p);
        jacobian[4 * i] = 1 - p;
        jacobian[4 * i + 1] = p;
        jacobian[4 * i + 2] = slope * away;
        jacobian[4 * i + 3] = -sign * slope * k;
      }
    },
    starts: data => {
      const sorted = sortedFinite(data.features[0].subarray(0, data.n));
      const spread = Math.max(sorted[sorted.length - 1] - sorted[0], 1e-9);
      const rows = [0.1, 0.3, 0.5, 0.7, 0.9].flatMap(q =>
        [3, 10, 30].map(steps => {
          const middle = sortedQuantile(sorted, q);
          const found = project(data, Float64Array.of(0, 1, steps / spread, middle));
          return Float64Array.of(found[0], found[1], found[2], sign * middle);
        }),
      );
      return startsOf(rows, '5 middles x 3 slopes');
    },
    project: (data, theta) => {
      const found = project(data, Float64Array.of(theta[0], theta[1], theta[2], sign * theta[3]));
      return Float64Array.of(found[0], found[1], found[2], theta[3]);
    },
  };
}
