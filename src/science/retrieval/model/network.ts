import { createKernels, type Kernels, type Matrix, roundUp } from '../../numeric/kernels';
import { createRandom } from '../../random';
import { ADAM_MATRICES } from './adam';

/** Shape of a feed-forward language model (Bengio et al. 2003). */
export interface NetworkShape {
  readonly vocabulary: number;
  /** Tokens of context. */
  readonly context: number;
  /** Numbers per token embedding; a multiple of 8. */
  readonly embedding: number;
  /** Hidden units: the length of the representation that a datastore keeps; a multiple of 8. */
  readonly hidden: number;
  /** Positions that are computed together. */
  readonly batch: number;
  /** Rows of each table of hashed contexts; a power of 2. */
  readonly buckets: number;
}

/** A weight and its gradient, side by side with what the optimiser keeps. */
export interface Parameter {
  readonly weights: Matrix;
  readonly gradient: Matrix;
}

/**
 * A network: token embeddings, two tanh layers (the second with a skip from the first), to which vectors of the last
 * one, two and three tokens are added (looked up by hash, as in the n-gram features of Mikolov et al. 2011), then logits.
 */
export interface Network {
  readonly shape: NetworkShape;
  readonly kernels: Kernels;
  readonly parameters: readonly Parameter[];
  /**
   * Computes `count` positions: `contexts` holds `context` ids for each. Afterwards `hidden` holds their representations
   * and `logits` what comes before the softmax, a row each.
   */
  readonly forward: (contexts: Int32Array, count: number) => void;
  readonly hidden: Matrix;
  readonly logits: Matrix;
  /** After `forward`: the log-probability of each target. Leaves exponentials in `logits`. */
  readonly score: (targets: Int32Array, count: number, out: Float64Array) => void;
  /** After `score`: adds the gradients of the mean cross-entropy (nats) to the parameters' gradients. */
  readonly backward: (contexts: Int32Array, targets: Int32Array, count: number) => void;
  /** After `backward`: takes a step in the tables of n-grams, whose gradients touch a few rows only. */
  readonly stepGrams: (count: number, rate: number) => void;
}

/** Id of the context before the start of a text. */
export const startId = (shape: NetworkShape): number => shape.vocabulary;

