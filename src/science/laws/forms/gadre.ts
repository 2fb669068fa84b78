import type { Constants, Form } from '../law';

/** L(N, D) = E + a (6 N^2)^-eta + b (6 D^2)^-eta: Gadre's L(C, M) with C = 6ND and M = D/N put in. */
const loss = (k: Constants, N: number, D: number) => k.E + k.a * (6 * N * N) ** -k.eta + k.b * (6 * D * D) ** -k.eta;

/** Loss under over-training, L(C, M) = E + (a M^eta + b M^-eta) C^-eta, and the error it leads to. Gadre et al. 2024, eq 4, 5. */
export const gadreForm: Form = {
  name: 'gadre',
  parameters: ['E', 'a', 'b', 'eta', 'epsilon', 'k', 'gamma'],
  inputs: ['N', 'D'],
  formula: 'L = E + (a M^eta + b M^-eta) C^-eta, M = D/N, C = 6ND; Err = epsilon - k e^(-gamma L)',
  latex: String.raw`L(C,M) = E + (a M^{\eta} + b M^{-\eta})\, C^{-\eta},\quad \mathrm{Err}(L) = \epsilon - k\, e^{-\gamma L}`,
  loss: (k, { N = Number.NaN, D = Number.NaN }) => loss(k, N, D),
  // a M^eta = b M^-eta at the optimum: the same ratio at every budget.
  optimum: (k, C) => {
    const ratio = (k.b / k.a) ** (1 / (2 * k.eta));
    const N = Math.sqrt(C / (6 * ratio));
    return { N, D: ratio * N };
  },
  terms: k => ({ ofParams: N => k.E + k.a * (6 * N * N) ** -k.eta, ofTokens: D => k.b * (6 * D * D) ** -k.eta }),
  error: (k, value) => k.epsilon - k.k * Math.exp(-k.gamma * value),
};
