import { primary, secondary } from '../../cite';
import type { ModelEntry } from '../model';

const palmRow = (size: string, params: number, flops: number): ModelEntry => ({
  name: `palm_${size.toLowerCase()}`,
  title: `PaLM ${size}`,
  family: 'PaLM',
  params,
  tokens: 7.8e11,
  flops,
  citation: secondary('palm', 'Table 1'),
  figures: { flops: primary('flan', 'Table 2') },
});

/** Instruction tuning adds the given FLOP to the pretraining of the base model. */
const flanRow = (
  name: string,
  title: string,
  params: number,
  pretraining: number,
  tuning: number,
  /** Tokens of pretraining, as published of the base model; undefined where it went on with others. */
  tokens: number | undefined,
  notes?: readonly string[],
): ModelEntry => ({
  name,
  title,
  family: title.startsWith('Flan-T5') ? 'Flan-T5' : 'Flan-PaLM',
  params,
  ...(tokens === undefined ? {} : { tokens }),
  flops: pretraining,
  citation: primary('flan', 'Table 2'),
  ...(tokens === undefined
    ? {}
    : {
        figures: {
          tokens: title.startsWith('Flan-T5')
            ? secondary('gpt3', 'Table D.1', 'tokens of T5, the base model')
            : secondary('palm', 'Table 1', 'tokens of PaLM, the base model'),
        },
      }),
  notes: [`FLOP of pretraining; instruction tuning takes ${tuning.toExponential(1)} more.`, ...(notes ?? [])],
});

const lamdaRow = (size: string, params: number): ModelEntry => ({
  name: `lamda_${size.toLowerCase()}`,
  title: `LaMDA ${size}`,
  family: 'LaMDA',
  params,
  citation: primary('wei_cot', 'Tables 1 to 5'),
});

const gemmaRow = (name: string, title: string, params: number): ModelEntry => ({
  name,
  title,
  family: 'Gemma',
  params,
  tokens: 6e12,
  citation: primary('sloth', 'repository, model table'),
});

export const googleModels: readonly ModelEntry[] = [
  palmRow('8B', 8.63e9, 3.7e22),
  palmRow('62B', 6.25e10, 2.9e23),
  {
    ...palmRow('540B', 5.4035e11, 2.5e24),
    architecture: {
      ...{ layers: 118, width: 18432, heads: 48, headDim: 256, kvHeads: 1, glu: true, vocab: 256000, context: 2048 },
      positions: 'none',
    },
    recalled: ['architecture.headDim', 'architecture.kvHeads', 'architecture.glu', 'architecture.vocab'],
    notes: [
      'Head size, one key and value head, SwiGLU and the vocabulary are recalled; together they give the published 540.35B.',
    ],
  },
  flanRow('flan_palm_8b', 'Flan-PaLM 8B', 8e9, 3.7e22, 1.6e20, 7.8e11),
  flanRow('flan_palm_62b', 'Flan-PaLM 62B', 6.2e10, 2.9e23, 1.2e21, 7.8e11),
  flanRow('flan_palm_540b', 'Flan-PaLM 540B', 5.4e11, 2.5e24, 5.6e21, 7.8e11),
  flanRow('flan_cont_palm_62b', 'Flan-cont-PaLM 62B', 6.2e10, 4.8e23, 1.8e21, undefined),
  flanRow('flan_u_palm_540b', 'Flan-U-PaLM 540B', 5.4e11, 2.5e24, 5.6e21, undefined, [
    'The table prints 2.5e23, which must be 2.5e24: PaLM 540B alone took that.',
  ]),
  flanRow('flan_t5_small', 'Flan-T5 Small', 8e7, 1.8e20, 2.9e18, 1e12),
  flanRow('flan_t5_base', 'Flan-T5 Base', 2.5e8, 6.6e20, 9.1e18, 1e12),
  flanRow('flan_t5_large', 'Flan-T5 Large', 7.8e8, 2.3e21, 2.4e19, 1e12),
  flanRow('flan_t5_xl', 'Flan-T5 XL', 3e9, 9e21, 5.6e19, 1e12),
  flanRow('flan_t5_xxl', 'Flan-T5 XXL', 1.1e10, 3.3e22, 7.6e19, 1e12),
  lamdaRow('420M', 4.2e8),
  lamdaRow('2B', 2e9),
  lamdaRow('8B', 8e9),
  lamdaRow('68B', 6.8e10),
  {
    name: 'lamda_137b',
    title: 'LaMDA 137B',
    family: 'LaMDA',
    params: 1.37e11,
    tokens: 1.68e11,
    flops: 3.55e23,
    citation: primary('hoffmann2022', 'Table 1'),
    figures: { flops: secondary('lamda', 'sec 10') },
    notes: [
      "6ND with Hoffmann et al.'s 168B tokens is 1.38e23, well below the 3.55e23 FLOP that the LaMDA paper reports.",
      '57.7 days on 1,024 TPU v3 at 56.5% of a peak of 123 TFLOPS.',
    ],
  },
  {
    name: 'glam',
    title: 'GLaM 1.2T',
    family: 'GLaM',
    params: 1.2e12,
    activeParams: 9.66e10,
    tokens: 6e11,
    citation: secondary('glam', 'abstract and Table 1'),
  },
  gemmaRow('gemma_2b', 'Gemma 2B', 2e9),
  gemmaRow('gemma_7b', 'Gemma 7B', 7e9),
  gemmaRow('gemma_2b_it', 'Gemma 2B Instruct', 2e9),
  gemmaRow('gemma_7b_it', 'Gemma 7B Instruct', 7e9),
];
