import { primary, secondary } from '../../cite';
import { bnslForm } from '../forms/bnsl';
import { kaplanLosses } from '../forms/power';
import type { Form, Law } from '../law';
import { epoch } from './epoch';

/** The plain log-Huber optimum on the same 240 points: what a fit with its sum as objective finds. */
export const epochHuber: Law = {
  ...epoch,
  name: 'epoch_huber',
  title: 'Chinchilla refitted, plain Huber optimum (Besiroglu et al. 2024)',
  constants: { A: 477.84, B: 2143.86, E: 1.817235, alpha: 0.34731, beta: 0.36718 },
  constantNotes: { E: { unit: 'nats per token' } },
  citation: primary('besiroglu2024', 'repository, alternative optimum'),
  notes: ['The headline constants (laws.epoch) are the least-absolute-deviation fit of the same points.'],
};

/** With the five outliers kept. */
export const epoch245: Law = {
  kind: 'law',
  name: 'epoch_245',
  title: 'Chinchilla refitted with its five outliers (Besiroglu et al. 2024)',
  form: epoch.form,
  constants: { A: 463.3, B: 12530, E: 1.89, alpha: 0.345, beta: 0.452 },
  constantNotes: { E: { unit: 'nats per token' } },
  citation: secondary('besiroglu2024', 'Table 3'),
  conventions: epoch.conventions,
  ...(epoch.range ? { range: epoch.range } : {}),
  abilities: ['loss', 'optimum'],
  notes: ['Five of the 245 points move B sixfold and beta from 0.37 to 0.45: why they are left out of laws.epoch.'],
};

export const shehper: Law = {
  kind: 'law',
  name: 'shehper',
  title: "Kaplan's laws rerun at small scale with nanoGPT (Shehper)",
  form: kaplanLosses,
  constants: {
    ...{ Nc: 3.8e13, alphaN: 0.082, ND_Nc: 1.32e14, ND_alphaN: 0.076, ND_Dc: 1.22e12, ND_alphaD: 0.122 },
    ...{ Cc: 1.8e5, alphaC: 0.074 },
  },
  constantNotes: { Cc: { unit: 'PF-days', note: 'at a fixed batch' } },
  citation: primary('shehper', 'README table'),
  conventions: {
    loss: 'nats per token',
    params: 'non-embedding',
    flops: '6ND',
    data: 'OpenWebText',
    tokenizer: 'GPT-2 BPE',
  },
  abilities: ['loss'],
};

export const bnsl: Law = {
  kind: 'law',
  name: 'bnsl',
  title: 'Broken neural scaling law, general form (Caballero et al. 2022)',
  form: bnslForm,
  constants: {},
  citation: primary('bnsl', 'eq 1 and repository'),
  conventions: { loss: 'any metric', params: 'unstated', flops: 'none', data: 'any' },
  abilities: ['loss'],
  notes: [
    'A form without constants of its own: give a, b, c0 and, for each break i, c_i, d_i and f_i with x, or fit them.',
  ],
};

const transferForm: Form = {
  name: 'transfer',
  parameters: ['k', 'alpha', 'beta'],
  inputs: ['N', 'D'],
  formula: 'D_T = k D_F^alpha N^beta',
  latex: String.raw`D_T = k\, D_F^{\alpha} N^{\beta}`,
  transferred: (k, { N = Number.NaN, D = Number.NaN }) => k.k * D ** k.alpha * N ** k.beta,
};

const hernandezLaw = (name: string, pretraining: string, k: number, alpha: number): Law => ({
  kind: 'law',
  name,
  title: `Transfer to Python from ${pretraining} (Hernandez et al. 2021)`,
  form: transferForm,
  constants: { k, alpha, beta: 0.38 },
  citation: secondary('hernandez2021', 'sec 1'),
  conventions: { loss: 'none', params: 'non-embedding', flops: 'none', data: `Python after ${pretraining}` },
  abilities: ['transfer'],
  notes: ["D is the amount of fine-tuning data in the paper's own unit, N the model size."],
});

export const hernandez = hernandezLaw('hernandez', 'text', 1.9e4, 0.18);
export const hernandezMixture = hernandezLaw('hernandez_mixture', 'a mixture of text and code', 2.1e5, 0.096);
