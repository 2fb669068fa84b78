import { primary, secondary } from '../../cite';
import type { Architecture } from '../../counting/architecture';
import { kvCacheBytes } from '../../planning/memory/kv-cache';
import { bytesPerParam, shardedBytes, type ZeroStage } from '../../planning/memory/states';
import { type Claim, claim } from '../claim';
import { knnlmDatastore } from '../knnlm';
import { findModel } from '../models';

const GiB = 2 ** 30;

const zero = ([120, 31.4, 16.6, 1.9] as const).map((gigabytes, stage) =>
  claim({
    id: `zero-stage-${stage}`,
    citation: secondary('zero', 'Fig 1'),
    statement: `Model states of 7.5B parameters on each of 64 GPUs, ZeRO stage ${stage}`,
    printed: String(gigabytes),
    unit: 'GB',
    compute: () => {
      const state = shardedBytes(bytesPerParam('adam', 'bf16'), stage as ZeroStage, 64);
      return (7.5e9 * (state.weights + state.gradients + state.optimizer)) / 1e9;
    },
  }),
);

/** Heads x context / width, five of which a layer keeps per element of its width: GPT-3, and MT-NLG 530B (recalled). */
const scores = (heads: number, width: number) => (5 * heads * 2048) / width;

const book = (locator = 'inference chapter') => primary('scaling-book', locator);
const llama2: Architecture = { layers: 80, width: 8192, heads: 64, kvHeads: 8, headDim: 128 };
const cache = (architecture: Architecture, context: number, bytes = 2) =>
  kvCacheBytes({ architecture, context, batch: 1, bytes });

/** Memory that papers print, by the planner's own count. */
export const memoryClaims: readonly Claim[] = [
  ...zero,
  claim({
    id: 'korthikanti-scores-gpt3',
    citation: secondary('korthikanti', 'sec 4.1'),
    statement: 'Attention scores kept per element of the width of GPT-3: 5 a s / h',
    printed: '80',
    compute: () => {
      const { heads, width } = findModel('gpt3')!.architecture!;
      return scores(heads, width);
    },
  }),
  claim({
    id: 'korthikanti-scores-mt-nlg',
    citation: secondary('korthikanti', 'sec 4.1'),
    statement: 'The same for MT-NLG 530B',
    printed: '64',
    compute: () => scores(128, 20480),
    note: '128 heads and a width of 20,480 are recalled.',
  }),
  claim({
    id: 'kv-cache-llama2-70b',
    citation: book(),
    statement: 'Cache of 32,768 tokens of a model of the shape of Llama 2 70B, 8 key heads, 16 bits',
    printed: '10',
    unit: 'GiB',
    compute: () => cache(llama2, 32768) / GiB,
  }),
  claim({
    id: 'kv-cache-llama2-70b-mha',
    citation: book(),
    statement: 'The same with a key head for each of its 64 heads',
    printed: '80',
    unit: 'GiB',
    compute: () => cache({ ...llama2, kvHeads: 64 }, 32768) / GiB,
  }),
  claim({
    id: 'kv-cache-llama2-70b-token',
    citation: book(),
    statement: 'The same (8 key heads) for one token',
    printed: '320',
    unit: 'KiB',
    compute: () => cache(llama2, 1) / 1024,
  }),
  claim({
    id: 'kv-cache-llama3-70b',
    citation: book('serving chapter'),
    statement: 'Cache of one token of Llama 3 70B in 8 bits',
    printed: '160',
    unit: 'KiB',
    compute: () => cache(findModel('llama3_70b')!.architecture!, 1, 1) / 1024,
  }),
  claim({
    id: 'kv-cache-llama3-8b',
    citation: book(),
    statement: 'Cache of one token of Llama 3.1 8B in 16 bits',
    printed: '0.131',
    unit: 'MB',
    compute: () => cache(findModel('llama3_8b')!.architecture!, 1) / 1e6,
  }),
  claim({
    id: 'knnlm-datastore-bytes',
    citation: primary('knnlm', 'sec 4'),
    statement: 'Datastore of WikiText-103: a key of 1,024 numbers of 4 bytes for each of 103M tokens',
    printed: '4e2',
    unit: 'GB',
    compute: () => (knnlmDatastore.wikitext103Keys * 1024 * 4) / 1e9,
  }),
];
