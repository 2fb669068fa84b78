import { primary, secondary } from '../../cite';
import { countMoe } from '../../counting/moe';
import { countParams } from '../../counting/params';
import { atExperts } from '../../laws/forms/ludziejewski';
import { clark, clarkRlr, ludziejewski } from '../../laws/published/routed';
import { optimalFor } from '../../laws/verbs/optimal';
import { type Claim, claim } from '../claim';
import { findModel } from '../models';

const table9 = primary('switch', 'Table 9');
const switchSize = (name: string, every?: number) => {
  const moe = findModel(name)!.moe!;
  return countMoe(every === undefined ? moe : { ...moe, every }).total / 1e9;
};
const denseSize = (name: string) => countParams(findModel(name)!.moe!).total / 1e9;

/** Size beyond which routing stops helping: a + c log N = 0 has no dependence on experts. */
const cutoff = (k: Readonly<Record<string, number>>) => 10 ** (-k.b / k.c);

const optimum = (C: number, experts: number) => optimalFor(ludziejewski, { C }, { experts });

const joint = (
  [
    [1e20, 1, '1.7e9', '9.7e9'],
    [1e20, 2, '1.5e9', '1.14e10'],
    [1e20, 4, '1.2e9', '1.39e10'],
    [1e20, 8, '9.9e8', '1.70e10'],
    [1e20, 16, '8.1e8', '2.07e10'],
    [1e20, 32, '6.69e8', '2.49e10'],
    [1e21, 1, '5.7e9', '2.93e10'],
    [1e21, 2, '5.0e9', '3.30e10'],
    [1e21, 4, '4.4e9', '3.80e10'],
    [1e21, 8, '3.8e9', '4.43e10'],
    [1e21, 16, '3.3e9', '5.12e10'],
    [1e21, 32, '2.85e9', '5.84e10'],
    [1e22, 1, '1.88e10', '8.86e10'],
    [1e22, 2, '1.74e10', '9.60e10'],
    [1e22, 4, '1.58e10', '1.054e11'],
    [1e22, 8, '1.44e10', '1.158e11'],
    [1e22, 16, '1.32e10', '1.265e11'],
    [1e22, 32, '1.22e10', '1.369e11'],
  ] as const
).flatMap(([C, experts, N, D]) => [
  claim({
    id: `ludziejewski-n-${C.toExponential(0)}-${experts}`,
    citation: primary('ludziejewski2025', 'Table 1'),
    statement: `Optimal active parameters at ${C.toExponential(0).replace('+', '')} FLOP with ${experts} expert${experts > 1 ? 's' : ''}`,
    printed: N,
    unit: 'params',
    compute: () => optimum(C, experts).N,
    // Exponents with four decimals move the optimum by about 1%.
    slack: 0.01,
  }),
  claim({
    id: `ludziejewski-d-${C.toExponential(0)}-${experts}`,
    citation: primary('ludziejewski2025', 'Table 1'),
    statement: `Optimal tokens at ${C.toExponential(0).replace('+', '')} FLOP with ${experts} expert${experts > 1 ? 's' : ''}`,
    printed: D,
    unit: 'tokens',
    compute: () => optimum(C, experts).D,
    slack: 0.01,
  }),
]);

const perExperts = (
  [
    [1, '-0.1817', '-0.1965'],
    [2, '-0.1780', '-0.2065'],
    [4, '-0.1731', '-0.2192'],
    [8, '-0.1676', '-0.2338'],
    [16, '-0.1617', '-0.2494'],
  ] as const
).flatMap(([experts, mu, nu]) => [
  claim({
    id: `ludziejewski-mu-${experts}`,
    citation: primary('ludziejewski2025', 'table per number of experts'),
    statement: `Exponent of parameters with ${experts} expert${experts > 1 ? 's' : ''}, from the joint law`,
    printed: mu,
    compute: () => atExperts(ludziejewski.constants, experts).mu,
    // The joint law's constants have four decimals, which add up.
    slack: 0.001,
  }),
  claim({
    id: `ludziejewski-nu-${experts}`,
    citation: primary('ludziejewski2025', 'table per number of experts'),
    statement: `Exponent of tokens with ${experts} expert${experts > 1 ? 's' : ''}, from the joint law`,
    printed: nu,
    compute: () => atExperts(ludziejewski.constants, experts).nu,
    slack: 0.001,
  }),
]);

