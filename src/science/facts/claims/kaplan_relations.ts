import { primary } from '../../cite';
import { PF_DAY } from '../../laws/forms/kaplan';
import { kaplan } from '../../laws/published/kaplan';
import { lossOf } from '../../laws/verbs/loss';
import { type Claim, claim } from '../claim';

const k = kaplan.constants;
const at = (locator: string) => primary('kaplan2020', locator);

/** Fraction above the converged loss at which compute-efficient training stops: alphaN/alphaS. Appendix B.3. */
const efficient = k.NS_alphaN / k.NS_alphaS;

/** Size at a given loss when training stops a fraction f above convergence, up to a factor: L = (1 + f) L(N, ∞). */
const sizeAt = (f: number) => (1 + f) ** (1 / k.NS_alphaN);
/** Steps likewise: the part of the loss that S makes up is f/(1 + f) of it. */
const stepsAt = (f: number) => ((1 + f) / f) ** (1 / k.NS_alphaS);
const against = (f: number, g: number, of: (f: number) => number) => of(f) / of(g);

/** Steps of a model of `ratio` times the efficient size at the same loss, over those of the efficient size. Appendix B.4. */
const stepsOf = (ratio: number) =>
  (1 + (1 - ratio ** -k.NS_alphaN) * (k.NS_alphaS / k.NS_alphaN)) ** (-1 / k.NS_alphaS);

/** Tokens over N^(alphaN/alphaD) at which overfitting costs 2% of the loss, from eq 4.3. */
function tokensFor2Percent(): number {
  const exponent = k.ND_alphaN / k.ND_alphaD;
  return k.ND_Dc / k.ND_Nc ** exponent / (1.02 ** (1 / k.ND_alphaD) - 1);
}

/** Two printed digits of an exponent near 0.08: about 1% of a power of it. */
const digits = 0.01;

/** Constants of Kaplan et al. 2020 against one another: what one table implies of the next. */
export const kaplanRelationClaims: readonly Claim[] = [
  claim({
    id: 'kaplan-table6-batch',
    citation: at('Table 6'),
    statement: 'Critical batch at 1 PF-day: B*/L^(1/alphaB) (eq 1.4) at the loss of eq 1.3',
    printed: '2.0e6',
    unit: 'tokens',
    compute: () => k.Bstar / lossOf(kaplan, { C: PF_DAY }) ** (1 / k.alphaB),
  }),
  claim({
    id: 'kaplan-table6-batch-exponent',
    citation: at('Table 6'),
    statement: 'Exponent of the batch: alphaC/alphaB',
    printed: '0.24',
    compute: () => k.alphaCMin / k.alphaB,
  }),
  claim({
    id: 'kaplan-table6-exponents',
    citation: at('Table 6'),
    statement: 'Exponents of parameters, batch and steps make up 1, as C = 6 N B S',
    printed: '1.00',
    compute: () => k.N_exponent + k.B_exponent + k.S_exponent,
  }),
  claim({
    id: 'kaplan-table6-data-exponent',
    citation: at('Table 6'),
    statement: 'Exponent of tokens: those of batch and steps together',
    printed: '0.27',
    compute: () => k.B_exponent + k.S_exponent,
  }),
  claim({
    id: 'kaplan-size-exponent-theory',
    citation: at('Table 6'),
    statement: 'Exponent of parameters, from the loss exponents: alphaC/alphaN',
    printed: '0.73',
    compute: () => k.alphaCMin / k.alphaN,
    mismatch: 'The fitted 0.050/0.076 is 0.66; with the 0.054 of eq 6.4 it is 0.71. Table 6 is a fit of its own.',
  }),
  claim({
    id: 'kaplan-overfit-coefficient',
    citation: at('eq 4.4'),
    statement: 'Tokens needed to keep overfitting below 2% of the loss, over N^0.74, from eq 4.3',
    printed: '5e3',
    unit: 'tokens',
    compute: tokensFor2Percent,
    // 0.074 more or less in the exponent of a number near 1e13: rounding moves the coefficient by a tenth.
    slack: 0.1,
  }),
  claim({
    id: 'kaplan-efficient-size',
    citation: at('appendix B'),
    statement: 'Parameters of efficient training over those of training to 2% of convergence, at the same loss',
    printed: '2.7',
    compute: () => against(efficient, 0.02, sizeAt),
  }),
  claim({
    id: 'kaplan-efficient-steps',
    citation: at('appendix B'),
    statement: 'Times fewer updates that efficient training takes',
    printed: '7.7',
    compute: () => against(0.02, efficient, stepsAt),
    slack: digits,
  }),
  claim({
    id: 'kaplan-efficient-compute',
    citation: at('appendix B'),
    statement: 'Compute that it saves',
    printed: '65',
    unit: '%',
    compute: () => 100 * (1 - against(efficient, 0.02, sizeAt) * against(efficient, 0.02, stepsAt)),
  }),
  ...(
    [
      [0.6, '20', 'It costs 16% more: "at most 20%" holds.'],
      [2.2, '20', undefined],
    ] as const
  ).map(([ratio, printed, mismatch]) =>
    claim({
      id: `kaplan-size-tolerance-${ratio}`,
      citation: at('appendix B.4'),
      statement: `Compute that ${ratio} times the efficient size adds`,
      printed,
      unit: '%',
      compute: () => 100 * (ratio * stepsOf(ratio) - 1),
      ...(mismatch ? { mismatch } : { slack: digits }),
    }),
  ),
  claim({
    id: 'kaplan-size-tolerance-steps',
    citation: at('appendix B.4'),
    statement: 'Steps that a model of 2.2 times the efficient size saves',
    printed: '45',
    unit: '%',
    compute: () => 100 * (1 - stepsOf(2.2)),
    slack: digits,
  }),
];
