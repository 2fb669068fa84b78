import { primary, refit, secondary } from '../../cite';
import { hyperparameterForm } from '../forms/hyperparameters';
import { kumarForm } from '../forms/kumar';
import { tissueForm } from '../forms/tissue';
import type { Law } from '../law';

export const kumar: Law = {
  kind: 'law',
  name: 'kumar',
  title: 'Precision of training and inference (Kumar et al. 2024)',
  form: kumarForm,
  constants: {
    ...{ A: 4299, alpha: 0.4965, B: 18060, beta: 0.4965, E: 2.7648 },
    ...{ gamma_w: 2.6745, gamma_i: 2.2102, gamma_kv: 0.9578 },
    ...{ C_T: 0.0598, gamma_D: 0.5068, gamma_N: 0.3439, gamma_post: 0.5907 },
  },
  constantNotes: {
    alpha: { note: 'alpha and beta were tied' },
    gamma_w: { unit: 'bits', note: 'the fit has an offset n_w = 0.3037, which the printed formula leaves out' },
    gamma_i: { unit: 'bits', note: 'offset n_i = 1.4072, left out' },
    gamma_kv: { unit: 'bits', note: 'offset n_kv = 2.4185, left out' },
  },
  citation: primary('kumar2024', 'eq 2 and 3, appendix K Table 2'),
  conventions: {
    loss: 'nats per token',
    params: 'total',
    flops: '6ND P/16: cost in proportion to bits',
    data: 'Dolma',
  },
  range: { N: [0, 1.7e9], D: [0, 2.6e10] },
  abilities: ['loss', 'optimum'],
  notes: [
    'The authors warn that their constants do not carry over to other setups: use the shape of the answer, not its digits.',
    "Without the fit's offsets the best precision of this formula comes out below the 7 to 8 bits that the authors report.",
  ],
};

export const tissue: Law = {
  kind: 'law',
  name: 'tissue',
  title: 'Loss over a learning-rate schedule (Tissue et al. 2024)',
  form: tissueForm,
  constants: { L0: 2.62779655, A: 0.42966514, alpha: 0.54984562, C: 0.41077247, lambda: 0.999 },
  constantNotes: {
    A: { note: 'published 0.429' },
    lambda: { citation: primary('tissue2024', 'demonstration code') },
  },
  citation: refit('tissue2024', 'demonstration code', 'refitted to its losses: 20,000 steps, peak rate 2e-4'),
  conventions: {
    loss: 'nats per token',
    params: 'unstated',
    flops: 'none: one model, one batch size',
    data: 'unstated',
  },
  abilities: ['schedule'],
  notes: ['Holds for the one model of the demonstration; refit it to two schedules of your own model.'],
};

const stepForm = hyperparameterForm(
  ['lr_coefficient', 'lr_N', 'lr_D', 'batch_coefficient', 'batch_D'],
  'lr = 1.79 N^-0.713 D^0.307, batch = 0.58 D^0.571',
  String.raw`\eta = 1.79\, N^{-0.713} D^{0.307},\quad B = 0.58\, D^{0.571}`,
);

export const steplaw: Law = {
  kind: 'law',
  name: 'steplaw',
  title: 'Step Law (Li et al. 2025)',
  form: stepForm,
  constants: { lr_coefficient: 1.79, lr_N: -0.713, lr_D: 0.307, batch_coefficient: 0.58, batch_D: 0.571 },
  constantNotes: {
    lr_coefficient: { note: 'median of the released bootstrap: 1.78 N^-0.7122 D^0.307' },
    batch_coefficient: { unit: 'tokens', note: 'median of the released bootstrap: 0.573 D^0.5713' },
  },
  citation: primary('steplaw', 'eq 1'),
  conventions: { loss: 'none', params: 'non-embedding', flops: 'none', data: 'several mixtures' },
  abilities: ['hyperparameters'],
  notes: ["The paper's table of earlier work has misprints (2e18 for 2e8, and others): it is not used here."],
};

export const moonlight: Law = {
  kind: 'law',
  name: 'moonlight',
  title: 'Moonlight, AdamW baseline (Liu et al. 2025)',
  form: hyperparameterForm(
    ['lr_coefficient', 'lr_C', 'batch_coefficient', 'batch_C'],
    'lr = 0.0127 C^-0.057, batch = 0.0065 C^0.4138',
    String.raw`\eta = 0.0127\, C^{-0.057},\quad B = 0.0065\, C^{0.4138}`,
  ),
  constants: { lr_coefficient: 0.0127, lr_C: -0.057, batch_coefficient: 0.0065, batch_C: 0.4138 },
  constantNotes: { batch_coefficient: { unit: 'tokens' } },
  citation: secondary('moonlight', 'AdamW scaling law'),
  conventions: { loss: 'none', params: 'unstated', flops: '6ND', data: 'unstated' },
  abilities: ['hyperparameters'],
};

export const bjorck: Law = {
  kind: 'law',
  name: 'bjorck',
  title: 'Learning rate over token horizons (Bjorck et al. 2024)',
  form: {
    ...hyperparameterForm(
      ['lr_D'],
      'lr = reference_lr (D / reference_tokens)^-0.32',
      String.raw`\eta(D) = \eta_0 \left(\frac{D}{D_0}\right)^{-0.32}`,
    ),
    inputs: ['D', 'referenceLearningRate', 'referenceTokens'],
    hyperparameters: (k, { D = Number.NaN, referenceLearningRate = Number.NaN, referenceTokens = Number.NaN }) => ({
      learningRate: referenceLearningRate * (D / referenceTokens) ** k.lr_D,
    }),
  },
  constants: { lr_D: -0.32 },
  citation: secondary('bjorck2024', 'abstract'),
  conventions: { loss: 'none', params: 'total', flops: 'none', data: 'unstated' },
  abilities: ['hyperparameters'],
  notes: [
    'Only the exponent is used: the coefficient quoted by Li et al. 2025 (1.3192e-5) gives rates near 1e-10 and is evidently misprinted. Give a learning rate that works at one horizon.',
  ],
};
