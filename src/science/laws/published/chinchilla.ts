import { primary } from '../../cite';
import { chinchillaForm } from '../forms/chinchilla';
import type { Conventions, Law, Range } from '../law';

/** The suite of Hoffmann et al. 2022: over 400 models of 70M to 16B parameters on 5B to 500B tokens (abstract). */
export const hoffmannRange: Readonly<Record<string, Range>> = { N: [7e7, 1.6e10], D: [5e9, 5e11], C: [6e18, 3e21] };

export const hoffmannConventions: Conventions = {
  loss: 'nats per token',
  params: 'total',
  flops: '6ND',
  data: 'MassiveText',
  tokenizer: 'SentencePiece, 32,000',
};

/** Hoffmann et al. 2022, approach 3, with the constants of the paper's TeX source before rounding. */
export const chinchilla: Law = {
  kind: 'law',
  name: 'chinchilla',
  title: 'Chinchilla, approach 3 (Hoffmann et al. 2022)',
  form: chinchillaForm,
  constants: {
    A: Math.exp(6.0073404),
    B: Math.exp(6.0179186),
    E: Math.exp(0.5267228),
    alpha: 0.33917084,
    beta: 0.2849083,
  },
  constantNotes: {
    A: { note: 'log A = 6.0073404; printed 406.4' },
    B: { note: 'log B = 6.0179186; printed 410.7' },
    E: { unit: 'nats per token', note: 'log E = 0.5267228; printed 1.69' },
    alpha: { note: 'printed 0.34' },
    beta: { note: 'printed 0.28' },
  },
  citation: primary(
    'hoffmann2022',
    'eq 10, before rounding',
    "unrounded constants from the paper's TeX source, as quoted in the notebook of Besiroglu et al. 2024",
  ),
  conventions: hoffmannConventions,
  range: hoffmannRange,
  abilities: ['loss', 'optimum'],
  notes: [
    "The printed, rounded constants (laws.chinchilla_rounded) move the optimum at Gopher's budget from 40.4B to 32.2B parameters.",
    'Besiroglu et al. 2024 refitted the same runs and find other constants (laws.epoch): the original optimiser stopped early.',
    'The printed a = 0.46 lies outside its own printed interval [0.454, 0.455] (Table 2).',
  ],
};

/** Hoffmann et al. 2022, approach 3, as printed. */
export const chinchillaRounded: Law = {
  ...chinchilla,
  name: 'chinchilla_rounded',
  title: 'Chinchilla, approach 3, as printed (Hoffmann et al. 2022)',
  constants: { A: 406.4, B: 410.7, E: 1.69, alpha: 0.34, beta: 0.28 },
  constantNotes: { E: { unit: 'nats per token' } },
  citation: primary('hoffmann2022', 'eq 10'),
  notes: [
    "Rounded to two digits, the exponents no longer reproduce the paper's own Table A3 (57 to 122% off); use laws.chinchilla or laws.epoch.",
  ],
};
