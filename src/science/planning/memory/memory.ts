import * as l10n from '@vscode/l10n';
import type { Architecture } from '../../counting/architecture';
import { countParams } from '../../counting/params';
import { ScienceError } from '../../errors';
import { chooseArchitecture, countShape, type ExpertOptions } from '../architecture/choose';
import { usualShape } from '../architecture/practice';
import { activationBytes, type Checkpointing, checkpointings } from './activations';
import { kvCacheBytes } from './kv-cache';
import { bytesPerParam, type Optimizer, type Precision, shardedBytes, type ZeroStage } from './states';
import { transientBytes } from './transient';

/** What is stored and how it is split. Everything but a size or a shape has a default. */
export interface MemoryOptions {
  /** Parameters in all, experts included. Counted from the shape where absent. */
  readonly params?: number | undefined;
  /** The shape; one near published practice for `params` where absent. */
  readonly architecture?: Architecture | undefined;
  readonly experts?: ExpertOptions | undefined;
  /** For the shape that is chosen where none is given. */
  readonly kvHeads?: number | undefined;
  readonly glu?: boolean | undefined;
  readonly vocab?: number | undefined;
  readonly gpus?: number | undefined;
  readonly zero?: ZeroStage | undefined;
  readonly tensor?: number | undefined;
  readonly pipeline?: number | undefined;
  /** Ranks that share out the experts, among the data-parallel ones. */
  readonly expertParallel?: number | undefined;
  readonly optimizer?: Optimizer | undefined;
  readonly precision?: Precision | undefined;
  readonly gradients?: '16 bit' | 'fp32' | undefined;
  /** Tokens in a sequence. */
  readonly context?: number | undefined;
  /** Sequences in the micro-batch of one data-parallel rank; when serving, sequences at once. */
  readonly batch?: number | undefined;
  readonly checkpointing?: Checkpointing | undefined;
  /** Absent: on wherever tensor parallelism is. */
  readonly sequenceParallel?: boolean | undefined;
  /** Whether activations are counted. */
  readonly activations?: boolean | undefined;
  /** Training (the default) or serving: serving holds weights and cache alone. */
  readonly serving?: boolean | undefined;
  /** Bytes of a cached key or value; 2 where absent. */
  readonly cacheBytes?: number | undefined;
  /** Bytes of one GPU's memory. */
  readonly capacity?: number | undefined;
}

/** Bytes on the fullest GPU. Even splits are assumed: the stage with the embeddings holds a little more. */
export interface Memory {
  readonly weights: number;
  readonly gradients: number;
  readonly optimizer: number;
  readonly activations: number;
  /** Keys and values of `batch` sequences of `context` tokens. Part of the total only when serving: training keeps none. */
  readonly kvCache: number;
  /** What is held through the step: the sum of the parts above, without the cache when training. */
  readonly total: number;
  /** What is held for a moment only, at its highest: logits, a layer computed again, weights gathered. 0 when serving. */
  readonly transient: number;
  /** The peak: `total` and `transient`. */
  readonly perGpu: number;
  /** The peaks of all GPUs together. */
  readonly cluster: number;
  /** Whether the peak fits into the capacity; undefined where none is given. */
  readonly fits: boolean | undefined;
  readonly capacity: number | undefined;
  /** Data-parallel ranks. */
  readonly data: number;
  /** Parameters on one GPU of a replica, before ZeRO splits them. */
  readonly params: number;
}

function requireWhole(value: number, name: string): void {
  if (Number.isInteger(value) && value >= 1) return;
  throw new ScienceError(
    'bad-input',
    l10n.t('{0} must be a whole number from 1 up, and it is {1}.', name, String(value)),
  );
}

function requireKnown(zero: ZeroStage, checkpointing: Checkpointing): void {
  if (![0, 1, 2, 3].includes(zero)) {
    throw new ScienceError('bad-input', l10n.t('ZeRO has stages 0, 1, 2 and 3, and zero is {0}.', String(zero)));
  }
  if (!checkpointings.includes(checkpointing)) {
    throw new ScienceError(
      'bad-input',
      l10n.t('checkpointing is one of {0}, and it is "{1}".', checkpointings.join(', '), String(checkpointing)),
    );
  }
}

