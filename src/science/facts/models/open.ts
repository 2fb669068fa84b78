import { primary, recalled, secondary } from '../../cite';
import type { ModelEntry } from '../model';

const named = (size: string) => size.toLowerCase().replace('.', '_');

const pythiaShapes: readonly (readonly [string, number, number, number, number, number, number])[] = [
  ['70M', 7e7, 6, 512, 8, 64, 1e-3],
  ['160M', 1.6e8, 12, 768, 12, 64, 6e-4],
  ['410M', 4.1e8, 24, 1024, 16, 64, 3e-4],
  ['1B', 1e9, 16, 2048, 8, 256, 3e-4],
  ['1.4B', 1.4e9, 24, 2048, 16, 128, 2e-4],
  ['2.8B', 2.8e9, 32, 2560, 32, 80, 1.6e-4],
  ['6.9B', 6.9e9, 32, 4096, 32, 128, 1.2e-4],
  ['12B', 1.2e10, 36, 5120, 40, 128, 1.2e-4],
];

const pythia = (variant: string, label: string): ModelEntry[] =>
  pythiaShapes.map(([size, params, layers, width, heads, headDim, learningRate]) => ({
    name: `pythia${variant}_${named(size)}`,
    title: `Pythia${label} ${size}`,
    family: `Pythia${label}`,
    params,
    tokens: 299892736000,
    architecture: { layers, width, heads, headDim, vocab: 50304, tied: false, positions: 'none', context: 2048 },
    learningRate,
    batchTokens: 2097152,
    citation: primary('pythia', 'README'),
    recalled: ['architecture.vocab', 'architecture.tied', 'architecture.context'],
    ...(variant ? { notes: ['The deduplicated Pile has 207B tokens: about 1.5 epochs.'] } : {}),
  }));

const cerebrasSizes: readonly (readonly [string, number, number, number, number, number, number])[] = [
  ['111M', 1.11e8, 2.22e9, 2.6e18, 10, 768, 12],
  ['256M', 2.56e8, 5.12e9, 1.3e19, 14, 1088, 17],
  ['590M', 5.9e8, 1.18e10, 6.1e19, 18, 1536, 12],
  ['1.3B', 1.3e9, 2.63e10, 2.8e20, 24, 2048, 16],
  ['2.7B', 2.7e9, 5.3e10, 1.1e21, 32, 2560, 32],
  ['6.7B', 6.7e9, 1.33e11, 6.3e21, 32, 4096, 32],
  ['13B', 1.3e10, 2.57e11, 2.3e22, 40, 5120, 40],
];

const cerebras = (variant: string, label: string, sizes: typeof cerebrasSizes): ModelEntry[] =>
  sizes.map(([size, params, tokens, flops, layers, width, heads]) => ({
    name: `cerebras_gpt${variant}_${named(size)}`,
    title: `Cerebras-GPT${label} ${size}`,
    family: `Cerebras-GPT${label}`,
    params,
    tokens,
    flops,
    architecture: { layers, width, heads, ffn: 4 * width, vocab: 50257, positions: 'learned', context: 2048 },
    citation: primary('cerebras', 'model card and Model Zoo README'),
    figures: {
      architecture: recalled('cerebras', 'Table 1', 'the shape reproduces the published size'),
    },
    recalled: ['architecture'],
    notes: [
      `The FLOP are the paper's own count, ${(flops / (6 * params * tokens)).toFixed(2)} times 6ND: attention, embeddings and logits count too.`,
    ],
  }));

const evaluated = (
  name: string,
  title: string,
  family: string,
  params: number,
  tokens: number | undefined,
  source = 'ruan2024',
): ModelEntry => ({
  name,
  title,
  family,
  params,
  ...(tokens === undefined ? {} : { tokens }),
  citation: primary(source, source === 'ruan2024' ? 'repository, base models' : 'repository, model table'),
});

const qwen: readonly (readonly [string, number, number | undefined, boolean])[] = [
  ['0.5B', 5e8, 2.4e12, true],
  ['1.8B', 1.8e9, 2.4e12, true],
  ['4B', 4e9, 2.4e12, true],
  ['7B', 7e9, 4e12, true],
  ['14B', 1.4e10, 4e12, true],
  ['32B', 3.2e10, 4e12, true],
  ['72B', 7.2e10, 3e12, false],
  ['110B', 1.1e11, undefined, false],
];

const yi: readonly (readonly [string, number])[] = [
  ['6B', 6e9],
  ['9B', 9e9],
  ['34B', 3.4e10],
];

const bloom: readonly (readonly [string, number, number])[] = [
  ['560M', 5.6e8, 3.41e11],
  ['1B1', 1.1e9, 3.41e11],
  ['1B7', 1.7e9, 3.41e11],
  ['3B', 3e9, 3.41e11],
  ['7B1', 7.1e9, 3.41e11],
  ['176B', 1.76e11, 3.66e11],
];

