import { primary } from '../../cite';
import { countParams } from '../../counting/params';
import { PF_DAY } from '../../laws/forms/kaplan';
import { rootOf } from '../../laws/numeric/root';
import { kaplan } from '../../laws/published/kaplan';
import { lossOf } from '../../laws/verbs/loss';
import { optimalFor } from '../../laws/verbs/optimal';
import { type Claim, claim } from '../claim';

const k = kaplan.constants;
const at = (locator: string) => primary('kaplan2020', locator);

/** PF-days at which L(Cmin) of eq 1.3 meets L(D) of eq 1.2 for the tokens of Table 6. */
function intersection(): number {
  const gap = (log: number) => {
    const C = Math.exp(log) * PF_DAY;
    const { D } = optimalFor(kaplan, { C });
    return Math.log(lossOf(kaplan, { C }) / lossOf(kaplan, { D }));
  };
  return Math.exp(rootOf(gap, 0, Math.log(1e12)) ?? Number.NaN);
}

export const kaplanClaims: readonly Claim[] = [
  claim({
    id: 'kaplan-pf-day',
    citation: at('sec 1.3'),
    statement: 'A PF-day is 1e15 FLOP a second for a day',
    printed: '8.64e19',
    unit: 'FLOP',
    compute: () => 1e15 * 24 * 3600,
  }),
  claim({
    id: 'kaplan-n-opt',
    citation: at('Table 6'),
    statement: 'Optimal parameters at 1 PF-day',
    printed: '1.3e9',
    unit: 'params',
    compute: () => optimalFor(kaplan, { C: PF_DAY }).N,
  }),
  claim({
    id: 'kaplan-table6-compute',
    citation: at('Table 6'),
    statement: 'Parameters, batch and steps of Table 6 make up 1 PF-day (6 N B S)',
    printed: '1.0',
    unit: 'PF-days',
    compute: () => (6 * k.N_coefficient * k.B_coefficient * k.S_coefficient) / PF_DAY,
  }),
  claim({
    id: 'kaplan-table6-tokens',
    citation: at('Table 6'),
    statement: 'Optimal tokens at 1 PF-day, from batch times steps of the same table',
    printed: '2e10',
    unit: 'tokens',
    compute: () => k.B_coefficient * k.S_coefficient,
    mismatch:
      'S_min steps are counted at a very large batch: at the critical batch, which D_opt assumes, training takes twice as many tokens.',
  }),
  claim({
    id: 'kaplan-alpha-c-theory',
    citation: at('eq 6.4'),
    statement: 'Exponent of L(Cmin) that follows from the others: 1/(1/alphaS + 1/alphaB + 1/alphaN)',
    printed: '0.054',
    compute: () => 1 / (1 / k.NS_alphaS + 1 / k.alphaB + 1 / k.NS_alphaN),
    mismatch: 'The printed exponents give 0.052, which appendix B prints; 0.050 is the direct fit (eq 1.3).',
  }),
  claim({
    id: 'kaplan-alpha-c-appendix',
    citation: at('eq B.7'),
    statement: 'The same exponent in appendix B',
    printed: '0.052',
    compute: () => 1 / (1 / k.NS_alphaS + 1 / k.alphaB + 1 / k.NS_alphaN),
  }),
  claim({
    id: 'kaplan-batch-doubling',
    citation: at('sec 5.1'),
    statement: 'The critical batch doubles for every 13% drop in loss',
    printed: '13',
    unit: '%',
    compute: () => 100 * (1 - 2 ** -k.alphaB),
    mismatch: 'alphaB = 0.21 gives 13.5%, which the paper cuts to 13.',
  }),
  claim({
    id: 'kaplan-overfit-exponent',
    citation: at('eq 4.4'),
    statement: 'Tokens needed against overfitting grow as N to the alphaN/alphaD',
    printed: '0.74',
    compute: () => k.ND_alphaN / k.ND_alphaD,
  }),
  claim({
    id: 'kaplan-early-stop',
    citation: at('appendix B.3'),
    statement: 'Efficient training stops alphaN/alphaS above the converged loss',
    printed: '10',
    unit: '%',
    compute: () => (100 * k.NS_alphaN) / k.NS_alphaS,
  }),
  claim({
    id: 'kaplan-params',
    citation: at('eq 2.1'),
    statement: 'Non-embedding parameters are 12 n_layer d_model^2 when d_ff = 4 d_model',
    printed: '12',
    compute: () => countParams({ layers: 6, width: 512, heads: 8 }).nonEmbedding / (6 * 512 ** 2),
  }),
  claim({
    id: 'kaplan-intersection-compute',
    citation: at('eq 6.8'),
    statement: 'Compute at which L(Cmin) and L(D) cross, where the laws must break down',
    printed: '1e4',
    unit: 'PF-days',
    compute: intersection,
    note: 'An order of magnitude: rounding of the exponents alone moves it by far more.',
  }),
  claim({
    id: 'kaplan-intersection-loss',
    citation: at('eq 6.8'),
    statement: 'Loss at that crossing',
    printed: '1.7',
    unit: 'nats per token',
    compute: () => lossOf(kaplan, { C: intersection() * PF_DAY }),
  }),
  claim({
    id: 'kaplan-intersection-params',
    citation: at('eq 6.8'),
    statement: 'Parameters at that crossing',
    printed: '1e12',
    unit: 'params',
    compute: () => optimalFor(kaplan, { C: intersection() * PF_DAY }).N,
  }),
  claim({
    id: 'kaplan-intersection-tokens',
    citation: at('eq 6.8'),
    statement: 'Tokens at that crossing',
    printed: '1e12',
    unit: 'tokens',
    compute: () => optimalFor(kaplan, { C: intersection() * PF_DAY }).D,
    mismatch: "Table 6 gives 2.5e11 there; the paper's figure is meant as an order of magnitude.",
  }),
];
