import type { Constants, Form } from '../law';

/** G = (alpha A / (beta B))^(1/(alpha+beta)) of Hoffmann et al. 2022, eq 4. */
export function allocationFactor(k: Constants): number {
  return ((k.alpha * k.A) / (k.beta * k.B)) ** (1 / (k.alpha + k.beta));
}

/**
 * L(N, D) = E + A/N^alpha + B/D^beta with its optimum under C = 6ND: N = G (C/6)^a, D = (C/6)^b / G,
 * a = beta/(alpha+beta), b = alpha/(alpha+beta). Hoffmann et al. 2022, eq 2 and 4.
 */
export const chinchillaForm: Form = {
  name: 'chinchilla',
  parameters: ['A', 'B', 'E', 'alpha', 'beta'],
  inputs: ['N', 'D'],
  formula: 'L = E + A/N^alpha + B/D^beta',
  latex: String.raw`L(N,D) = E + \frac{A}{N^{\alpha}} + \frac{B}{D^{\beta}}`,
  loss: (k, { N = Number.NaN, D = Number.NaN }) => k.E + k.A * N ** -k.alpha + k.B * D ** -k.beta,
  optimum: (k, C) => {
    const G = allocationFactor(k);
    const a = k.beta / (k.alpha + k.beta);
    const product = C / 6;
    return { N: G * product ** a, D: product ** (1 - a) / G };
  },
  terms: k => {
    const { A, B, E, alpha, beta } = k;
    return { ofParams: N => E + A * N ** -alpha, ofTokens: D => B * D ** -beta };
  },
};
