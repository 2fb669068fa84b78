import { primary, refit, secondary } from '../../cite';
import { publishedTable } from '../../facts/tables';
import { chinchillaForm } from '../forms/chinchilla';
import { gadreForm } from '../forms/gadre';
import { muennighoffForm } from '../forms/muennighoff';
import type { Law } from '../law';

/** Muennighoff et al. 2023: repeated data. */
export const muennighoff: Law = {
  kind: 'law',
  name: 'muennighoff',
  title: 'Data-constrained (Muennighoff et al. 2023)',
  form: muennighoffForm,
  constants: {
    A: Math.exp(6.255414),
    B: Math.exp(7.3049974),
    E: Math.exp(0.6254804),
    alpha: 0.3526596,
    beta: 0.3526596,
    R_D: 15.387756,
    R_N: 5.309743,
  },
  constantNotes: {
    A: { note: 'log A = 6.255414; printed 521' },
    B: { note: 'log B = 7.3049974; printed 1488' },
    E: { unit: 'nats per token', note: 'log E = 0.6254804; printed 1.87' },
    R_D: {
      unit: 'repeats',
      note: 'a local optimum on the released runs; another, slightly better one is at R_D 95.4, R_N 1.7',
    },
    R_N: { unit: 'repeats' },
  },
  citation: primary('muennighoff2023', 'eq 5 and repository README'),
  conventions: { loss: 'nats per token', params: 'total', flops: '6ND', data: 'C4', tokenizer: 'GPT-2 BPE' },
  range: { N: [1e7, 9e9], D: [0, 9e11] },
  abilities: ['loss', 'optimum'],
  notes: [
    'Up to 4 epochs are nearly as good as new data; after about 16 repeats more of them are worth little.',
    'Without unique: tokens all data count as new.',
  ],
};

const gadreLaw = (name: string, data: string): Law => {
  const { rows } = publishedTable('gadre_fits');
  const [E, a, b, eta, epsilon, k, gamma] = (rows.find(row => row[0] === data) ?? []).slice(1).map(Number);
  return {
    kind: 'law',
    name,
    title: `Over-training on ${data} (Gadre et al. 2024)`,
    form: gadreForm,
    constants: { E, a, b, eta, epsilon, k, gamma },
    constantNotes: {
      E: { unit: 'nats per token' },
      epsilon: { note: 'error averaged over 17 tasks' },
    },
    citation: refit(
      'gadre2024',
      'released runs',
      'refitted; agrees with Tables 1 and 6 as recalled, to their rounding',
    ),
    conventions: { loss: 'nats per token on C4', params: 'total', flops: '6ND', data, tokenizer: 'GPT-NeoX' },
    range: { N: [1.1e7, 6.9e9] },
    abilities: ['loss', 'optimum', 'error'],
    notes: ['Runs had 5 to 640 tokens per parameter.'],
  };
};

export const gadreC4 = gadreLaw('gadre_c4', 'C4');
export const gadreRpj = gadreLaw('gadre_rpj', 'RedPajama');
export const gadreRw = gadreLaw('gadre_rw', 'RefinedWeb');

const sardanaLaw = (name: string, most: string, values: readonly number[]): Law => {
  const [alpha, beta, A, B, E] = values;
  return {
    kind: 'law',
    name,
    title: `Chinchilla's form on runs with ${most} (Sardana et al. 2024)`,
    form: chinchillaForm,
    constants: { A, B, E, alpha, beta },
    constantNotes: { E: { unit: 'nats per token' } },
    citation: secondary('sardana2024', 'Table 1'),
    conventions: { loss: 'nats per token', params: 'total', flops: '6ND', data: 'unstated' },
    range: { N: [1.5e8, 6e9] },
    abilities: ['loss', 'optimum'],
    notes: ['The four fits of Table 1 differ by the most tokens per parameter they include: extrapolation is fragile.'],
  };
};

export const sardana = sardanaLaw('sardana', '10 to 10,000 tokens per parameter', [0.18, 0.24, 33.66, 138.9, 1.45]);
export const sardana100 = sardanaLaw(
  'sardana_100',
  'at most 100 tokens per parameter',
  [0.08, 0.13, 7.199, 25.97, 0.17],
);
export const sardana250 = sardanaLaw(
  'sardana_250',
  'at most 250 tokens per parameter',
  [0.13, 0.16, 14.23, 39.54, 0.98],
);
export const sardana500 = sardanaLaw(
  'sardana_500',
  'at most 500 tokens per parameter',
  [0.13, 0.16, 17.07, 35.8, 0.95],
);
