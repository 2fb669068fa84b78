import { primary, recalled, secondary } from '../../cite';
import { allocationOfParams, allocationOfTokens, fixedRatio } from '../forms/allocation';
import { powerHyperparameters } from '../forms/hyperparameters';
import { computePower } from '../forms/power';
import type { Law } from '../law';
import { hoffmannConventions, hoffmannRange } from './chinchilla';

/** Approach 1: least loss over all training curves. The line is put through the nine rows of Table 3. */
export const chinchillaApproach1: Law = {
  kind: 'law',
  name: 'chinchilla_approach1',
  title: 'Chinchilla, approach 1: minimum over training curves (Hoffmann et al. 2022)',
  form: allocationOfParams,
  constants: { N_coefficient: 0.09915893230794971, N_exponent: 0.4980986857771881 },
  constantNotes: {
    N_exponent: { note: 'printed a = 0.50 [0.488, 0.502] (Table 2); least squares through Table 3 gives 0.498' },
    N_coefficient: { note: 'not printed: least squares through the nine rows of Table 3' },
  },
  citation: {
    ...primary('hoffmann2022', 'Tables 2 and 3', 'coefficients by least squares through Table 3'),
    evidence: 'computed',
  },
  conventions: hoffmannConventions,
  range: hoffmannRange,
  abilities: ['allocation'],
  notes: [
    'The text near Table 3 (175B needs 4.41e24 FLOP and over 4.2T tokens, 280B 6.8T) matches approach 2, not this table.',
  ],
};

/** Approach 2: isoFLOP profiles. The line is put through the nine rows of Table A3. */
export const chinchillaApproach2: Law = {
  ...chinchillaApproach1,
  name: 'chinchilla_approach2',
  title: 'Chinchilla, approach 2: isoFLOP profiles (Hoffmann et al. 2022)',
  constants: { N_coefficient: 0.14487705181127802, N_exponent: 0.4899416128625464 },
  constantNotes: {
    N_exponent: { note: 'printed a = 0.49 [0.462, 0.534] (Table 2); least squares through Table A3 gives 0.490' },
    N_coefficient: { note: 'not printed: least squares through the nine rows of Table A3' },
  },
  citation: {
    ...primary('hoffmann2022', 'Tables 2 and A3', 'coefficients by least squares through Table A3'),
    evidence: 'computed',
  },
  notes: [
    "At Gopher's budget this is the often quoted 63B on 1.4T tokens: a prediction, not the 70B model that was trained.",
  ],
};

/** N* on RefinedWeb with tuned hyperparameters, through the printed extrapolation to 5.88e23 FLOP. */
export const porian: Law = {
  kind: 'law',
  name: 'porian',
  title: 'Tuned optimiser, RefinedWeb (Porian et al. 2024)',
  form: { ...allocationOfParams, hyperparameters: powerHyperparameters },
  constants: {
    ...{ N_coefficient: 7.7e10 / 5.88e23 ** 0.497, N_exponent: 0.497 },
    ...{ lr_coefficient: 3.7, lr_N: -0.36, batch_coefficient: 0.7576, batch_N: 0.703 },
  },
  constantNotes: {
    N_exponent: { note: 'interval [0.49, 0.50]' },
    N_coefficient: { note: 'from N* = 7.7e10 at 5.88e23 FLOP' },
    lr_coefficient: { citation: secondary('steplaw', 'comparison table') },
    batch_coefficient: { citation: secondary('steplaw', 'comparison table') },
  },
  citation: primary('porian2024', 'Figure 1 and repository'),
  conventions: {
    loss: 'nats per token',
    params: 'total',
    flops: '6ND, last layer counted',
    data: 'RefinedWeb',
  },
  range: { C: [1.25e16, 2.56e19] },
  abilities: ['allocation', 'hyperparameters'],
};

