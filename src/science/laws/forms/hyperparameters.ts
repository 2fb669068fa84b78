import type { Constants, Hyperparameters, LossInputs } from '../law';

/** coefficient x N^a D^b C^c L^d with the exponents that are there; undefined without a coefficient. */
function power(k: Constants, prefix: string, { N, D, C, loss }: LossInputs): number | undefined {
  if (k[`${prefix}_coefficient`] === undefined) return undefined;
  const factor = (value: number | undefined, name: string) => {
    const exponent = k[`${prefix}_${name}`];
    return exponent === undefined ? 1 : (value ?? Number.NaN) ** exponent;
  };
  return k[`${prefix}_coefficient`] * factor(N, 'N') * factor(D, 'D') * factor(C, 'C') * factor(loss, 'L');
}

/** Learning rate and batch as power laws of N, D, C or the loss: constants `lr_coefficient`, `lr_N` …, `batch_coefficient`, `batch_D` … */
export function powerHyperparameters(k: Constants, inputs: LossInputs): Hyperparameters {
  const learningRate = power(k, 'lr', inputs);
  const batchTokens = power(k, 'batch', inputs);
  return {
    ...(learningRate === undefined ? {} : { learningRate }),
    ...(batchTokens === undefined ? {} : { batchTokens }),
  };
}

/** A form that recommends hyperparameters alone. */
export const hyperparameterForm = (parameters: readonly string[], formula: string, latex: string) => ({
  name: 'hyperparameters',
  parameters,
  inputs: [],
  formula,
  latex,
  hyperparameters: powerHyperparameters,
});
