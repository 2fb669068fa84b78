import { type Architecture, shapeOf } from '../../counting/architecture';

export interface CacheOptions {
  readonly architecture: Architecture;
  /** Tokens kept per sequence. */
  readonly context: number;
  /** Sequences served at once. */
  readonly batch: number;
  readonly tensor?: number;
  readonly pipeline?: number;
  /** Bytes of an element: 2 in 16 bits, 1 in 8. */
  readonly bytes?: number;
}

/**
 * Bytes of keys and values on one GPU: 2 (keys and values) x layers x kv_heads x head size x tokens x sequences x bytes.
 * Tensor parallelism splits the heads and cannot split one: with fewer key heads than ranks each rank keeps a copy of one.
 * Scaling book, inference chapter.
 */
export function kvCacheBytes({
  architecture,
  context,
  batch,
  tensor = 1,
  pipeline = 1,
  bytes = 2,
}: CacheOptions): number {
  const s = shapeOf(architecture);
  const heads = Math.max(1, s.kvHeads / tensor);
  return (2 * s.layers * heads * s.headDim * context * batch * bytes) / pipeline;
}