/** A network with seeded weights, uniform within +-sqrt(6 / (inputs + outputs)) (Glorot and Bengio 2010). */
export function createNetwork(shape: NetworkShape, seed: number): Network {
  const { context, embedding, hidden: width, batch } = shape;
  const ids = shape.vocabulary + 1;
  const columns = roundUp(shape.vocabulary, 8);
  const inputs = context * embedding;
  const sizes = [ids * embedding, inputs * width, width, width * width, width, width * columns, columns];
  const weights = sizes.reduce((sum, size) => sum + size, 0);
  const floats = (2 + ADAM_MATRICES) * weights + batch * (2 * inputs + 5 * width + columns + 2) + 4096;
  const kernels = createKernels(floats);
  const random = createRandom(seed);
  const parameter = (rows: number, cols: number, scale: number): Parameter => {
    const weights = kernels.matrix(rows, cols);
    for (let i = 0; i < weights.values.length; i++) weights.values[i] = (2 * random.uniform() - 1) * scale;
    return { weights, gradient: kernels.matrix(rows, cols) };
  };
  const glorot = (rows: number, cols: number) => Math.sqrt(6 / (rows + cols));
  const embeddings = parameter(ids, embedding, 0.1);
  const first = parameter(inputs, width, glorot(inputs, width));
  const firstBias = parameter(1, width, 0);
  const second = parameter(width, width, glorot(width, width));
  const secondBias = parameter(1, width, 0);
  const output = parameter(width, columns, glorot(width, columns));
  const outputBias = parameter(1, columns, 0);
  // Columns beyond the vocabulary never win: their logits stay far below all others.
  outputBias.weights.values.fill(-1e9, shape.vocabulary);

  const tables = ORDERS.map(() => new Float32Array(shape.buckets * width));
  const squares = ORDERS.map(() => new Float32Array(shape.buckets));
  const rowsOf = new Int32Array(batch * ORDERS.length);

  const x = kernels.matrix(batch, inputs);
  const h1 = kernels.matrix(batch, width);
  const hidden = kernels.matrix(batch, width);
  const logits = kernels.matrix(batch, columns);
  /** The largest logit of each position, and the sum of exponentials. */
  const normalisers = kernels.matrix(batch, 2);
  const dx = kernels.matrix(batch, inputs);
  const d1 = kernels.matrix(batch, width);
  const d2 = kernels.matrix(batch, width);

  const squashed = new Float32Array(batch * width);
  const dHidden = new Float32Array(batch * width);

  const addBias = (target: Matrix, bias: Matrix, count: number) => {
    for (let row = 0; row < count; row++) target.values.set(bias.values, row * target.columns);
  };
  const sumRows = (target: Matrix, rows: Matrix, count: number) => {
    const { values } = target;
    for (let row = 0; row < count; row++) {
      const at = row * rows.columns;
      for (let i = 0; i < values.length; i++) values[i]! += rows.values[at + i]!;
    }
  };

  return {
    shape,
    kernels,
    parameters: [embeddings, first, firstBias, second, secondBias, output, outputBias],
    hidden,
    logits,
    forward: (contexts, count) => {
      for (let i = 0; i < count * context; i++) {
        const from = contexts[i]! * embedding;
        x.values.set(embeddings.weights.values.subarray(from, from + embedding), i * embedding);
      }
      addBias(h1, firstBias.weights, count);
      kernels.multiply(h1, x, first.weights, count, inputs);
      kernels.tanh(h1, count);
      addBias(hidden, secondBias.weights, count);
      kernels.multiply(hidden, h1, second.weights, count, width);
      kernels.tanh(hidden, count);
      squashed.set(hidden.values.subarray(0, count * width));
      for (let i = 0; i < count * width; i++) hidden.values[i]! += h1.values[i]!;
      for (let row = 0; row < count; row++) {
        ORDERS.forEach((order, t) => {
          const bucket = bucketOf(contexts, (row + 1) * context, order, shape.buckets);
          rowsOf[row * ORDERS.length + t] = bucket;
          const table = tables[t]!;
          for (let k = 0; k < width; k++) hidden.values[row * width + k]! += table[bucket * width + k]!;
        });
      }
      addBias(logits, outputBias.weights, count);
      kernels.multiply(logits, hidden, output.weights, count, width);
    },
    score: (targets, count, out) => {
      for (let row = 0; row < count; row++) out[row] = logits.values[row * columns + targets[row]!]!;
      kernels.exponentials(logits, count, normalisers);
      for (let row = 0; row < count; row++)
        out[row]! -= normalisers.values[2 * row]! + Math.log(normalisers.values[2 * row + 1]!);
    },
    backward: (contexts, targets, count) => {
      for (let row = 0; row < count; row++) {
        kernels.scaleRow(logits, row, 1 / (count * normalisers.values[2 * row + 1]!));
        logits.values[row * columns + targets[row]!]! -= 1 / count;
      }
      kernels.multiply(output.gradient, hidden, logits, width, count, true);
      sumRows(outputBias.gradient, logits, count);
      d2.values.fill(0, 0, count * width);
      kernels.multiplyTransposed(d2, logits, output.weights, count);
      // hidden = tanh(z) + h1: the skip passes d2 on to h1, the squashed part its derivative.
      for (let i = 0; i < count * width; i++) {
        dHidden[i] = d2.values[i]!;
        d1.values[i] = d2.values[i]!;
        d2.values[i]! *= 1 - squashed[i]! * squashed[i]!;
      }
      kernels.multiply(second.gradient, h1, d2, width, count, true);
      sumRows(secondBias.gradient, d2, count);
      kernels.multiplyTransposed(d1, d2, second.weights, count);
      for (let i = 0; i < count * width; i++) d1.values[i]! *= 1 - h1.values[i]! * h1.values[i]!;
      kernels.multiply(first.gradient, x, d1, inputs, count, true);
      sumRows(firstBias.gradient, d1, count);
      dx.values.fill(0, 0, count * inputs);
      kernels.multiplyTransposed(dx, d1, first.weights, count);
      const g = embeddings.gradient.values;
      for (let i = 0; i < count * context; i++) {
        const to = contexts[i]! * embedding;
        const from = i * embedding;
        for (let k = 0; k < embedding; k++) g[to + k]! += dx.values[from + k]!;
      }
    },
    stepGrams: (count, rate) => {
      for (let row = 0; row < count; row++) {
        for (let t = 0; t < ORDERS.length; t++) {
          const bucket = rowsOf[row * ORDERS.length + t]!;
          const table = tables[t]!;
          let square = 0;
          for (let k = 0; k < width; k++) square += dHidden[row * width + k]! * dHidden[row * width + k]!;
          squares[t]![bucket]! += square / width;
          const scale = rate / (Math.sqrt(squares[t]![bucket]!) + 1e-10);
          for (let k = 0; k < width; k++) table[bucket * width + k]! -= scale * dHidden[row * width + k]!;
        }
      }
    },
  };
}

/** How many of the last tokens are looked up as one: vectors of 1-, 2- and 3-token contexts, as the orders of an n-gram model. */
const ORDERS = [1, 2, 3] as const;

/** The row of the n-gram that ends before `end`. */
function bucketOf(contexts: Int32Array, end: number, order: number, buckets: number): number {
  let hash = order;
  for (let i = end - order; i < end; i++) hash = Math.imul(hash ^ (contexts[i]! + 1), 0x9e3779b1) ^ (hash >>> 15);
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  return hash & (buckets - 1);
}
