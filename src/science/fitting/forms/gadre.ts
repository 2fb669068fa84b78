import { gadreForm } from '../../laws/forms/gadre';
import type { Form } from '../../laws/law';
import { mean } from '../numeric/summary';
import { type FitForm, positive, type StartData, startsOf } from './form';
import { factorsOfTerms, logAddExp } from './terms';

const EXPONENTS = [0.02, 0.04, 0.07, 0.1, 0.15, 0.2, 0.3, 0.5, 0.75, 1];

/** The loss of Gadre et al. 2024, eq 4; its error on tasks is another fit. */
const gadreLoss: Form = {
  name: gadreForm.name,
  parameters: ['E', 'a', 'b', 'eta'],
  inputs: gadreForm.inputs,
  formula: 'L = E + (a M^eta + b M^-eta) C^-eta, M = D/N, C = 6ND',
  latex: String.raw`L(C,M) = E + (a M^{\eta} + b M^{-\eta})\, C^{-\eta}`,
  ...(gadreForm.loss && { loss: gadreForm.loss }),
  ...(gadreForm.optimum && { optimum: gadreForm.optimum }),
  ...(gadreForm.terms && { terms: gadreForm.terms }),
};

function project(data: StartData, theta: Float64Array): Float64Array {
  const [x, y] = data.features;
  const eta = Math.max(theta[3], EXPONENTS[0]);
  const [centreN, centreD] = [mean(x), mean(y)];
  const [a, b, E] = factorsOfTerms(data, [
    i => Math.exp(-eta * (x[i] - centreN)),
    i => Math.exp(-eta * (y[i] - centreD)),
    () => 1,
  ]).map(Math.log);
  return Float64Array.of(E, a + eta * centreN, b + eta * centreD, eta);
}

export const gadreFit: FitForm = {
  form: gadreLoss,
  parameters: [
    { name: 'E', ...positive, size: 'own' },
    { name: 'a', ...positive, size: { exponent: 'eta', feature: 0 } },
    { name: 'b', ...positive, size: { exponent: 'eta', feature: 1 } },
    { name: 'eta', transform: 'identity', lower: 0, upper: 5 },
  ],
  columns: ['N', 'D'],
  response: 'loss',
  scale: 'log',
  // a M^eta C^-eta = a (6 N^2)^-eta, and b M^-eta C^-eta = b (6 D^2)^-eta.
  features: ({ N, D }) => [N.map(v => Math.log(6) + 2 * Math.log(v)), D.map(v => Math.log(6) + 2 * Math.log(v))],
  predict: ([x, y], n, [e, a, b, eta], out, jacobian) => {
    for (let i = 0; i < n; i++) {
      const u = a - eta * x[i];
      const v = b - eta * y[i];
      out[i] = logAddExp(logAddExp(u, v), e);
      if (!jacobian) continue;
      const [pu, pv] = [Math.exp(u - out[i]), Math.exp(v - out[i])];
      jacobian[4 * i] = Math.exp(e - out[i]);
      jacobian[4 * i + 1] = pu;
      jacobian[4 * i + 2] = pv;
      jacobian[4 * i + 3] = -pu * x[i] - pv * y[i];
    }
  },
  starts: data =>
    startsOf(
      EXPONENTS.map(eta => project(data, Float64Array.of(0, 0, 0, eta))),
      `${EXPONENTS.length} exponents`,
    ),
  project,
};
