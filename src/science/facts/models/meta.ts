import { primary, secondary } from '../../cite';
import type { ModelEntry } from '../model';

const llamaRow = (
  size: string,
  params: number,
  width: number,
  heads: number,
  layers: number,
  ffn: number,
  learningRate: number,
  tokens: number,
): ModelEntry => ({
  name: `llama_${size.toLowerCase()}`,
  title: `LLaMA ${size}`,
  family: 'LLaMA',
  params,
  tokens,
  architecture: { layers, width, heads, ffn, glu: true, tied: false, vocab: 32000, positions: 'none', context: 2048 },
  learningRate,
  batchTokens: 4e6,
  citation: primary('llama1', 'Table 2'),
  recalled: ['architecture.ffn', 'architecture.vocab', 'architecture.context', 'architecture.tied'],
  notes: [
    'The paper gives the SwiGLU width as 2/3 of 4 d; its rounding up to a multiple of 256, the vocabulary, the context and the untied embeddings are recalled.',
  ],
});

const llama2Row = (size: string, params: number): ModelEntry => ({
  name: `llama2_${size.toLowerCase()}`,
  title: `Llama 2 ${size}`,
  family: 'Llama 2',
  params,
  tokens: 2e12,
  citation: primary('llama2', 'Table 2'),
});

const chatRow = (size: string, params: number): ModelEntry => ({
  name: `llama2_chat_${size.toLowerCase()}`,
  title: `Llama 2-Chat ${size}`,
  family: 'Llama 2-Chat',
  params,
  tokens: 2e12,
  citation: primary('llama2', 'model card', 'pretraining tokens'),
});

const card = primary('llama3', 'Llama 3.1 model card');

const llama3Row = (
  size: string,
  params: number,
  tokens: number,
  layers: number,
  width: number,
  ffn: number,
  heads: number,
  learningRate: number,
): ModelEntry => ({
  name: `llama3_${size.toLowerCase()}`,
  title: `Llama 3.1 ${size}`,
  family: 'Llama 3',
  params,
  tokens,
  architecture: {
    ...{ layers, width, heads, ffn, kvHeads: 8, glu: true, tied: false, vocab: 128256, positions: 'none' },
  },
  learningRate,
  citation: primary('llama3', 'Table 3'),
  figures: { params: card, tokens: card },
  recalled: ['architecture.vocab', 'architecture.tied', 'architecture.glu'],
  notes: ['The paper says a vocabulary of 128K; 128,256 pieces, SwiGLU and untied embeddings are recalled.'],
});

const instructRow = (size: string, params: number, tokens: number): ModelEntry => ({
  name: `llama3_${size.toLowerCase()}_instruct`,
  title: `Llama 3.1 ${size} Instruct`,
  family: 'Llama 3 Instruct',
  params,
  tokens,
  citation: card,
});

const optRow = (size: string, params: number): ModelEntry => ({
  name: `opt_${size.toLowerCase().replace('.', '_')}`,
  title: `OPT ${size}`,
  family: 'OPT',
  params,
  tokens: 1.8e11,
  citation: primary('ruan2024', 'repository, base models'),
});

export const metaModels: readonly ModelEntry[] = [
  llamaRow('7B', 6.7e9, 4096, 32, 32, 11008, 3e-4, 1e12),
  llamaRow('13B', 1.3e10, 5120, 40, 40, 13824, 3e-4, 1e12),
  llamaRow('33B', 3.25e10, 6656, 52, 60, 17920, 1.5e-4, 1.4e12),
  llamaRow('65B', 6.52e10, 8192, 64, 80, 22016, 1.5e-4, 1.4e12),
  llama2Row('7B', 7e9),
  llama2Row('13B', 1.3e10),
  llama2Row('34B', 3.4e10),
  llama2Row('70B', 7e10),
  chatRow('7B', 7e9),
  chatRow('13B', 1.3e10),
  chatRow('70B', 7e10),
  llama3Row('8B', 8e9, 1.5e13, 32, 4096, 14336, 32, 3e-4),
  llama3Row('70B', 7e10, 1.5e13, 80, 8192, 28672, 64, 1.5e-4),
  {
    ...llama3Row('405B', 4.05e11, 1.56e13, 126, 16384, 53248, 128, 8e-5),
    flops: 3.8e25,
    figures: {
      params: card,
      tokens: secondary('llama3', 'abstract and sec 1'),
      flops: primary('llama3', 'sec 1'),
    },
  },
  instructRow('8B', 8e9, 1.5e13),
  instructRow('70B', 7e10, 1.5e13),
  instructRow('405B', 4.05e11, 1.56e13),
  optRow('125M', 1.25e8),
  optRow('350M', 3.5e8),
  optRow('1.3B', 1.3e9),
  optRow('2.7B', 2.7e9),
  optRow('6.7B', 6.7e9),
  optRow('13B', 1.3e10),
  optRow('30B', 3e10),
  optRow('66B', 6.6e10),
  {
    name: 'opt_175b',
    title: 'OPT 175B',
    family: 'OPT',
    params: 1.75e11,
    citation: primary('llama1', 'Table 15', 'size as named there'),
  },
];
