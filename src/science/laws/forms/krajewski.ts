import type { Constants, Form } from '../law';

const loss = (k: Constants, N: number, D: number, granularity: number) =>
  k.c + (k.g * granularity ** -k.gamma + k.a) * N ** -k.alpha + k.b * D ** -k.beta;

/** Fine-grained experts: L = c + (g/G^gamma + a)/N^alpha + b/D^beta, granularity G. Krajewski et al. 2024, eq 9. */
export const krajewskiForm: Form = {
  name: 'krajewski',
  parameters: ['a', 'alpha', 'b', 'beta', 'g', 'gamma', 'c'],
  inputs: ['N', 'D'],
  optionalInputs: ['granularity'],
  formula: 'L = c + (g/G^gamma + a)/N^alpha + b/D^beta',
  latex: String.raw`L = c + \left(\frac{g}{G^{\gamma}} + a\right)\frac{1}{N^{\alpha}} + \frac{b}{D^{\beta}}`,
  loss: (k, { N = Number.NaN, D = Number.NaN, granularity = 1 }) => loss(k, N, D, granularity),
  terms: (k, { granularity = 1 }) => {
    const scale = k.g * granularity ** -k.gamma + k.a;
    return { ofParams: N => k.c + scale * N ** -k.alpha, ofTokens: D => k.b * D ** -k.beta };
  },
};
