import { shapeOf } from '../../counting/architecture';
import { type ActivationOptions, layerActivations } from './activations';
import type { StateBytes, ZeroStage } from './states';

export interface TransientOptions extends ActivationOptions {
  readonly pipeline: number;
  readonly zero: ZeroStage;
  /** Data-parallel ranks. */
  readonly data: number;
  /** Parameters on one GPU of a replica, before ZeRO splits them. */
  readonly params: number;
  /** Bytes of model state per parameter. */
  readonly state: StateBytes;
}

/** Layers whose weights ZeRO 3 has gathered at once: the one under way, and the next, fetched meanwhile (our assumption). */
const GATHERED_LAYERS = 2;

/**
 * Bytes that one GPU holds for a moment of the step only, at their highest. The ends of the model, with the logits, are held
 * until the backward pass begins; then one layer is computed again, and its gradients are whole before they are reduced. The
 * two do not meet; the weights that ZeRO 3 has gathered meet both. Attention scores are never whole again once they are not
 * kept (FlashAttention). Buffers of the framework and of the links are not counted.
 */
export function transientBytes(o: TransientOptions): number {
  const split = o.data > 1;
  const perLayer = (o.params * o.pipeline) / shapeOf(o.architecture).layers;
  const gathered = split && o.zero >= 3 ? GATHERED_LAYERS * perLayer * o.state.weights : 0;
  const reduced = split && o.zero >= 2 ? perLayer * o.state.gradients : 0;
  return gathered + Math.max(endBytes(o), recomputedBytes(o) + reduced);
}

/**
 * Bytes at the two ends of the model on the first stage: the mask of the embeddings' dropout for each micro-batch in flight
 * and, where the last stage is the first, the inputs of the last norm and of the output layer and the logits in 32 bits:
 * (s b h / t) (p + 4 (1 + v / h)) with sequence parallelism. Korthikanti et al. 2022, sec 4.3.
 */
export function endBytes({
  architecture,
  context,
  batch,
  tensor,
  sequenceParallel,
  pipeline,
  bytes = 2,
}: TransientOptions) {
  const { width, vocab } = shapeOf(architecture);
  const whole = width / (sequenceParallel ? tensor : 1);
  const last = pipeline > 1 ? 0 : 2 * bytes * whole + (4 * vocab) / tensor;
  return context * batch * (pipeline * whole + last);
}

/** Bytes of the one layer that full recomputation has at hand, beyond the input that it keeps. */
function recomputedBytes(o: TransientOptions): number {
  if (o.checkpointing !== 'full') return 0;
  return Math.max(0, layerActivations({ ...o, checkpointing: 'selective' }) - layerActivations(o));
}
