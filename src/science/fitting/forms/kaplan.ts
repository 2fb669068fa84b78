import type { Form } from '../../laws/law';
import { mean } from '../numeric/summary';
import { type FitForm, positive, type StartData, startsOf } from './form';
import { factorsOfTerms, logAddExp } from './terms';

const EXPONENTS = [0.03, 0.07, 0.12, 0.2, 0.35];

/** Kaplan et al. 2020, eq 1.5, with constants of one fit. */
const kaplanJoint: Form = {
  name: 'kaplan',
  parameters: ['Nc', 'alphaN', 'Dc', 'alphaD'],
  inputs: ['N', 'D'],
  formula: 'L = ((Nc/N)^(alphaN/alphaD) + Dc/D)^alphaD',
  latex: String.raw`L(N,D) = \left[\left(\frac{N_c}{N}\right)^{\alpha_N/\alpha_D} + \frac{D_c}{D}\right]^{\alpha_D}`,
  loss: (k, { N = Number.NaN, D = Number.NaN }) => ((k.Nc / N) ** (k.alphaN / k.alphaD) + k.Dc / D) ** k.alphaD,
};

/** For given exponents L^(1/alphaD) is linear in Nc^(alphaN/alphaD) and Dc. */
function project(data: StartData, theta: Float64Array): Float64Array {
  const [x, y] = data.features;
  const [alphaN, alphaD] = [Math.max(theta[1], 0.01), Math.max(theta[3], 0.01)];
  const power = alphaN / alphaD;
  const [centreN, centreD] = [mean(x), mean(y)];
  const level = Math.log(mean(data.response.subarray(0, data.n)));
  const raised = data.response.map(L => Math.exp((Math.log(L) - level) / alphaD));
  const factors = factorsOfTerms(
    data,
    [i => Math.exp(-power * (x[i] - centreN)), i => Math.exp(-(y[i] - centreD))],
    raised,
  ).map(Math.log);
  const [ofN, ofD] = factors.map(f => f + level / alphaD);
  return Float64Array.of(ofN / power + centreN, alphaN, ofD + centreD, alphaD);
}

export const kaplanFit: FitForm = {
  form: kaplanJoint,
  parameters: [
    { name: 'Nc', ...positive },
    { name: 'alphaN', transform: 'identity', lower: 1e-3, upper: 5 },
    { name: 'Dc', ...positive },
    { name: 'alphaD', transform: 'identity', lower: 1e-3, upper: 5 },
  ],
  columns: ['N', 'D'],
  response: 'loss',
  scale: 'log',
  features: ({ N, D }) => [N.map(Math.log), D.map(Math.log)],
  predict: ([x, y], n, [nc, alphaN, dc, alphaD], out, jacobian) => {
    const power = alphaN / alphaD;
    for (let i = 0; i < n; i++) {
      const excess = nc - x[i];
      const u = power * excess;
      const sum = logAddExp(u, dc - y[i]);
      out[i] = alphaD * sum;
      if (!jacobian) continue;
      const share = Math.exp(u - sum);
      jacobian[4 * i] = alphaN * share;
      jacobian[4 * i + 1] = share * excess;
      jacobian[4 * i + 2] = alphaD * (1 - share);
      jacobian[4 * i + 3] = sum - share * u;
    }
  },
  starts: data =>
    startsOf(
      EXPONENTS.flatMap(n => EXPONENTS.map(d => project(data, Float64Array.of(0, n, 0, d)))),
      `${EXPONENTS.length ** 2} pairs of exponents`,
    ),
  project,
};