/** Llama 3: tokens as a power law of compute. */
export const llama3: Law = {
  kind: 'law',
  name: 'llama3',
  title: 'Llama 3 (Dubey et al. 2024)',
  form: allocationOfTokens,
  constants: { D_coefficient: 0.299, D_exponent: 0.537 },
  constantNotes: {
    D_coefficient: { note: 'the label of Figure 3; the text says 0.29' },
    D_exponent: { note: 'the label of Figure 3; the text says 0.53' },
  },
  citation: primary('llama3', 'sec 3.2.1, Figure 3'),
  conventions: { loss: 'none', params: 'total', flops: '6ND', data: 'Llama 3 mixture' },
  range: { C: [6e18, 1e22], N: [4e7, 1.6e10] },
  abilities: ['allocation'],
  notes: [
    "The rounded values in the text (0.53, 0.29) give 10.5T tokens at 3.8e25 FLOP; the figure's (0.537, 0.299) give 16.3T, near the stated 16.55T and 402B.",
  ],
};

/** DeepSeek LLM: model scale M (FLOP per token without embeddings) and tokens, C = M D, and hyperparameters. */
export const deepseek: Law = {
  kind: 'law',
  name: 'deepseek',
  title: 'DeepSeek LLM (DeepSeek-AI 2024)',
  form: { ...allocationOfParams, hyperparameters: powerHyperparameters },
  constants: {
    ...{ N_coefficient: 0.1715 / 6, N_exponent: 0.5243 },
    ...{ lr_coefficient: 0.3118, lr_C: -0.125, batch_coefficient: 0.292, batch_C: 0.3271 },
  },
  constantNotes: {
    N_coefficient: { note: 'M = 0.1715 C^0.5243 FLOP per token (eq 4), N = M/6' },
    N_exponent: { note: 'D = 5.8316 C^0.4757 (eq 4): C = M D' },
    lr_coefficient: {
      note: '0.3118 in two sources; 0.3188 in the table of Li et al. 2025, 0.3318 in a blog',
      citation: secondary('deepseekllm', 'eq 1'),
    },
    batch_coefficient: { unit: 'tokens', citation: secondary('deepseekllm', 'eq 1') },
  },
  citation: secondary('deepseekllm', 'eq 1 and 4'),
  conventions: {
    loss: 'none',
    params: 'non-embedding',
    flops: 'M D with M = 72 L d^2 + 12 L d s: attention counted, embeddings not; N stands for M/6',
    data: 'in-house (exponents 0.45 early, 0.524 current; 0.578 on OpenWebText2)',
  },
  abilities: ['allocation', 'hyperparameters'],
};

/** Cerebras-GPT: loss on the Pile by compute, 20 tokens per parameter. */
export const cerebras: Law = {
  kind: 'law',
  name: 'cerebras',
  title: 'Cerebras-GPT on the Pile (Dey et al. 2023)',
  form: computePower,
  constants: { scale: 5.984e22, exponent: 0.0737, E: 0.5066, ratio: 20 },
  constantNotes: { scale: { unit: 'FLOP' }, E: { unit: 'nats per token' } },
  citation: secondary('cerebras', 'scaling law equation'),
  conventions: {
    loss: 'nats per token on the Pile test set',
    params: 'total',
    flops: "the paper's own count, somewhat above 6ND",
    data: 'the Pile',
  },
  range: { N: [1.11e8, 1.3e10], C: [2.6e18, 2.3e22] },
  abilities: ['loss', 'optimum'],
};

/** MiniCPM: 192 tokens per parameter on average, and its batch size rule. */
export const minicpm: Law = {
  kind: 'law',
  name: 'minicpm',
  title: 'MiniCPM (Hu et al. 2024)',
  form: { ...fixedRatio, hyperparameters: powerHyperparameters },
  constants: { ratio: 192, batch_coefficient: 1.21e9, batch_L: -6.24 },
  constantNotes: {
    ratio: {
      note: 'the published average; alpha 0.29, beta 0.23, K^2 0.01, eta -0.1, whose unit of compute we have not seen',
    },
    batch_coefficient: {
      unit: 'tokens',
      note: '1.21e9 / L^6.24 is recalled; the table of Li et al. 2025 prints 2e18, which looks misprinted',
      citation: recalled('minicpm', 'batch size'),
    },
  },
  citation: secondary('minicpm', 'sec 4.5'),
  conventions: { loss: 'nats per token', params: 'non-embedding', flops: '6ND', data: 'MiniCPM mixture' },
  abilities: ['allocation', 'hyperparameters'],
  notes: ['The batch size rule is recalled, not seen: check it before you rely on it.'],
};
