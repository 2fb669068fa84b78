import * as l10n from '@vscode/l10n';
import { ScienceError } from '../errors';
import { type Architecture, shapeOf } from './architecture';
import { attentionParams, blockCounts, embeddingParams, feedForwardParams } from './params';

/** A mixture of experts: some feed-forward blocks become `experts` blocks of which each token visits `topK`. */
export interface MoeArchitecture extends Architecture {
  readonly experts: number;
  /** Experts each token is sent to (1: Switch). */
  readonly topK?: number;
  /** Every n-th layer has experts: 1 all, 2 every second. */
  readonly every?: number;
  /** Width of one expert; `ffn` where absent. */
  readonly expertFfn?: number;
  /** Experts that every token visits besides. */
  readonly sharedExperts?: number;
  /** Bytes per stored parameter: 2 in bfloat16. */
  readonly bytesPerParam?: number;
}

export interface MoeCount {
  readonly total: number;
  /** Parameters that one token passes through, embeddings included. */
  readonly active: number;
  readonly embedding: number;
  readonly router: number;
  readonly perExpert: number;
  /** Feed-forward blocks that hold experts. */
  readonly expertLayers: number;
  /** Parameters of the dense model with the same layers, each with one feed-forward block. */
  readonly dense: number;
  /** Feed-forward FLOP over those of that dense model. */
  readonly ffnFlopRatio: number;
  /** 2 x active parameters without embeddings. */
  readonly forwardFlopPerToken: number;
  /** 6 x active parameters without embeddings. */
  readonly trainingFlopPerToken: number;
  /** Bytes of the weights alone. */
  readonly weightBytes: number;
}

/** Total and active parameters, FLOP per token and memory of a mixture of experts. */
export function countMoe(a: MoeArchitecture): MoeCount {
  const s = shapeOf(a);
  const { experts, topK = 1, every = 1, sharedExperts = 0, bytesPerParam = 2 } = a;
  if (!(experts >= 1 && topK >= 1 && topK <= experts && every >= 1)) {
    throw new ScienceError(
      'bad-input',
      l10n.t(
        'A mixture of experts needs 1 ≤ top_k ≤ experts and every ≥ 1; experts is {0}, top_k {1}, every {2}.',
        experts,
        topK,
        every,
      ),
    );
  }
  const blocks = blockCounts(s);
  const expertLayers = Math.floor(blocks.feedForward / every);
  const dense = feedForwardParams(s);
  const perExpert = (s.glu ? 3 : 2) * s.width * (a.expertFfn ?? s.ffn);
  const router = expertLayers * s.width * experts;
  const embedding = embeddingParams(s);
  const attention = blocks.attention * attentionParams(s);
  const others = attention + (blocks.feedForward - expertLayers) * dense;
  const total = embedding + others + router + expertLayers * (experts + sharedExperts) * perExpert;
  const visited = expertLayers * (topK + sharedExperts) * perExpert;
  const activeBlocks = others + router + visited;
  return {
    total,
    active: embedding + activeBlocks,
    embedding,
    router,
    perExpert,
    expertLayers,
    dense: embedding + attention + blocks.feedForward * dense,
    ffnFlopRatio: ((blocks.feedForward - expertLayers) * dense + visited) / (blocks.feedForward * dense),
    forwardFlopPerToken: 2 * activeBlocks,
    trainingFlopPerToken: 6 * activeBlocks,
    weightBytes: total * bytesPerParam,
  };
}
