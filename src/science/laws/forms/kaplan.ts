import type { Constants, Form, LossInputs } from '../law';
import { powerOfSumGrid } from './grid';

/** FLOP in a PF-day. Kaplan et al. 2020, sec 1.3. */
export const PF_DAY = 8.64e19;

const given = (x: number | undefined): x is number => x !== undefined;

/** Which equation answers depends on what is given; each equation keeps the constants that were fitted for it. */
function kaplanLoss(k: Constants, { N, D, C, steps }: LossInputs): number {
  if (given(N) && given(steps)) return (k.NS_Nc / N) ** k.NS_alphaN + (k.NS_Sc / steps) ** k.NS_alphaS;
  if (given(N) && given(D)) return ((k.ND_Nc / N) ** (k.ND_alphaN / k.ND_alphaD) + k.ND_Dc / D) ** k.ND_alphaD;
  if (given(N)) return (k.Nc / N) ** k.alphaN;
  if (given(D)) return (k.Dc / D) ** k.alphaD;
  if (given(C)) return (k.CcMin / (C / PF_DAY)) ** k.alphaCMin;
  return Number.NaN;
}

/**
 * Kaplan et al. 2020: L(N) (eq 1.1), L(D) (1.2), L(Cmin) (1.3), L(N, D) (1.5), L(N, Smin) (1.6) and the allocation of
 * Table 6. The constant sets of these equations belong to different fits and are never mixed.
 */
export const kaplanForm: Form = {
  name: 'kaplan',
  parameters: [
    ...['Nc', 'alphaN', 'Dc', 'alphaD', 'CcMin', 'alphaCMin', 'Cc', 'alphaC'],
    ...['ND_Nc', 'ND_alphaN', 'ND_Dc', 'ND_alphaD', 'NS_Nc', 'NS_alphaN', 'NS_Sc', 'NS_alphaS'],
    ...['Bstar', 'alphaB', 'N_coefficient', 'N_exponent', 'D_coefficient', 'D_exponent'],
    ...['B_coefficient', 'B_exponent', 'S_coefficient', 'S_exponent', 'lr_base', 'lr_slope'],
  ],
  inputs: ['N', 'D'],
  alternatives: [['N'], ['D'], ['C'], ['N', 'steps']],
  formula: 'L(N, D) = ((Nc/N)^(alphaN/alphaD) + Dc/D)^alphaD',
  latex: String.raw`L(N,D) = \left[\left(\frac{N_c}{N}\right)^{\alpha_N/\alpha_D} + \frac{D_c}{D}\right]^{\alpha_D}`,
  equations: [
    { formula: 'L(N) = (Nc/N)^alphaN', latex: String.raw`L(N) = (N_c/N)^{\alpha_N}`, where: 'eq 1.1' },
    { formula: 'L(D) = (Dc/D)^alphaD', latex: String.raw`L(D) = (D_c/D)^{\alpha_D}`, where: 'eq 1.2' },
    {
      formula: 'L(C) = (CcMin/C)^alphaCMin, C in PF-days',
      latex: String.raw`L(C_{\min}) = (C_c^{\min}/C_{\min})^{\alpha_C^{\min}}`,
      where: 'eq 1.3',
    },
    {
      formula: 'L(N, S) = (NS_Nc/N)^NS_alphaN + (NS_Sc/S)^NS_alphaS',
      latex: String.raw`L(N,S_{\min}) = (N_c/N)^{\alpha_N} + (S_c/S_{\min})^{\alpha_S}`,
      where: 'eq 1.6, S = steps',
    },
    {
      formula: 'B_crit = Bstar / L^(1/alphaB)',
      latex: String.raw`B_{\mathrm{crit}} = B_* / L^{1/\alpha_B}`,
      where: 'eq 5.3',
    },
    {
      formula: 'N = N_coefficient C^N_exponent, D = D_coefficient C^D_exponent, C in PF-days',
      latex: String.raw`N = k_N C_{\min}^{p_N},\quad D = k_D C_{\min}^{p_D}`,
      where: 'Table 6',
    },
  ],
  loss: kaplanLoss,
  optimum: (k, C) => {
    const days = C / PF_DAY;
    return {
      N: k.N_coefficient * days ** k.N_exponent,
      D: k.D_coefficient * days ** k.D_exponent,
      loss: kaplanLoss(k, { C }),
    };
  },
  // LR(N) = 0.003239 - 0.0001395 ln N (eq D.1) and the critical batch B*/L^(1/alphaB) at the loss of the run (eq 5.3).
  hyperparameters: (k, { N = Number.NaN, D = Number.NaN, loss = kaplanLoss(k, { N, D }) }) => ({
    learningRate: k.lr_base + k.lr_slope * Math.log(N),
    batchTokens: k.Bstar / loss ** (1 / k.alphaB),
  }),
  kernel: k => {
    const ratio = k.ND_alphaN / k.ND_alphaD;
    const { ND_Nc, ND_Dc, ND_alphaD } = k;
    return (N, D) => ((ND_Nc / N) ** ratio + ND_Dc / D) ** ND_alphaD;
  },
  grid: (k, _, Ns, Ds) =>
    powerOfSumGrid(
      N => (k.ND_Nc / N) ** (k.ND_alphaN / k.ND_alphaD),
      D => k.ND_Dc / D,
      k.ND_alphaD,
      Ns,
      Ds,
    ),
};
