import { primary } from '../../cite';
import { trainingFlops } from '../../counting/flops';
import { countParams } from '../../counting/params';
import type { Law } from '../../laws/law';
import { chinchillaApproach1, chinchillaApproach2 } from '../../laws/published/allocations';
import { chinchilla, chinchillaRounded } from '../../laws/published/chinchilla';
import { kaplan } from '../../laws/published/kaplan';
import { optimalFor } from '../../laws/verbs/optimal';
import { type Claim, claim } from '../claim';
import { findModel } from '../models';
import { printedValue } from '../tables';

const at = (locator: string) => primary('hoffmann2022', locator);
const gopher = () => findModel('gopher')!;
const best = (law: Law) => optimalFor(law, { C: gopher().flops! });

export const hoffmannClaims: readonly Claim[] = [
  claim({
    id: 'hoffmann-a3-optimum',
    citation: at('Figure 4'),
    statement: "Approach 3: optimal parameters at Gopher's budget",
    printed: '4.0e10',
    unit: 'params',
    compute: () => best(chinchilla).N,
  }),
  claim({
    id: 'hoffmann-a3-optimum-rounded',
    citation: at('eq 10'),
    statement: 'The same with the constants as printed',
    printed: '4.0e10',
    unit: 'params',
    compute: () => best(chinchillaRounded).N,
    mismatch: 'Two-digit exponents give 32.2B: the paper computed with more digits than it prints.',
  }),
  claim({
    id: 'hoffmann-a3-exponent-a',
    citation: at('Table 2'),
    statement: 'Approach 3: exponent a of N = beta/(alpha + beta)',
    printed: '0.46',
    compute: () => chinchilla.constants.beta / (chinchilla.constants.alpha + chinchilla.constants.beta),
    note: 'The interval printed beside it, [0.454, 0.455], contains neither 0.46 nor the 0.4565 computed here.',
  }),
  claim({
    id: 'hoffmann-a3-exponent-b',
    citation: at('Table 2'),
    statement: 'Approach 3: exponent b of D',
    printed: '0.54',
    compute: () => chinchilla.constants.alpha / (chinchilla.constants.alpha + chinchilla.constants.beta),
  }),
  ...(
    [
      ['low', '0.542', 0.455],
      ['high', '0.543', 0.454],
    ] as const
  ).map(([end, printed, a]) =>
    claim({
      id: `hoffmann-a3-interval-${end}`,
      citation: at('Table 2'),
      statement: `Approach 3: ${end} end of the interval of b, as 1 less the other end of that of a`,
      printed,
      compute: () => 1 - a,
      mismatch: 'a + b is 1 for every fit of this form, so [0.454, 0.455] for a makes [0.545, 0.546] for b.',
    }),
  ),
  claim({
    id: 'hoffmann-a3-exponent-rounded',
    citation: at('Table 2 and eq 10'),
    statement: 'Exponent a from the printed alpha and beta',
    printed: '0.46',
    compute: () =>
      chinchillaRounded.constants.beta / (chinchillaRounded.constants.alpha + chinchillaRounded.constants.beta),
    mismatch: '0.28/0.62 is 0.452: the printed constants do not give the printed exponent.',
  }),
  ...(['A', 'B', 'E', 'alpha', 'beta'] as const).map((name, i) =>
    claim({
      id: `hoffmann-constant-${name.toLowerCase()}`,
      citation: at('eq 10'),
      statement: `${name}, from the unrounded constants`,
      printed: ['406.4', '410.7', '1.69', '0.34', '0.28'][i],
      compute: () => chinchilla.constants[name],
    }),
  ),
  claim({
    id: 'hoffmann-approach1-exponent',
    citation: at('Table 2'),
    statement: 'Approach 1: exponent a, from the line through Table 3',
    printed: '0.50',
    compute: () => chinchillaApproach1.constants.N_exponent,
  }),
  claim({
    id: 'hoffmann-approach2-exponent',
    citation: at('Table 2'),
    statement: 'Approach 2: exponent a, from the line through Table A3',
    printed: '0.49',
    compute: () => chinchillaApproach2.constants.N_exponent,
  }),
  claim({
    id: 'hoffmann-approach1-optimum',
    citation: at('Figure 2'),
    statement: "Approach 1: optimal parameters at Gopher's budget, from the line through Table 3",
    printed: '6.7e10',
    unit: 'params',
    compute: () => best(chinchillaApproach1).N,
    mismatch: 'The line through the other rows of Table 3 passes at 67.8B: the row was rounded to 67B.',
  }),
  claim({
    id: 'hoffmann-approach2-optimum',
    citation: at('Figure 3'),
    statement: "Approach 2: optimal parameters at Gopher's budget (the often quoted 63B)",
    printed: '6.3e10',
    unit: 'params',
    compute: () => best(chinchillaApproach2).N,
    note: 'A prediction of the fit; the model that was trained has 70B.',
  }),
  claim({
    id: 'hoffmann-approach2-tokens',
    citation: at('Figure 3'),
    statement: "Approach 2: optimal tokens at Gopher's budget",
    printed: '1.4e12',
    unit: 'tokens',
    compute: () => best(chinchillaApproach2).D,
    mismatch: '63B parameters at 5.76e23 FLOP leave 1.5 trillion tokens by 6ND; the paper read 1.4 off its own curve.',
  }),
  claim({
    id: 'hoffmann-1e21-approach1',
    citation: at('appendix D.4'),
    statement: 'Approach 1: optimal parameters at 1e21 FLOP',
    printed: '2.86e9',
    unit: 'params',
    compute: () => optimalFor(chinchillaApproach1, { C: 1e21 }).N,
  }),
  claim({
    id: 'hoffmann-1e21-kaplan',
    citation: at('appendix D.4'),
    statement: "Kaplan's optimal parameters at 1e21 FLOP, as Hoffmann et al. apply them",
    printed: '4.68e9',
    unit: 'params',
    compute: () => optimalFor(kaplan, { C: 1e21 }).N,
    mismatch: "Kaplan's Table 6 gives 7.8B non-embedding parameters: the budgets are not counted alike.",
  }),
  claim({
    id: 'hoffmann-gopher-6nd',
    citation: at('Table 3'),
    statement: "Gopher's training FLOP, by 6ND",
    printed: '5.76e23',
    unit: 'FLOP',
    compute: () => trainingFlops('6nd', gopher().tokens!, { N: gopher().params }),
    mismatch: '6 x 280e9 x 300e9 is 5.04e23: the budget does not follow from the formula.',
  }),
  claim({
    id: 'hoffmann-gopher-appendix-f',
    citation: at('appendix F'),
    statement: "Gopher's training FLOP, by appendix F",
    printed: '6.3e23',
    unit: 'FLOP',
    compute: () => trainingFlops('chinchilla', gopher().tokens!, { architecture: gopher().architecture }),
    mismatch: 'The printed formula gives 4.75e23 for the printed shape.',
  }),
  claim({
    id: 'hoffmann-gopher-size',
    citation: at('Table 4'),
    statement: 'Parameters of Gopher from its shape',
    printed: '280',
    unit: 'B params',
    compute: () => countParams(gopher().architecture!).total / 1e9,
  }),
  claim({
    id: 'hoffmann-chinchilla-size',
    citation: at('Table 4'),
    statement: 'Parameters of Chinchilla from its shape',
    printed: '70',
    unit: 'B params',
    compute: () => countParams(findModel('chinchilla')!.architecture!).total / 1e9,
  }),
  claim({
    id: 'hoffmann-text-175b',
    citation: at('sec 3.4'),
    statement: 'FLOP that a 175B model needs, as the text has it, against Table 3',
    printed: '4.41e24',
    unit: 'FLOP',
    compute: () => printedValue('hoffmann_table3', 1.75e11, 'flops'),
    mismatch: 'Table 3 (approach 1) prints 3.85e24; the text is near approach 2.',
  }),
  claim({
    id: 'hoffmann-text-280b',
    citation: at('sec 3.4'),
    statement: 'Tokens that a 280B model needs, as the text has it, against Table 3',
    printed: '6.8e12',
    unit: 'tokens',
    compute: () => printedValue('hoffmann_table3', 2.8e11, 'tokens'),
    mismatch: 'Table 3 prints 5.9e12, Table A3 (approach 2) 7.1e12.',
  }),
  claim({
    id: 'hoffmann-gopher-units',
    citation: at('Table 3'),
    statement: "Compute of an optimal 280B model in units of Gopher's",
    printed: '17.2',
    compute: () => printedValue('hoffmann_table3', 2.8e11, 'flops') / gopher().flops!,
  }),
];
