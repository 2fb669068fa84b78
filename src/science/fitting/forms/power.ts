import type { Form } from '../../laws/law';
import { mean } from '../numeric/summary';
import { type FitForm, type FitParameter, positive, type StartData, startsOf } from './form';
import { factorsOfTerms, logAddExp } from './terms';

/** What a law of one variable is a law of. */
export type Variable = 'N' | 'D' | 'C';

const EXPONENTS = [0.03, 0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 1, 1.5, 2];

function lawForm(variable: Variable, offset: boolean): Form {
  return {
    name: offset ? 'power' : 'power_without_offset',
    parameters: offset ? ['A', 'alpha', 'E'] : ['A', 'alpha'],
    inputs: [variable],
    formula: `L = ${offset ? 'E + ' : ''}A/${variable}^alpha`,
    latex: String.raw`L(${variable}) = ${offset ? 'E + ' : ''}\frac{A}{${variable}^{\alpha}}`,
    loss: (k, inputs) => (offset ? k.E : 0) + k.A * (inputs[variable] ?? Number.NaN) ** -k.alpha,
  };
}

const A: FitParameter = { name: 'A', ...positive, size: { exponent: 'alpha', feature: 0 } };
const E: FitParameter = { name: 'E', ...positive, size: 'own' };
const features = (variable: Variable) => (columns: Readonly<Record<string, Float64Array>>) => [
  columns[variable].map(Math.log),
];

/** L = E + A/x^alpha: the power law of one variable that levels off at E (Henighan et al. 2020). */
function withOffset(variable: Variable): FitForm {
  const project = (data: StartData, theta: Float64Array) => {
    const [x] = data.features;
    const alpha = Math.max(theta[1], EXPONENTS[0]);
    const centre = mean(x);
    const [a, e] = factorsOfTerms(data, [i => Math.exp(-alpha * (x[i] - centre)), () => 1]).map(Math.log);
    return Float64Array.of(a + alpha * centre, alpha, e);
  };
  return {
    form: lawForm(variable, true),
    parameters: [A, { name: 'alpha', transform: 'identity', lower: 0, upper: 10 }, E],
    columns: [variable],
    response: 'loss',
    scale: 'log',
    features: features(variable),
    predict: ([x], n, [a, alpha, e], out, jacobian) => {
      for (let i = 0; i < n; i++) {
        const u = a - alpha * x[i];
        out[i] = logAddExp(u, e);
        if (!jacobian) continue;
        const share = Math.exp(u - out[i]);
        jacobian[3 * i] = share;
        jacobian[3 * i + 1] = -share * x[i];
        jacobian[3 * i + 2] = Math.exp(e - out[i]);
      }
    },
    starts: data =>
      startsOf(
        EXPONENTS.map(alpha => project(data, Float64Array.of(0, alpha, 0))),
        `${EXPONENTS.length} exponents`,
      ),
    project,
  };
}

/** L = A/x^alpha: a straight line in logarithms. */
function withoutOffset(variable: Variable): FitForm {
  return {
    form: lawForm(variable, false),
    parameters: [A, { name: 'alpha', transform: 'identity', lower: -10, upper: 10 }],
    columns: [variable],
    response: 'loss',
    scale: 'log',
    features: features(variable),
    predict: ([x], n, [a, alpha], out, jacobian) => {
      for (let i = 0; i < n; i++) {
        out[i] = a - alpha * x[i];
        if (!jacobian) continue;
        jacobian[2 * i] = 1;
        jacobian[2 * i + 1] = -x[i];
      }
    },
    secondOrder: () => {},
    starts: ({ features: [x], response, n }) => {
      const centre = mean(x);
      let [covariance, variance, level] = [0, 0, 0];
      for (let i = 0; i < n; i++) level += Math.log(response[i]) / n;
      for (let i = 0; i < n; i++) {
        covariance += (x[i] - centre) * (Math.log(response[i]) - level);
        variance += (x[i] - centre) ** 2;
      }
      const slope = variance > 0 ? covariance / variance : 0;
      return startsOf(
        [0.5, 1, 2].map(f => [level - f * slope * centre, -f * slope]),
        'the regression line and two beside it',
      );
    },
  };
}

/** Power law of one variable, with or without an irreducible loss. */
export function powerForm(variable: Variable, offset: boolean): FitForm {
  return offset ? withOffset(variable) : withoutOffset(variable);
}
