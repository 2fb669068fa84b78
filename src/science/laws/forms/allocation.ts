import type { Form } from '../law';

/** N = N_coefficient C^N_exponent, D = C / 6N: how a paper divides a budget, without a loss. */
export const allocationOfParams: Form = {
  name: 'allocation',
  parameters: ['N_coefficient', 'N_exponent'],
  inputs: [],
  formula: 'N = N_coefficient C^N_exponent, D = C / 6N',
  latex: String.raw`N^* = k_N\, C^{a},\quad D^* = \frac{C}{6 N^*}`,
  optimum: (k, C) => {
    const N = k.N_coefficient * C ** k.N_exponent;
    return { N, D: C / (6 * N) };
  },
};

/** D = D_coefficient C^D_exponent, N = C / 6D. */
export const allocationOfTokens: Form = {
  name: 'token_allocation',
  parameters: ['D_coefficient', 'D_exponent'],
  inputs: [],
  formula: 'D = D_coefficient C^D_exponent, N = C / 6D',
  latex: String.raw`D^* = k_D\, C^{b},\quad N^* = \frac{C}{6 D^*}`,
  optimum: (k, C) => {
    const D = k.D_coefficient * C ** k.D_exponent;
    return { N: C / (6 * D), D };
  },
};

/** A fixed number of tokens for each parameter. */
export const fixedRatio: Form = {
  name: 'fixed_ratio',
  parameters: ['ratio'],
  inputs: [],
  formula: 'D = ratio N, C = 6ND',
  latex: 'D^* = r N^*',
  optimum: (k, C) => {
    const N = Math.sqrt(C / (6 * k.ratio));
    return { N, D: k.ratio * N };
  },
};