export const openModels: readonly ModelEntry[] = [
  ...pythia('', ''),
  ...pythia('_deduped', ' deduped'),
  ...cerebras('', '', cerebrasSizes),
  ...cerebras('_mup', ' muP', cerebrasSizes.slice(0, 5)),
  ...bloom.map(([size, params, tokens]) =>
    evaluated(`bloom_${size.toLowerCase()}`, `BLOOM ${size}`, 'BLOOM', params, tokens),
  ),
  evaluated('gptneo_125m', 'GPT-Neo 125M', 'GPT-Neo', 1.25e8, 3e11),
  evaluated('gptneo_1_3b', 'GPT-Neo 1.3B', 'GPT-Neo', 1.3e9, 3.8e11),
  evaluated('gptneo_2_7b', 'GPT-Neo 2.7B', 'GPT-Neo', 2.7e9, 4.2e11),
  evaluated('gptj_6b', 'GPT-J 6B', 'GPT-Neo', 6.05e9, 4.02e11),
  evaluated('gptneox_20b', 'GPT-NeoX 20B', 'GPT-Neo', 2e10, 4.72e11),
  ...qwen.map(([size, params, tokens]) =>
    evaluated(`qwen1_5_${named(size)}`, `Qwen1.5 ${size}`, 'Qwen1.5', params, tokens),
  ),
  ...qwen
    .filter(([, , , chat]) => chat)
    .map(([size, params, tokens]) =>
      evaluated(`qwen1_5_${named(size)}_chat`, `Qwen1.5 ${size} Chat`, 'Qwen1.5', params, tokens, 'sloth'),
    ),
  ...yi.flatMap(([size, params]) => [
    evaluated(`yi_1_5_${named(size)}`, `Yi-1.5 ${size}`, 'Yi-1.5', params, 3.5e12, 'sloth'),
    evaluated(`yi_1_5_${named(size)}_chat`, `Yi-1.5 ${size} Chat`, 'Yi-1.5', params, 3.5e12, 'sloth'),
  ]),
  {
    name: 'qwen2_5_72b',
    title: 'Qwen2.5 72B',
    family: 'Qwen2.5',
    params: 7.2e10,
    tokens: 1.8e13,
    citation: secondary('qwen25', 'as reported', 'the largest of 0.5B to 72B, all on 18T tokens'),
  },
  {
    name: 'olmo2_32b',
    title: 'OLMo 2 32B',
    family: 'OLMo 2',
    params: 3.2e10,
    tokens: 6e12,
    citation: secondary('olmo2', 'announcement', 'up to 6T tokens'),
  },
  {
    name: 'olmo_7b',
    title: 'OLMo 7B',
    family: 'OLMo',
    params: 7e9,
    tokens: 2.46e12,
    citation: recalled('groeneveld2024', 'size and training tokens'),
    recalled: ['tokens', 'params'],
  },
  {
    name: 'mistral_7b',
    title: 'Mistral 7B',
    family: 'Mistral',
    params: 7e9,
    citation: recalled('jiang2023', 'size as named'),
    recalled: ['params'],
    notes: ['Training tokens are undisclosed.'],
  },
  {
    name: 'deepseek_v3',
    title: 'DeepSeek-V3 671B',
    family: 'DeepSeek',
    params: 6.71e11,
    activeParams: 3.7e10,
    tokens: 1.48e13,
    citation: secondary('deepseekv3', 'Table 1'),
    notes: [
      '2.788M H800 hours in all (2.664M for pretraining), $5.576M at $2 an hour; 6ND with active parameters is 3.3e24 FLOP.',
    ],
  },
  {
    name: 'mt_nlg_530b',
    title: 'MT-NLG 530B',
    family: 'MT-NLG',
    params: 5.3e11,
    tokens: 2.7e11,
    citation: primary('hoffmann2022', 'Table 1'),
  },
  {
    name: 'jurassic1_178b',
    title: 'Jurassic-1 178B',
    family: 'Jurassic',
    params: 1.78e11,
    tokens: 3e11,
    citation: primary('hoffmann2022', 'Table 1'),
    notes: ['The caption of Table A5 says 170B.'],
  },
  {
    name: 'kosmos1',
    title: 'Kosmos-1 1.6B',
    family: 'Kosmos',
    params: 1.6e9,
    tokens: 3.6e11,
    architecture: { layers: 24, width: 2048, ffn: 8192, heads: 32 },
    citation: secondary('kosmos1', 'sec 3 as quoted'),
    notes: [
      '1.3B in the language model, the rest in the image encoder (CLIP ViT-L/14) and connector. Tokens are approximate.',
    ],
  },
];