/** Shape of the model: as given, or one of the size near published practice (for activations and cache). */
function shapeFor(o: MemoryOptions, context: number): Architecture {
  if (o.architecture) return o.architecture;
  if (o.params === undefined) {
    throw new ScienceError('missing-input', l10n.t('Memory needs params or an architecture. Give one of them.'));
  }
  // A vocabulary that would take most of a tiny model is left out: it has no part in activations and cache.
  const vocab = o.vocab ?? (o.params > 64 * usualShape.vocab ? usualShape.vocab : 0);
  const { kvHeads, experts, glu = usualShape.glu } = o;
  return chooseArchitecture(o.params, { vocab, context, glu, tied: usualShape.tied, kvHeads, experts }).shape;
}

/** Parameters on one GPU of a replica, before ZeRO. Experts are shared out over `expertParallel` ranks besides. */
function paramsPerGpu(o: MemoryOptions, architecture: Architecture, split: number): number {
  const { experts, expertParallel = 1 } = o;
  if (!experts) return (o.params ?? countParams(architecture).total) / split;
  const all = o.params ?? countShape(architecture, experts).totalParams;
  const { perExpert, layers } = expertSize(architecture, experts);
  const inExperts = perExpert * experts.experts * layers;
  return (all - inExperts) / split + inExperts / (split * expertParallel);
}

function expertSize(architecture: Architecture, experts: ExpertOptions): { perExpert: number; layers: number } {
  const ffn = architecture.ffn ?? 4 * architecture.width;
  const perExpert = (architecture.glu ? 3 : 2) * architecture.width * ffn;
  return { perExpert, layers: Math.floor(architecture.layers / experts.every) };
}

/**
 * Memory of training or serving on the fullest GPU: model states after ZeRO (Rajbhandari et al. 2020), activations after
 * Korthikanti et al. 2022, keys and values. Tensor and pipeline parallelism divide weights, gradients and optimizer
 * states alike; ZeRO divides what they leave over the data-parallel ranks.
 */
export function memoryOf(o: MemoryOptions): Memory {
  const { gpus = 1, zero = 0, tensor = 1, pipeline = 1, batch = 1, checkpointing = 'none', serving = false } = o;
  const context = o.context ?? o.architecture?.context ?? usualShape.context;
  requireKnown(zero, checkpointing);
  requireWhole(gpus, 'gpus');
  requireWhole(tensor, 'tensor');
  requireWhole(pipeline, 'pipeline');
  const data = gpus / (tensor * pipeline);
  if (!Number.isInteger(data)) {
    throw new ScienceError(
      'bad-input',
      l10n.t(
        '{0} GPUs cannot be divided into groups of {1} (tensor {2} x pipeline {3}). Give a multiple of {1}.',
        gpus,
        tensor * pipeline,
        tensor,
        pipeline,
      ),
    );
  }
  const needsShape = o.architecture !== undefined || o.activations !== false || serving || o.params === undefined;
  const architecture = needsShape ? shapeFor(o, context) : undefined;
  const split = tensor * pipeline;
  const onGpu = architecture ? paramsPerGpu(o, architecture, split) : (o.params as number) / split;
  const state = bytesPerParam(o.optimizer ?? 'adam', o.precision ?? 'bf16', o.gradients);
  const sharded = shardedBytes(state, zero, data);
  const weights = onGpu * (serving ? state.weights : sharded.weights);
  const gradients = serving ? 0 : onGpu * sharded.gradients;
  const optimizer = serving ? 0 : onGpu * sharded.optimizer;
  const step = architecture &&
    !serving &&
    o.activations !== false && {
      ...{ architecture, context, batch, tensor, checkpointing },
      sequenceParallel: o.sequenceParallel ?? tensor > 1,
      bytes: o.precision === 'fp32' ? 4 : 2,
      visited: o.experts ? 1 + (o.experts.topK - 1) / o.experts.every : 1,
    };
  const activations = step ? activationBytes(step) : 0;
  const transient = step ? transientBytes({ ...step, pipeline, zero, data, params: onGpu, state }) : 0;
  const kvCache = architecture
    ? kvCacheBytes({ architecture, context, batch, tensor, pipeline, bytes: o.cacheBytes ?? 2 })
    : 0;
  const total = weights + gradients + optimizer + activations + (serving ? kvCache : 0);
  const perGpu = total + transient;
  return {
    weights,
    gradients,
    optimizer,
    activations,
    kvCache,
    total,
    transient,
    perGpu,
    cluster: perGpu * gpus,
    fits: o.capacity === undefined ? undefined : perGpu <= o.capacity,
    capacity: o.capacity,
    data,
    params: onGpu,
  };
}
