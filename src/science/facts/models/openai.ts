import { primary, secondary } from '../../cite';
import type { ModelEntry } from '../model';

const D1 = secondary('gpt3', 'Table D.1');

const gpt3Row = (name: string, title: string, params: number, flops: number): ModelEntry => ({
  name,
  title,
  family: 'GPT-3',
  params,
  tokens: 3e11,
  flops,
  citation: D1,
});

/** Three FLOP per parameter and token: a token passes the encoder or the decoder, not both. */
const t5Row = (size: string, params: number, flops: number): ModelEntry => ({
  name: `t5_${size.toLowerCase()}`,
  title: `T5 ${size}`,
  family: 'T5',
  params,
  tokens: 1e12,
  flops,
  citation: D1,
  notes: ['Table D.1 counts 3 FLOP per parameter and token, since a token passes the encoder or the decoder.'],
});

const bertRow = (name: string, title: string, params: number, tokens: number, flops: number): ModelEntry => ({
  name,
  title,
  family: title.split(' ')[0],
  params,
  tokens,
  flops,
  citation: D1,
});

const instructRow = (kind: string, label: string, size: string, params: number): ModelEntry => ({
  name: `instructgpt${kind}_${size.toLowerCase().replace('.', '_')}`,
  title: `InstructGPT ${size}${label}`,
  family: 'InstructGPT',
  params,
  citation: primary('instructgpt', 'abstract, sec 4 and model card'),
});

const studies = [
  ['', ''],
  ['_ppo', ' (PPO)'],
  ['_sft', ' (SFT)'],
  ['_base', ' (GPT-3 before tuning)'],
] as const;

export const openaiModels: readonly ModelEntry[] = [
  gpt3Row('gpt3_small', 'GPT-3 Small', 1.25e8, 2.25e20),
  gpt3Row('gpt3_medium', 'GPT-3 Medium', 3.56e8, 6.41e20),
  gpt3Row('gpt3_large', 'GPT-3 Large', 7.6e8, 1.37e21),
  gpt3Row('gpt3_xl', 'GPT-3 XL', 1.32e9, 2.38e21),
  gpt3Row('gpt3_2_7b', 'GPT-3 2.7B', 2.65e9, 4.77e21),
  gpt3Row('gpt3_6_7b', 'GPT-3 6.7B', 6.66e9, 1.2e22),
  gpt3Row('gpt3_13b', 'GPT-3 13B', 1.285e10, 2.31e22),
  {
    ...gpt3Row('gpt3', 'GPT-3 175B', 1.75e11, 3.14e23),
    architecture: { layers: 96, width: 12288, heads: 96, headDim: 128, vocab: 50257, context: 2048 },
    citation: primary('hoffmann2022', 'Table 1', 'Table D.1 of the GPT-3 paper says 174.6B'),
    figures: { flops: D1 },
    recalled: ['architecture'],
    notes: ['The architecture is recalled; it gives 174.6B parameters, as Table D.1 prints.'],
  },
  t5Row('Small', 6e7, 1.8e20),
  t5Row('Base', 2.2e8, 6.6e20),
  t5Row('Large', 7.7e8, 2.31e21),
  t5Row('3B', 3e9, 9e21),
  t5Row('11B', 1.1e10, 3.3e22),
  bertRow('bert_base', 'BERT Base', 1.09e8, 2.5e11, 1.64e20),
  bertRow('bert_large', 'BERT Large', 3.55e8, 2.5e11, 5.33e20),
  bertRow('roberta_base', 'RoBERTa Base', 1.25e8, 2e12, 1.5e21),
  bertRow('roberta_large', 'RoBERTa Large', 3.55e8, 2e12, 4.26e21),
  ...studies.flatMap(([kind, label]) => [
    instructRow(kind, label, '1.3B', 1.3e9),
    instructRow(kind, label, '6B', 6e9),
    instructRow(kind, label, '175B', 1.75e11),
  ]),
  {
    name: 'gpt2_1_5b',
    title: 'GPT-2 1.5B',
    family: 'GPT-2',
    params: 1.5e9,
    citation: primary('lin2021', 'repository README'),
  },
  {
    name: 'unifiedqa_3b',
    title: 'UnifiedQA 3B',
    family: 'UnifiedQA',
    params: 3e9,
    citation: primary('lin2021', 'repository README'),
  },
];