export const expertClaims: readonly Claim[] = [
  claim({
    id: 'switch-base-size',
    citation: table9,
    statement: 'Parameters of Switch-Base',
    printed: '7',
    unit: 'B params',
    compute: () => switchSize('switch_base'),
  }),
  claim({
    id: 'switch-large-size',
    citation: table9,
    statement: 'Parameters of Switch-Large',
    printed: '26',
    unit: 'B params',
    compute: () => switchSize('switch_large'),
    mismatch: 'The shape gives 27.1B; the experts alone make 26.6B.',
  }),
  claim({
    id: 'switch-xxl-size',
    citation: table9,
    statement: 'Parameters of Switch-XXL with experts in every second layer, as the table says',
    printed: '395',
    unit: 'B params',
    compute: () => switchSize('switch_xxl', 2),
    mismatch: '64 experts in every second layer make 201B: the size needs experts in every layer.',
  }),
  claim({
    id: 'switch-xxl-every-layer',
    citation: table9,
    statement: 'Parameters of Switch-XXL with experts in every layer',
    printed: '395',
    unit: 'B params',
    compute: () => switchSize('switch_xxl', 1),
    mismatch: '392B: near, but the remaining 3B are not in the printed shape.',
  }),
  claim({
    id: 'switch-c-size',
    citation: table9,
    statement: 'Parameters of Switch-C',
    printed: '1571',
    unit: 'B params',
    compute: () => switchSize('switch_c'),
  }),
  ...(
    [
      ['switch_base', 'T5-Base', '0.2', undefined],
      [
        'switch_large',
        'T5-Large',
        '0.7',
        'The shape gives 0.750B with a vocabulary of 32,128 (recalled): the digit is cut.',
      ],
      ['switch_xxl', 'T5-XXL', '11', undefined],
    ] as const
  ).map(([name, dense, printed, mismatch]) =>
    claim({
      id: `${dense.toLowerCase()}-size`,
      citation: table9,
      statement: `Parameters of ${dense}: the dense model with the same layers`,
      printed,
      unit: 'B params',
      compute: () => denseSize(name),
      ...(mismatch ? { mismatch } : {}),
    }),
  ),
  claim({
    id: 'switch-flop-matched',
    citation: table9,
    statement: 'Feed-forward FLOP of Switch-Base over T5-Base: one expert a token costs what the dense layer does',
    printed: '1.00',
    compute: () => countMoe(findModel('switch_base')!.moe!).ffnFlopRatio,
  }),
  claim({
    id: 'switch-tokens',
    citation: primary('switch', 'sec 3'),
    statement: 'Tokens of pretraining: 550,000 steps of 2^20 tokens',
    printed: '5.76e11',
    unit: 'tokens',
    compute: () => 550000 * 2 ** 20,
    mismatch: '576.7 billion: the digit is cut.',
  }),
  claim({
    id: 'clark-cutoff-sbase',
    citation: secondary('clark2022', 'dense cut-off'),
    statement: 'Size beyond which S-BASE routing stops helping, 10^(-b/c)',
    printed: '9.37e11',
    unit: 'params',
    compute: () => cutoff(clark.constants),
    mismatch: 'An exponential of a ratio: the refit gives 7.8e11, the three printed decimals 1e12.',
  }),
  claim({
    id: 'clark-cutoff-rlr',
    citation: secondary('clark2022', 'dense cut-off'),
    statement: 'The same for RL-R',
    printed: '8.5e10',
    unit: 'params',
    compute: () => cutoff(clarkRlr.constants),
    mismatch: 'The refit gives 9.7e10, the three printed decimals 3.2e10.',
  }),
  ...joint,
  ...perExperts,
];
