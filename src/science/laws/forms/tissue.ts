import type { Form } from '../law';

/**
 * Loss after every step of a learning-rate schedule: L(s) = L0 + A S1^-alpha - C S2, with S1 the sum of the rates, S2 the
 * sum of m_i and m_i = lambda m_(i-1) + (rate_(i-1) - rate_i). Tissue et al. 2024, eq 1 and 2. Warm-up counts at the
 * peak rate.
 */
export const tissueForm: Form = {
  name: 'tissue',
  parameters: ['L0', 'A', 'alpha', 'C', 'lambda'],
  inputs: ['schedule'],
  formula: 'L(s) = L0 + A S1^-alpha - C S2',
  latex: String.raw`L(s) = L_0 + A\, S_1^{-\alpha} - C\, S_2`,
  schedule: (k, rates) => {
    const losses = new Float64Array(rates.length);
    let area = 0;
    let momentum = 0;
    let annealed = 0;
    for (let i = 0; i < rates.length; i++) {
      area += rates[i];
      if (i > 0) momentum = k.lambda * momentum + (rates[i - 1] - rates[i]);
      annealed += momentum;
      losses[i] = k.L0 + k.A * area ** -k.alpha - k.C * annealed;
    }
    return losses;
  },
};
