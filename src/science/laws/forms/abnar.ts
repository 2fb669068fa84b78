import type { Constants, Form } from '../law';

function loss(k: Constants, N: number, D: number, sparsity: number): number {
  const dense = 1 - sparsity;
  return (
    k.a * N ** -k.alpha + k.b * D ** -k.beta + k.c * dense ** -k.lambda + k.d * dense ** -k.delta * N ** -k.gamma + k.e
  );
}

/** Sparse experts: N total parameters, of which a share S is idle for a token. Abnar et al. 2025. */
export const abnarForm: Form = {
  name: 'abnar',
  parameters: ['a', 'alpha', 'b', 'beta', 'c', 'lambda', 'd', 'delta', 'gamma', 'e'],
  inputs: ['N', 'D'],
  optionalInputs: ['sparsity'],
  formula: 'L = a/N^alpha + b/D^beta + c/(1-S)^lambda + d/((1-S)^delta N^gamma) + e',
  latex: String.raw`L = \frac{a}{N^{\alpha}} + \frac{b}{D^{\beta}} + \frac{c}{(1-S)^{\lambda}} + \frac{d}{(1-S)^{\delta} N^{\gamma}} + e`,
  loss: (k, { N = Number.NaN, D = Number.NaN, sparsity = 0 }) => loss(k, N, D, sparsity),
  terms: (k, { sparsity = 0 }) => {
    const fixed = k.c * (1 - sparsity) ** -k.lambda + k.e;
    const scale = k.d * (1 - sparsity) ** -k.delta;
    return {
      ofParams: N => fixed + k.a * N ** -k.alpha + scale * N ** -k.gamma,
      ofTokens: D => k.b * D ** -k.beta,
    };
  },
};
