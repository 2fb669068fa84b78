import type { Allocation, Constants, Form, LossInputs } from '../law';
import { allocationFactor } from './chinchilla';

/** What more copies of something are worth: U (1 + R (1 - exp(-repeats / R))), repeats = max(amount / U - 1, 0). */
function discounted(amount: number, unique: number, halfLife: number): number {
  const repeats = Math.max(amount / unique - 1, 0);
  return unique + unique * halfLife * (1 - Math.exp(-repeats / halfLife));
}

/** Parameters that unique tokens can use: the optimum of the plain law for D = U. */
function usefulParams(k: Constants, unique: number): number {
  const G = allocationFactor(k);
  return (unique * G) ** (k.beta / k.alpha) * G;
}

/** Effective parameters and tokens. Muennighoff et al. 2023, eq 5 and the repository's code. */
function effective(k: Constants, { N = Number.NaN, D = Number.NaN, unique = D }: LossInputs): Allocation {
  const uniqueData = Math.min(D, unique);
  const uniqueParams = Math.min(N, usefulParams(k, uniqueData));
  return { N: discounted(N, uniqueParams, k.R_N), D: discounted(D, uniqueData, k.R_D) };
}

function loss(k: Constants, inputs: LossInputs): number {
  const e = effective(k, inputs);
  return k.E + k.A * e.N ** -k.alpha + k.B * e.D ** -k.beta;
}

/**
 * Most cells need no power of their own: parameters that the data can use count in full, whatever the tokens, and beyond
 * the unique tokens what the data can use stays as it is. The loop stands here, and not behind a function for cells, because
 * it runs several times as fast so.
 */
function grid(k: Constants, inputs: LossInputs, Ns: ArrayLike<number>, Ds: ArrayLike<number>): Float64Array {
  const { unique = Number.POSITIVE_INFINITY } = inputs;
  const { A, B, E, alpha, beta, R_D, R_N } = k;
  const useful = Float64Array.from(Ds, D => usefulParams(k, Math.min(D, unique)));
  const ofUseful = useful.map(N => A * N ** -alpha);
  const ofTokens = Float64Array.from(Ds, D => E + B * discounted(D, Math.min(D, unique), R_D) ** -beta);
  const values = new Float64Array(Ns.length * Ds.length);
  let place = 0;
  for (let i = 0; i < Ns.length; i++) {
    const N = Ns[i];
    const inFull = A * N ** -alpha;
    let ofParams = inFull;
    let known = Number.NaN;
    for (let j = 0; j < useful.length; j++) {
      if (useful[j] !== known) {
        known = useful[j];
        const excess = N / known - 1;
        ofParams = excess <= 0 ? inFull : ofUseful[j] * (1 + R_N * (1 - Math.exp(-excess / R_N))) ** -alpha;
      }
      values[place++] = ofTokens[j] + ofParams;
    }
  }
  return values;
}

/**
 * Chinchilla's form in effective parameters and tokens: repeated data, and parameters beyond what unique data can use,
 * are worth ever less. `unique` is D where not given. Muennighoff et al. 2023.
 */
export const muennighoffForm: Form = {
  name: 'muennighoff',
  parameters: ['A', 'B', 'E', 'alpha', 'beta', 'R_D', 'R_N'],
  inputs: ['N', 'D'],
  optionalInputs: ['unique'],
  formula:
    "L = E + A/N'^alpha + B/D'^beta with N' = U_N + U_N R_N (1 - e^(-R_N_rep/R_N)), D' = U_D + U_D R_D (1 - e^(-R_D_rep/R_D))",
  latex: String.raw`L = E + \frac{A}{N'^{\alpha}} + \frac{B}{D'^{\beta}},\quad D' = U_D + U_D R_D^* (1 - e^{-R_D/R_D^*}),\quad N' = U_N + U_N R_N^* (1 - e^{-R_N/R_N^*})`,
  loss,
  kernel: (k, { unique = Number.POSITIVE_INFINITY }) => {
    const { A, B, E, alpha, beta, R_D, R_N } = k;
    const G = allocationFactor(k);
    const power = beta / alpha;
    return (N, D) => {
      const U = Math.min(D, unique);
      const useful = (power === 1 ? U * G : (U * G) ** power) * G;
      const excess = N > useful ? useful * (1 + R_N * (1 - Math.exp((1 - N / useful) / R_N))) : N;
      const worth = D > U ? U * (1 + R_D * (1 - Math.exp((1 - D / U) / R_D))) : D;
      return E + A * excess ** -alpha + B * worth ** -beta;
    };
  },
  grid,
  effective,
};
