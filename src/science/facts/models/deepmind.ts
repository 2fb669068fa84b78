import { primary, recalled, secondary } from '../../cite';
import type { ModelEntry } from '../model';
import { publishedTable } from '../tables';

/** Gopher and Chinchilla: relative positions, 32,000 pieces, feed-forward four times the width. */
const shape = (layers: number, width: number, heads: number, headDim: number) => ({
  layers,
  width,
  heads,
  headDim,
  ffn: 4 * width,
  vocab: 32000,
  positions: 'relative' as const,
});

const gopherRow = (
  size: string,
  params: number,
  layers: number,
  heads: number,
  headDim: number,
  width: number,
  learningRate: number,
  batchTokens: number,
): ModelEntry => ({
  name: `gopher_${size.toLowerCase().replace('.', '_')}`,
  title: `Gopher ${size}`,
  family: 'Gopher',
  params,
  tokens: 3e11,
  architecture: { ...shape(layers, width, heads, headDim), context: 2048 },
  learningRate,
  batchTokens,
  citation: secondary('gopher2021', 'Table 1'),
  figures: {
    architecture: recalled('gopher2021', 'Table 1', 'the shape reproduces the published size'),
    learningRate: recalled('gopher2021', 'Table 1'),
    batchTokens: recalled('gopher2021', 'Table 1'),
  },
  recalled: ['architecture', 'learningRate', 'batchTokens'],
});

const a9 = publishedTable('hoffmann_table_a9');

/**
 * The 50 shapes of Hoffmann et al. 2022, Table A9, by size in millions: `chinchilla_44m` … Ten vectors a layer and an output
 * bias are inferred: with them every printed size comes out to its last digit.
 */
const suite: ModelEntry[] = a9.rows.map(row => {
  const [millions, width, ffn, headDim, heads, layers] = row.map(Number);
  return {
    name: `chinchilla_${millions}m`,
    title: `Chinchilla suite ${millions}M`,
    family: 'Chinchilla suite',
    params: millions * 1e6,
    architecture: { ...shape(layers, width, heads, headDim), ffn, vectors: 10, outputBias: true },
    citation: primary('hoffmann2022', 'Table A9'),
    recalled: ['architecture.vectors', 'architecture.outputBias'],
    ...(millions === 14940
      ? { notes: ["Pearce and Song's repository lists this row as 14,494M; the shape gives 14,940M."] }
      : {}),
  };
});

export const deepmindModels: readonly ModelEntry[] = [
  {
    name: 'gopher',
    title: 'Gopher 280B',
    family: 'Gopher',
    params: 2.8e11,
    tokens: 3e11,
    flops: 5.76e23,
    architecture: { ...shape(80, 16384, 128, 128), context: 2048 },
    learningRate: 4e-5,
    batchTokens: 6e6,
    citation: primary('hoffmann2022', 'Tables 1 and 4'),
    figures: {
      flops: primary('hoffmann2022', 'Table 3', 'the text calls 6.3e23 more accurate; 6ND is 5.04e23'),
      'architecture.context': secondary('gopher2021', 'sec 3'),
    },
    notes: [
      "Neither printed budget (5.76e23 in Table 3, 6.3e23 in the text) follows from the paper's formulas: 6ND gives 5.04e23 and appendix F 4.75e23.",
      'The batch grew from 3M to 6M tokens.',
    ],
  },
  {
    name: 'chinchilla',
    title: 'Chinchilla 70B',
    family: 'Chinchilla',
    params: 7e10,
    tokens: 1.4e12,
    architecture: { ...shape(80, 8192, 64, 128), context: 2048 },
    learningRate: 1e-4,
    batchTokens: 3e6,
    citation: primary('hoffmann2022', 'Tables 1 and 4'),
    figures: { 'architecture.context': secondary('gopher2021', 'sec 3', "Gopher's context length") },
    notes: [
      "63B parameters and 1.4T tokens is the optimum of approach 2 at Gopher's budget, not the model that was trained.",
      'The batch grew from 1.5M to 3M tokens.',
    ],
  },
  gopherRow('44M', 4.4e7, 8, 16, 32, 512, 6e-4, 250000),
  gopherRow('117M', 1.17e8, 12, 12, 64, 768, 6e-4, 250000),
  gopherRow('417M', 4.17e8, 12, 12, 128, 1536, 2e-4, 250000),
  gopherRow('1.4B', 1.4e9, 24, 16, 128, 2048, 2e-4, 250000),
  gopherRow('7.1B', 7.1e9, 32, 32, 128, 4096, 1.2e-4, 2e6),
  ...suite,
];
