import type { Parameter } from './network';

/** Adam (Kingma and Ba 2015) over the parameters of a network, with decoupled weight decay (Loshchilov and Hutter 2019). */
export interface Adam {
  /** Takes a step along the gradients and clears them. */
  readonly step: (rate: number) => void;
}

const BETA1 = 0.9;
const BETA2 = 0.99;
const EPSILON = 1e-8;

/** @param decay weight decay per step, times the learning rate */
export function createAdam(parameters: readonly Parameter[], decay = 0): Adam {
  const means = parameters.map(({ weights }) => new Float32Array(weights.values.length));
  const squares = parameters.map(({ weights }) => new Float32Array(weights.values.length));
  let steps = 0;
  return {
    step: rate => {
      steps++;
      const scale = (rate * Math.sqrt(1 - BETA2 ** steps)) / (1 - BETA1 ** steps);
      parameters.forEach(({ weights, gradient }, at) => {
        const w = weights.values;
        const g = gradient.values;
        const m = means[at]!;
        const v = squares[at]!;
        // Biases (one row) do not decay.
        const shrink = weights.rows > 1 ? 1 - rate * decay : 1;
        for (let i = 0; i < w.length; i++) {
          const d = g[i]!;
          const mean = BETA1 * m[i]! + (1 - BETA1) * d;
          const square = BETA2 * v[i]! + (1 - BETA2) * d * d;
          m[i] = mean;
          v[i] = square;
          w[i] = w[i]! * shrink - (scale * mean) / (Math.sqrt(square) + EPSILON);
          g[i] = 0;
        }
      });
    },
  };
}
