import { primary, refit, secondary } from '../../cite';
import { abnarForm } from '../forms/abnar';
import { chinchillaForm } from '../forms/chinchilla';
import { clarkForm } from '../forms/clark';
import { krajewskiForm } from '../forms/krajewski';
import { ludziejewskiForm } from '../forms/ludziejewski';
import { paramsPower } from '../forms/power';
import type { Constants, Law } from '../law';

const clarkConventions = {
  loss: 'nats per token',
  params: 'active',
  flops: 'none: tokens are fixed at 130B',
  data: 'MassiveText',
} as const;

const clarkConstants = ([a, b, c, d, E_start, E_max]: readonly number[]): Constants => ({ a, b, c, d, E_start, E_max });

/** From the refit of the released curves, as the three printed decimals cost up to 1.8% of the loss. */
const clarkLaw = (name: string, router: string, values: readonly number[], printed: boolean): Law => ({
  kind: 'law',
  name,
  title: `Routed models, ${router}${printed ? ', as printed' : ''} (Clark et al. 2022)`,
  form: clarkForm,
  constants: clarkConstants(values),
  citation: printed
    ? secondary('clark2022', 'Table 3')
    : refit('clark2022', 'released curves', 'refitted: three printed decimals cost up to 1.8% of the loss'),
  conventions: clarkConventions,
  abilities: ['loss'],
  notes: [
    'N counts the parameters of the dense model that is given experts: what a token passes through with one expert.',
    'E_start and E_max are weakly determined: other optimisers move them.',
  ],
});

export const clark = clarkLaw(
  'clark',
  'S-BASE',
  [-0.0830253, -0.11804367, 0.00992483, 1.11358, 2.074568, 238.67487],
  false,
);
export const clarkRlr = clarkLaw(
  'clark_rl_r',
  'RL-R',
  [-0.08272954, -0.12341672, 0.01123257, 1.10701265, 1.7219259, 470.05331],
  false,
);
export const clarkHash = clarkLaw(
  'clark_hash',
  'HASH',
  [-0.0873567, -0.13836389, 0.01263523, 1.15953068, 4.2687697, 427.3229952],
  false,
);
export const clarkRounded = clarkLaw('clark_rounded', 'S-BASE', [-0.082, -0.108, 0.009, 1.104, 1.847, 314.478], true);
export const clarkRlrRounded = clarkLaw(
  'clark_rl_r_rounded',
  'RL-R',
  [-0.083, -0.126, 0.012, 1.111, 1.88, 469.982],
  true,
);
export const clarkHashRounded = clarkLaw(
  'clark_hash_rounded',
  'HASH',
  [-0.087, -0.136, 0.012, 1.157, 4.175, 477.741],
  true,
);

export const clarkDense: Law = {
  kind: 'law',
  name: 'clark_dense',
  title: 'Dense baseline of routed models (Clark et al. 2022)',
  form: paramsPower,
  constants: { Nc: 3.568e13, alphaN: 0.078 },
  citation: secondary('clark2022', 'dense fit'),
  conventions: { ...clarkConventions, params: 'total' },
  abilities: ['loss'],
};

export const krajewski: Law = {
  kind: 'law',
  name: 'krajewski',
  title: 'Fine-grained mixture of 64 experts (Krajewski et al. 2024)',
  form: krajewskiForm,
  constants: { a: 18.1, alpha: 0.115, b: 30.8, beta: 0.147, g: 2.1, gamma: 0.58, c: 0.47 },
  citation: secondary('krajewski2024', 'Table 1'),
  conventions: {
    loss: 'nats per token',
    params: 'unstated',
    flops: 'not 6ND: routing and granularity cost extra',
    data: 'C4',
  },
  abilities: ['loss'],
  notes: ['Granularity from 1 to 16 was tried; one expert is 1/granularity as wide as the dense feed-forward layer.'],
};

export const krajewskiDense: Law = {
  kind: 'law',
  name: 'krajewski_dense',
  title: 'Dense baseline of fine-grained experts (Krajewski et al. 2024)',
  form: chinchillaForm,
  constants: { A: 16.3, B: 26.7, E: 0.47, alpha: 0.126, beta: 0.127 },
  citation: secondary('krajewski2024', 'Table 1'),
  conventions: { loss: 'nats per token', params: 'unstated', flops: '6ND', data: 'C4' },
  abilities: ['loss', 'optimum'],
};

export const ludziejewski: Law = {
  kind: 'law',
  name: 'ludziejewski',
  title: 'Joint law of dense and expert models (Ludziejewski et al. 2025)',
  form: ludziejewskiForm,
  constants: {
    ...{ a: 35.91, alpha: -0.1889, delta: -0.2285, gamma: 0.0098 },
    ...{ b: 35.98, beta: -0.1775, omega: 0.5529, zeta: -0.0259 },
    ...{ E_start: 2.0732, E_max: 290.4521, c: 1.3637 },
  },
  citation: primary('ludziejewski2025', 'coefficient table'),
  conventions: { loss: 'nats per token', params: 'active', flops: '6ND with active N', data: 'FineWeb-Edu' },
  range: { experts: [1, 32] },
  abilities: ['loss', 'optimum'],
  notes: [
    'Over 280 models of up to 5B parameters in all.',
    'Up to 8 experts, a mixture beats a dense model of equal total parameters if it trains on that many times the tokens.',
  ],
};

export const abnar: Law = {
  kind: 'law',
  name: 'abnar',
  title: 'Optimal sparsity of expert models (Abnar et al. 2025)',
  form: abnarForm,
  constants: {
    ...{ a: 16612.5, alpha: 0.5962, b: 5455.67, beta: 0.3954, c: 0.4598, lambda: -0.1666 },
    ...{ d: 17.26, delta: 0.1603, gamma: 0.1595, e: 0.94 },
  },
  citation: secondary('abnar2025', 'coefficient table'),
  conventions: {
    loss: 'nats per token',
    params: 'total',
    flops: 'not 6ND: only active parameters cost FLOP',
    data: 'unstated',
  },
  abilities: ['loss'],
  notes: ['R² on held-out runs is 0.68. Sparsity is the share of experts that a token does not visit.'],
};
