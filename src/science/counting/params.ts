import { type Architecture, type Shape, shapeOf } from './architecture';

/** Parameters of a transformer. Biases and norms (some 0.01%) count only where the architecture has `vectors`. */
export interface ParameterCount {
  readonly total: number;
  /** Token (input and, if untied, output) and learned position embeddings. */
  readonly embedding: number;
  readonly nonEmbedding: number;
  readonly attention: number;
  readonly feedForward: number;
  /** Biases and norms. */
  readonly vectors: number;
}

/** Matrices of one attention block: queries, keys, values, output and, with relative positions, one more. */
export function attentionParams(s: Shape): number {
  const relative = s.positions === 'relative' ? s.width * s.inner : 0;
  return 2 * s.width * s.inner + 2 * s.width * s.kvHeads * s.headDim + relative;
}

/** Matrices of one feed-forward block: two, or three if gated. */
export function feedForwardParams(s: Shape): number {
  return (s.glu ? 3 : 2) * s.width * s.ffn;
}

/** Token and learned position embeddings. */
export function embeddingParams(s: Shape): number {
  const positions = s.positions === 'learned' ? s.context * s.width : 0;
  return s.vocab * s.width * (s.tied ? 1 : 2) + (s.outputBias ? s.vocab : 0) + positions;
}

/** Attention and feed-forward blocks of the whole model. A decoder with an encoder attends twice a layer. */
export function blockCounts(s: Shape): { attention: number; feedForward: number } {
  return s.encoderDecoder
    ? { attention: 3 * s.layers, feedForward: 2 * s.layers }
    : { attention: s.layers, feedForward: s.layers };
}

/**
 * Parameters with and without embeddings. Non-embedding is N = 2 d L (2 d_attn + d_ff) of Kaplan et al. 2020, eq 2.1,
 * where there is no gate and no relative position. With relative positions, ten vectors a layer and an output bias it
 * gives all 50 sizes of Hoffmann et al. 2022, Table A9.
 */
export function countParams(architecture: Architecture): ParameterCount {
  const s = shapeOf(architecture);
  const blocks = blockCounts(s);
  const attention = blocks.attention * attentionParams(s);
  const feedForward = blocks.feedForward * feedForwardParams(s);
  const embedding = embeddingParams(s);
  const vectors = s.vectors * s.width * s.layers * (s.encoderDecoder ? 2 : 1);
  const nonEmbedding = attention + feedForward + vectors;
  return { total: nonEmbedding + embedding, embedding, nonEmbedding, attention, feedForward, vectors };
}
