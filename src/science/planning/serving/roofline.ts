import * as l10n from '@vscode/l10n';
import { countParams } from '../../counting/params';
import { ScienceError } from '../../errors';
import type { ChosenArchitecture } from '../architecture/choose';
import { memoryOf } from '../memory/memory';
import { HOUR } from '../units';
import { gigabytes } from '../words';

/** What a model is served with. */
export interface ServingInputs {
  readonly model: ChosenArchitecture;
  /** Tokens kept per sequence. */
  readonly context: number;
  /** Dense peak FLOP per second of one GPU. */
  readonly peak: number;
  /** Bytes per second to its memory. */
  readonly bandwidth: number;
  /** Bytes of its memory. */
  readonly capacity: number;
  readonly usdPerGpuHour: number | undefined;
  /** Share of the peak that prompts reach. */
  readonly mfu: number;
  /** Bytes per weight and per cached element: 2 in 16 bits. */
  readonly bytes?: number;
  /** Sequences at once; as many as fit where absent. */
  readonly batch?: number | undefined;
  /** GPUs of a replica; the fewest that hold weights and one sequence where absent. */
  readonly gpus?: number | undefined;
}

/** Speed and cost of serving one replica, as a roofline. */
export interface Serving {
  /** GPUs of a replica (tensor-parallel). */
  readonly gpus: number;
  /** Sequences at once. */
  readonly batch: number;
  /** Bytes of weights and of the full cache on one GPU. */
  readonly perGpu: number;
  /** Generated tokens per second of the replica, all sequences together. */
  readonly decodeTokensPerSecond: number;
  /** Seconds for one more token of every sequence. */
  readonly stepSeconds: number;
  readonly decodeBound: 'bandwidth' | 'compute';
  /** Prompt tokens per second: compute-bound. */
  readonly prefillTokensPerSecond: number;
  /** USD; undefined without a price. */
  readonly usdPerMillionGenerated: number | undefined;
  readonly usdPerMillionPrompt: number | undefined;
}

/** Shares of the memory that weights and cache may take together; the rest is for activations. */
const USABLE = 0.9;

/**
 * Serving by a roofline (scaling book, inference chapter). A step that generates one token for each of B sequences reads
 * all weights and every cache once, and does 2 N B FLOP: its time is the longer of bytes over bandwidth and FLOP over
 * peak. Prompts are processed at `mfu` of the peak. The fewest GPUs (1, 2, 4 …) that hold the weights and one sequence, or
 * as many as are asked for.
 */
export function servingOf(o: ServingInputs): Serving {
  const { model, context, peak, bandwidth, capacity, bytes = 2 } = o;
  const weights = bytes * model.totalParams;
  const room = USABLE * capacity;
  const cacheAt = (tensor: number, batch: number) =>
    memoryOf({ architecture: model.shape, context, batch, gpus: tensor, tensor, serving: true, cacheBytes: bytes })
      .kvCache;
  let gpus = o.gpus ?? 1;
  while (o.gpus === undefined && weights / gpus + cacheAt(gpus, 1) > room && gpus < 4096) gpus *= 2;
  if (o.gpus !== undefined && weights / gpus + cacheAt(gpus, 1) > room) {
    throw new ScienceError(
      'out-of-reach',
      l10n.t(
        'Weights and one sequence of {0} tokens take {1} on each of {2} GPUs, more than the {3} that are free there. Give more GPUs.',
        context,
        gigabytes(weights / gpus + cacheAt(gpus, 1)),
        gpus,
        gigabytes(room),
      ),
    );
  }
  if (weights / gpus + cacheAt(gpus, 1) > room) {
    throw new ScienceError(
      'out-of-reach',
      l10n.t(
        'One sequence of {0} tokens needs a cache of {1}, more than a GPU holds. Shorten the context or share key heads (kv_heads).',
        context,
        gigabytes(cacheAt(gpus, 1)),
      ),
    );
  }
  const batch = o.batch ?? Math.max(1, Math.floor((room - weights / gpus) / cacheAt(gpus, 1)));
  // On average a sequence's cache is half full while it grows to `context`.
  const read = weights / gpus + cacheAt(gpus, batch) / 2;
  const active = model.params - (model.tied ? 0 : countParams(model.shape).embedding / 2);
  const compute = (2 * active * batch) / (gpus * peak);
  const stepSeconds = Math.max(read / bandwidth, compute);
  const decode = batch / stepSeconds;
  const prefill = (o.mfu * gpus * peak) / (2 * active);
  const perMillion = (rate: number) =>
    o.usdPerGpuHour === undefined ? undefined : (1e6 / rate) * gpus * (o.usdPerGpuHour / HOUR);
  return {
    gpus,
    batch,
    perGpu: weights / gpus + cacheAt(gpus, batch),
    decodeTokensPerSecond: decode,
    stepSeconds,
    decodeBound: compute >= read / bandwidth ? 'compute' : 'bandwidth',
    prefillTokensPerSecond: prefill,
    usdPerMillionGenerated: perMillion(decode),
    usdPerMillionPrompt: perMillion(prefill),
  };
}

/**
 * The replica whose tokens cost least: more GPUs leave more room beside the weights, so that more sequences share each
 * reading of them. Doubles from the fewest GPUs that hold the model up to `most`, a node's.
 */
export function cheapestServing(o: ServingInputs, most: number): Serving {
  let best = servingOf(o);
  if (o.gpus !== undefined) return best;
  for (let gpus = 2 * best.gpus; gpus <= most; gpus *= 2) {
    const tried = servingOf({ ...o, gpus });
    if (tried.decodeTokensPerSecond / tried.gpus > best.decodeTokensPerSecond / best.gpus) best = tried;
  }
  return best;
}
