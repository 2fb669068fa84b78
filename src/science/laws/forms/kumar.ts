import type { Constants, Form, LossInputs } from '../law';

/** Share of the parameters that count at a precision: product of 1 - e^(-P/gamma) for weights, activations and cache. */
export function effectiveShare(k: Constants, inputs: LossInputs): number {
  const { precision = 16, weights = precision, activations = precision, cache = precision } = inputs;
  const part = (bits: number, gamma: number) => 1 - Math.exp(-bits / gamma);
  return part(weights, k.gamma_w) * part(activations, k.gamma_i) * part(cache, k.gamma_kv);
}

function loss(k: Constants, inputs: LossInputs, N: number, D: number, share: number): number {
  const { post } = inputs;
  const damage = post === undefined ? 0 : k.C_T * (D ** k.gamma_D / N ** k.gamma_N) * Math.exp(-post / k.gamma_post);
  return k.A * (N * share) ** -k.alpha + k.B * D ** -k.beta + k.E + damage;
}

/**
 * Training in `precision` bits (or `weights`, `activations`, `cache` apart), and what quantising afterwards to `post`
 * bits costs. Budgets count 6 N D P/16: cost is taken as proportional to bits. Kumar et al. 2024, eq 2, 3 and sec 4.
 */
export const kumarForm: Form = {
  name: 'kumar',
  parameters: [
    ...['A', 'alpha', 'B', 'beta', 'E', 'gamma_w', 'gamma_i', 'gamma_kv'],
    ...['C_T', 'gamma_D', 'gamma_N', 'gamma_post'],
  ],
  inputs: ['N', 'D'],
  optionalInputs: ['precision', 'weights', 'activations', 'cache', 'post'],
  formula:
    'L = A N_eff^-alpha + B D^-beta + E + C_T (D^gamma_D / N^gamma_N) e^(-P_post/gamma_post), N_eff = N prod(1 - e^(-P/gamma))',
  latex: String.raw`L = A N_{\mathrm{eff}}^{-\alpha} + B D^{-\beta} + E + C_T \frac{D^{\gamma_D}}{N^{\gamma_N}} e^{-P_{\mathrm{post}}/\gamma_{\mathrm{post}}},\quad N_{\mathrm{eff}} = N \prod_i (1 - e^{-P_i/\gamma_i})`,
  loss: (k, inputs) => loss(k, inputs, inputs.N ?? Number.NaN, inputs.D ?? Number.NaN, effectiveShare(k, inputs)),
  kernel: (k, inputs) => {
    const share = effectiveShare(k, inputs);
    return (N, D) => loss(k, inputs, N, D, share);
  },
  grid: (k, inputs, Ns, Ds) => {
    const share = effectiveShare(k, inputs);
    const { post } = inputs;
    const damage = post === undefined ? 0 : k.C_T * Math.exp(-post / k.gamma_post);
    const ofTokens = Float64Array.from(Ds, D => k.B * D ** -k.beta);
    const long = Float64Array.from(Ds, D => damage * D ** k.gamma_D);
    const values = new Float64Array(Ns.length * Ds.length);
    let place = 0;
    for (let i = 0; i < Ns.length; i++) {
      const ofParams = k.A * (Ns[i] * share) ** -k.alpha + k.E;
      const small = Ns[i] ** -k.gamma_N;
      for (let j = 0; j < ofTokens.length; j++) values[place++] = ofParams + ofTokens[j] + small * long[j];
    }
    return values;
  },
  effective: (k, inputs) => ({
    N: (inputs.N ?? Number.NaN) * effectiveShare(k, inputs),
    D: inputs.D ?? Number.NaN,
  }),
  flopFactor: (_, { precision = 16 }) => (6 * precision) / 16,
};
