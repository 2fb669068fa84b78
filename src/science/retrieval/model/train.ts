import * as l10n from '@vscode/l10n';
import { ScienceError } from '../../errors';
import { createRandom } from '../../random';
import { createAdam } from './adam';
import type { SequenceModel } from './kneser-ney';
import { createNetwork, type Network, type NetworkShape, startId } from './network';

export interface TrainOptions {
  readonly context: number;
  readonly embedding: number;
  readonly hidden: number;
  readonly batch: number;
  readonly epochs: number;
  /** Peak learning rate; warms up over the first twentieth and falls straight to a tenth. */
  readonly rate: number;
  readonly decay: number;
  /** Rows of the n-gram tables; a power of 2. */
  readonly buckets: number;
  /** Learning rate of the n-gram tables (Adagrad by rows). */
  readonly gramRate: number;
  readonly seed: number;
  /** Called now and then; throw to stop. */
  readonly onProgress?: (progress: TrainProgress) => void;
}

export interface TrainProgress {
  readonly step: number;
  readonly steps: number;
  /** Mean training loss since the last call, in nats per token. */
  readonly loss: number;
}

/** Defaults that beat a Kneser-Ney 3-gram of the same text, from some tens of thousands of tokens on, after some seconds. */
export const DEFAULT_TRAINING: TrainOptions = {
  context: 12,
  embedding: 16,
  hidden: 64,
  batch: 128,
  buckets: 65536,
  epochs: 2,
  rate: 6e-3,
  gramRate: 0.16,
  decay: 0.1,
  seed: 0,
};

/** A trained neural language model: log-probabilities, and the representation of each position's context. */
export interface NeuralModel extends SequenceModel {
  readonly network: Network;
  /** Training loss at each progress report. */
  readonly losses: readonly TrainProgress[];
  /**
   * Calls `visit` for each position in order with its representation (f(context), a view), the token that follows, and
   * the log-probability of that token.
   */
  readonly represent: (
    tokens: Int32Array,
    visit: (position: number, key: Float32Array, logProbability: number) => void,
  ) => void;
}

/** Fills the contexts of positions: the ids before each, marks of the start where there are none. */
function fillContexts(
  tokens: Int32Array,
  positions: Int32Array,
  count: number,
  { context }: NetworkShape,
  start: number,
  out: Int32Array,
) {
  for (let i = 0; i < count; i++) {
    const position = positions[i]!;
    for (let k = 0; k < context; k++) {
      const at = position - context + k;
      out[i * context + k] = at < 0 ? start : tokens[at]!;
    }
  }
}

/** Wraps a network as a model. */
export function neuralModel(network: Network, losses: readonly TrainProgress[] = []): NeuralModel {
  const { shape, hidden } = network;
  const { batch, context } = shape;
  const represent: NeuralModel['represent'] = (tokens, visit) => {
    const positions = new Int32Array(batch);
    const contexts = new Int32Array(batch * context);
    const targets = new Int32Array(batch);
    const scores = new Float64Array(batch);
    for (let from = 0; from < tokens.length; from += batch) {
      const count = Math.min(batch, tokens.length - from);
      for (let i = 0; i < count; i++) {
        positions[i] = from + i;
        targets[i] = tokens[from + i]!;
      }
      fillContexts(tokens, positions, count, shape, startId(shape), contexts);
      network.forward(contexts, count);
      network.score(targets, count, scores);
      for (let i = 0; i < count; i++) {
        visit(from + i, hidden.values.subarray(i * hidden.columns, (i + 1) * hidden.columns), scores[i]!);
      }
    }
  };
  return {
    vocabulary: shape.vocabulary,
    network,
    losses,
    represent,
    logProbabilities: tokens => {
      const out = new Float64Array(tokens.length);
      represent(tokens, (position, _key, logProbability) => {
        out[position] = logProbability;
      });
      return out;
    },
  };
}

/**
 * Trains a feed-forward language model on a text. The same text, options and seed give the same model on every host.
 * @param tokens ids below `vocabulary`
 * @throws ScienceError `bad-input` for a text shorter than a batch
 */
export function trainModel(tokens: Int32Array, vocabulary: number, changes: Partial<TrainOptions> = {}): NeuralModel {
  const options = { ...DEFAULT_TRAINING, ...changes };
  const { context, embedding, hidden, batch, epochs, buckets } = options;
  if (tokens.length < batch * 2) {
    throw new ScienceError(
      'bad-input',
      l10n.t('A text of {0} tokens is too short to train on; give at least {1}.', tokens.length, batch * 2),
    );
  }
  if (buckets < 1 || (buckets & (buckets - 1)) !== 0) {
    throw new ScienceError('bad-input', l10n.t('"buckets" must be a power of 2; {0} is not.', buckets));
  }
  for (const [name, value] of Object.entries({ embedding, hidden })) {
    if (!Number.isInteger(value) || value < 8 || value % 8 !== 0) {
      throw new ScienceError('bad-input', l10n.t('"{0}" must be a multiple of 8; {1} is not.', name, value));
    }
  }
  const shape: NetworkShape = { vocabulary, context, embedding, hidden, batch, buckets };
  const network = createNetwork(shape, options.seed);
  const adam = createAdam(network.kernels, network.parameters, options.decay);
  const random = createRandom(options.seed + 1);
  const order = Int32Array.from(tokens, (_, i) => i);
  const perEpoch = Math.floor(tokens.length / batch);
  const steps = Math.max(1, Math.round(perEpoch * epochs));
  const contexts = new Int32Array(batch * context);
  const targets = new Int32Array(batch);
  const scores = new Float64Array(batch);
  const losses: TrainProgress[] = [];
  const every = Math.max(1, Math.floor(steps / 100));
  let sum = 0;
  let since = 0;
  for (let step = 0; step < steps; step++) {
    const at = step % perEpoch;
    if (at === 0) shuffle(order, random.below);
    const positions = order.subarray(at * batch, (at + 1) * batch);
    for (let i = 0; i < batch; i++) targets[i] = tokens[positions[i]!]!;
    fillContexts(tokens, positions, batch, shape, startId(shape), contexts);
    network.forward(contexts, batch);
    network.score(targets, batch, scores);
    for (let i = 0; i < batch; i++) sum -= scores[i]! / batch;
    since++;
    network.backward(contexts, targets, batch);
    const rate = rateAt(step, steps, 1);
    adam.step(rate * options.rate);
    network.stepGrams(batch, rate * options.gramRate);
    if ((step + 1) % every === 0 || step + 1 === steps) {
      const progress = { step: step + 1, steps, loss: sum / since };
      losses.push(progress);
      options.onProgress?.(progress);
      sum = 0;
      since = 0;
    }
  }
  return neuralModel(network, losses);
}

/** Warm-up, then straight down to a tenth of the peak: sums and products only, which every host rounds alike. */
export function rateAt(step: number, steps: number, peak: number): number {
  const warm = Math.max(1, Math.floor(steps / 20));
  if (step < warm) return (peak * (step + 1)) / warm;
  const progress = (step - warm) / Math.max(1, steps - warm);
  return peak * (1 - 0.9 * progress);
}

function shuffle(values: Int32Array, below: (n: number) => number): void {
  for (let i = values.length - 1; i > 0; i--) {
    const k = below(i + 1);
    [values[i], values[k]] = [values[k]!, values[i]!];
  }
}
