import type { Kernels } from '../../numeric/kernels';
import type { Parameter } from './network';

/** Adam (Kingma and Ba 2015) over the parameters of a network, with decoupled weight decay (Loshchilov and Hutter 2019). */
export interface Adam {
  /** Takes a step along the gradients and clears them. */
  readonly step: (rate: number) => void;
}

const BETA1 = 0.9;
const BETA2 = 0.99;

/** Matrices of the parameters' size that Adam sets aside for each. */
export const ADAM_MATRICES = 2;

/** @param decay weight decay per step, times the learning rate */
export function createAdam(kernels: Kernels, parameters: readonly Parameter[], decay = 0): Adam {
  const states = parameters.map(({ weights, gradient }) => {
    const { rows, columns } = weights;
    return { weights, gradient, mean: kernels.matrix(rows, columns), square: kernels.matrix(rows, columns) };
  });
  // Powers by multiplication: hosts differ in how they round others.
  let left1 = 1;
  let left2 = 1;
  return {
    step: rate => {
      left1 *= BETA1;
      left2 *= BETA2;
      const corrected = (rate * Math.sqrt(1 - left2)) / (1 - left1);
      for (const state of states) {
        // Biases (one row) do not decay.
        const shrink = state.weights.rows > 1 ? 1 - rate * decay : 1;
        kernels.adam(state, { beta1: BETA1, beta2: BETA2, rate: corrected, shrink });
      }
    },
  };
}
