import { primary } from '../../cite';
import type { ModelEntry } from '../model';

const table9 = primary('switch', 'Table 9');

/** Encoder and decoder of `layers` each; a vocabulary of 32,128 pieces and heads of 64 are recalled. */
const stack = (layers: number, width: number, ffn: number, heads: number, glu: boolean) => ({
  ...{ layers, width, ffn, heads, headDim: 64, glu, vocab: 32128, encoderDecoder: true, positions: 'none' as const },
});

const recalled = ['moe.heads', 'moe.headDim', 'moe.vocab', 'moe.encoderDecoder', 'moe.glu'];

const row = (name: string, title: string, params: number, moe: ModelEntry['moe'], notes: string[]): ModelEntry => ({
  name,
  title,
  family: 'Switch Transformer',
  params,
  tokens: 5.76e11,
  moe,
  citation: table9,
  figures: { tokens: primary('switch', 'sec 3') },
  recalled,
  notes,
});

export const switchModels: readonly ModelEntry[] = [
  row('switch_base', 'Switch-Base', 7e9, { ...stack(12, 768, 2048, 12, true), experts: 128, every: 2 }, [
    '1.24e11 FLOP per sequence, as T5-Base: each token visits one expert.',
  ]),
  row('switch_large', 'Switch-Large', 2.6e10, { ...stack(24, 1024, 2816, 16, true), experts: 128, every: 2 }, [
    '4.25e11 FLOP per sequence, as T5-Large.',
  ]),
  row('switch_xxl', 'Switch-XXL', 3.95e11, { ...stack(24, 4096, 10240, 64, true), experts: 64, every: 1 }, [
    '6.3e12 FLOP per sequence, as T5-XXL.',
    'The table says experts in every second layer, which gives 201B; experts in every layer give 392B, near the printed 395B.',
  ]),
  row('switch_c', 'Switch-C', 1.571e12, { ...stack(15, 2080, 6144, 32, false), experts: 2048, every: 1 }, [
    '8.9e11 FLOP per sequence.',
  ]),
];
