import { type Architecture, shapeOf } from '../../counting/architecture';

/** What of the activations is computed again in the backward pass instead of kept. */
export const checkpointings = ['none', 'selective', 'full'] as const;
export type Checkpointing = (typeof checkpointings)[number];

export interface ActivationOptions {
  readonly architecture: Architecture;
  /** Tokens in a sequence. */
  readonly context: number;
  /** Sequences in a micro-batch. */
  readonly batch: number;
  /** Tensor-parallel ranks. */
  readonly tensor: number;
  /** Layer norms and dropouts split along the sequence too. */
  readonly sequenceParallel: boolean;
  readonly checkpointing: Checkpointing;
  /** Bytes of an activation: 2 in 16 bits. */
  readonly bytes?: number;
  /** Feed-forward blocks that a token passes through, per layer: above 1 with several experts. */
  readonly visited?: number;
}

/** Elements kept per token of one layer, before parallelism. */
interface LayerElements {
  /** Inputs of the norms and of the two blocks: what tensor parallelism leaves whole. */
  readonly whole: number;
  /** What tensor parallelism splits: queries, keys, values, attention output, feed-forward. */
  readonly split: number;
  /** Dropout masks, of one byte, left whole. */
  readonly masks: number;
  /** Softmax, its dropout and the dropped scores, per head and per key. */
  readonly scores: number;
  readonly scoreMasks: number;
}

/**
 * Elements that the backward pass of one layer needs, per token, after Korthikanti et al. 2022, sec 4.1: attention keeps its input,
 * queries, keys, values, the input of the projection and a mask (11 sbh in their shape) and the scores (5 as^2 b); the
 * feed-forward block its input, both sides of the nonlinearity and a mask (19 sbh); the norms their inputs (4 sbh).
 * With ffn = 4h, one head of keys per query and no gate this is s b h (34 + 5 a s / h).
 */
function layerElements({ architecture, context, visited = 1 }: ActivationOptions): LayerElements {
  const s = shapeOf(architecture);
  const keys = s.kvHeads * s.headDim;
  const perFfn = s.glu ? 3 : 2;
  return {
    whole: 4 * s.width,
    split: 2 * s.inner + 2 * keys + visited * perFfn * s.ffn,
    masks: 2 * s.width,
    scores: 2 * s.heads * context,
    scoreMasks: s.heads * context,
  };
}

/** Bytes of activations that one layer keeps for one micro-batch on one GPU. Korthikanti et al. 2022, eq 1 to 4 and Table 2. */
export function layerActivations(options: ActivationOptions): number {
  const { context, batch, tensor, sequenceParallel, checkpointing, bytes = 2, architecture } = options;
  const tokens = context * batch;
  if (checkpointing === 'full') return bytes * tokens * architecture.width;
  const e = layerElements(options);
  const around = (bytes * e.whole + e.masks) / (sequenceParallel ? tensor : 1);
  const inside = (bytes * e.split) / tensor;
  const scores = checkpointing === 'selective' ? 0 : (bytes * e.scores + e.scoreMasks) / tensor;
  return tokens * (around + inside + scores);
}

/**
 * Bytes of activations on the fullest GPU, the first stage of the pipeline. With one forward, one backward in turn it
 * holds as many micro-batches as there are stages, each with its share of the layers: pipelining saves nothing here.
 * Korthikanti et al. 2022, sec 4.2.3. Embeddings, the last norm and the logits are counted by `transientBytes`.
 */
export function activationBytes(options: ActivationOptions): number {
  return shapeOf(options.architecture).layers * layerActivations(options);
}
