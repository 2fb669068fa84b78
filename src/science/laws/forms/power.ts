import type { Constants, Form } from '../law';
import { powerOfSumGrid } from './grid';

/** L(C) = (C / scale)^-exponent + E for models with a fixed number of tokens per parameter. Dey et al. 2023 (Cerebras-GPT). */
export const computePower: Form = {
  name: 'compute_power',
  parameters: ['scale', 'exponent', 'E', 'ratio'],
  inputs: ['C'],
  formula: 'L = (C/scale)^-exponent + E, D = ratio N',
  latex: String.raw`L(C) = \left(\frac{C}{C_0}\right)^{-\alpha} + E`,
  loss: (k, { C = Number.NaN }) => (C / k.scale) ** -k.exponent + k.E,
  optimum: (k, C) => {
    const N = Math.sqrt(C / (6 * k.ratio));
    return { N, D: k.ratio * N, loss: (C / k.scale) ** -k.exponent + k.E };
  },
};

/** L(N) = (Nc/N)^alphaN, for models trained long enough on enough data. */
export const paramsPower: Form = {
  name: 'params_power',
  parameters: ['Nc', 'alphaN'],
  inputs: ['N'],
  formula: 'L = (Nc/N)^alphaN',
  latex: String.raw`L(N) = \left(\frac{N_c}{N}\right)^{\alpha_N}`,
  loss: (k, { N = Number.NaN }) => (k.Nc / N) ** k.alphaN,
  kernel: k => N => (k.Nc / N) ** k.alphaN,
};

const joint = (k: Constants, N: number, D: number) =>
  ((k.ND_Nc / N) ** (k.ND_alphaN / k.ND_alphaD) + k.ND_Dc / D) ** k.ND_alphaD;

/** Kaplan's L(N) and L(N, D) with constants of another study; the sets are not mixed. */
export const kaplanLosses: Form = {
  name: 'kaplan_losses',
  parameters: ['Nc', 'alphaN', 'ND_Nc', 'ND_alphaN', 'ND_Dc', 'ND_alphaD', 'Cc', 'alphaC'],
  inputs: ['N', 'D'],
  alternatives: [['N'], ['C']],
  formula: 'L(N, D) = ((Nc/N)^(alphaN/alphaD) + Dc/D)^alphaD',
  latex: String.raw`L(N,D) = \left[\left(\frac{N_c}{N}\right)^{\alpha_N/\alpha_D} + \frac{D_c}{D}\right]^{\alpha_D}`,
  loss: (k, { N, D, C = Number.NaN }) => {
    if (N !== undefined && D !== undefined) return joint(k, N, D);
    return N === undefined ? (k.Cc / (C / 8.64e19)) ** k.alphaC : (k.Nc / N) ** k.alphaN;
  },
  kernel: k => (N, D) => joint(k, N, D),
  grid: (k, _, Ns, Ds) =>
    powerOfSumGrid(
      N => (k.ND_Nc / N) ** (k.ND_alphaN / k.ND_alphaD),
      D => k.ND_Dc / D,
      k.ND_alphaD,
      Ns,
      Ds,
    ),
};
