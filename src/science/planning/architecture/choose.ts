import * as l10n from '@vscode/l10n';
import type { Architecture } from '../../counting/architecture';
import { countMoe } from '../../counting/moe';
import { countParams } from '../../counting/params';
import { ScienceError } from '../../errors';
import { rootOf } from '../../laws/numeric/root';
import { short } from '../words';
import { publishedPractice, usualFfnRatio, usualHeadDim } from './practice';

/** Experts of a planned model: N then counts the parameters that a token passes through. */
export interface ExpertOptions {
  readonly experts: number;
  /** Experts each token is sent to. */
  readonly topK: number;
  /** Every n-th layer has experts. */
  readonly every: number;
}

/** What a shape must have. */
export interface ShapeOptions {
  readonly vocab: number;
  readonly context: number;
  readonly glu: boolean;
  /** Heads of keys and values; absent: 8 where there are more than 8 heads, as in Llama 3, else all. */
  readonly kvHeads?: number | undefined;
  readonly tied: boolean;
  readonly experts?: ExpertOptions | undefined;
}

/** A shape whose counted parameters are within 2% of the size asked for. */
export interface ChosenArchitecture {
  readonly layers: number;
  readonly width: number;
  readonly heads: number;
  readonly kvHeads: number;
  readonly ffn: number;
  readonly vocab: number;
  readonly context: number;
  readonly glu: boolean;
  readonly tied: boolean;
  /** Counted parameters; with experts, those that a token passes through. */
  readonly params: number;
  /** Counted parameters in all. */
  readonly totalParams: number;
  readonly nonEmbedding: number;
  readonly experts?: ExpertOptions;
  /** The same for the functions that count. */
  readonly shape: Architecture;
}

const MOST_ERROR = 0.02;
const roundings = [256, 128, 64, 32, 16, 8, 4, 2, 1] as const;

interface Candidate {
  readonly score: number;
  readonly shape: Architecture;
}

/** Feed-forward blocks that a token passes through, per layer. */
const visited = (e: ExpertOptions | undefined): number => (e ? 1 + (e.topK - 1) / e.every : 1);

/** Counts a shape: parameters on a token's path, in all, and without embeddings. */
export function countShape(shape: Architecture, experts?: ExpertOptions) {
  const { total, nonEmbedding, embedding } = countParams(shape);
  if (!experts) return { params: total, totalParams: total, nonEmbedding };
  const moe = countMoe({ ...shape, ...experts });
  return { params: moe.active, totalParams: moe.total, nonEmbedding: moe.active - embedding };
}

function usualKvHeads(heads: number, asked: number | undefined): number {
  if (asked !== undefined) return asked;
  return heads > 8 && heads % 8 === 0 ? 8 : heads;
}

/** A shape of N parameters near published practice: width over layers, head size and feed-forward width. */
export function chooseArchitecture(N: number, options: ShapeOptions): ChosenArchitecture {
  const { vocab, glu, tied, experts } = options;
  const practice = publishedPractice();
  const embeddings = vocab * (tied ? 1 : 2);
  const gates = glu ? 3 : 2;
  const target = practice.aspect(N);
  // Width from N = V w + c w^3 / aspect: layers are width / aspect, and a layer has c w^2 parameters.
  const blockFactor = 4 + visited(experts) * gates * usualFfnRatio(glu, false);
  const size = (u: number) => embeddings * Math.exp(u) + (blockFactor * Math.exp(3 * u)) / target;
  const ideal = Math.exp(rootOf(u => Math.log(size(u) / N), 0, Math.log(1e9)) ?? 0);
  let best: Candidate | undefined;
  for (const width of widthsNear(ideal, options)) {
    for (const candidate of shapesOfWidth(N, width, target, options)) {
      if (!best || candidate.score < best.score) best = candidate;
    }
  }
  if (!best) {
    throw new ScienceError(
      'out-of-reach',
      l10n.t(
        'No transformer of {0} parameters has a vocabulary of {1} and {2} heads for keys and values. Give a smaller vocab or kv_heads, or a larger N.',
        short(N),
        String(vocab),
        String(options.kvHeads ?? 1),
      ),
    );
  }
  return describe(best.shape, options);
}

function describe(shape: Architecture, options: ShapeOptions): ChosenArchitecture {
  const counted = countShape(shape, options.experts);
  return {
    layers: shape.layers,
    width: shape.width,
    heads: shape.heads,
    kvHeads: shape.kvHeads ?? shape.heads,
    ffn: shape.ffn ?? 4 * shape.width,
    vocab: options.vocab,
    context: options.context,
    glu: options.glu,
    tied: options.tied,
    ...counted,
    ...(options.experts ? { experts: options.experts } : {}),
    shape,
  };
}

interface Frame {
  readonly width: number;
  readonly heads: number;
  /** How far the head size is from the usual one, in halvings. */
  readonly halvings: number;
}

/** Widths that heads divide, around the ideal; large ones in steps of eight heads, so that tensor parallelism divides them. */
function widthsNear(ideal: number, { kvHeads }: ShapeOptions): Frame[] {
  const found = new Map<string, Frame>();
  for (let step = -24; step <= 12; step++) {
    const near = ideal * 1.04 ** step;
    const usual = usualHeadDim(near);
    // Tiny models need smaller heads now and then, since their widths are few.
    for (let halvings = 0; halvings <= (near < 512 ? 4 : 0) && usual >> halvings >= 1; halvings++) {
      const headDim = usual >> halvings;
      const exact = near / headDim;
      const multiple = near < 512 ? 1 : exact >= 24 ? 8 : exact >= 12 ? 4 : exact >= 6 ? 2 : 1;
      const group = kvHeads === undefined ? multiple : leastCommonMultiple(multiple, kvHeads);
      const heads = Math.max(group, Math.round(exact / group) * group);
      const key = `${heads} ${headDim}`;
      if (!found.has(key)) found.set(key, { width: heads * headDim, heads, halvings });
    }
  }
  return [...found.values()];
}

function leastCommonMultiple(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y > 0) [x, y] = [y, x % y];
  return (a / x) * b;
}

/** Shapes of a width with about N parameters: layers by the usual feed-forward width, which then takes up the rest. */
function* shapesOfWidth(
  N: number,
  { width, heads, halvings }: Frame,
  aspect: number,
  options: ShapeOptions,
): Generator<Candidate> {
  const { vocab, glu, tied, context, experts } = options;
  const kvHeads = usualKvHeads(heads, options.kvHeads);
  const ratio = usualFfnRatio(glu, kvHeads < heads);
  const blocks = N - vocab * width * (tied ? 1 : 2);
  if (blocks <= 0) return;
  const attention = 2 * width * width * (1 + kvHeads / heads);
  const perFfn = (glu ? 3 : 2) * width * visited(experts);
  const router = experts ? (width * experts.experts) / experts.every : 0;
  const every = experts?.every ?? 1;
  const exact = blocks / (attention + router + perFfn * ratio * width);
  const around = every * Math.round(exact / every);
  for (let layers = Math.max(every, around - 2 * every); layers <= around + 2 * every; layers += every) {
    const ffn = (blocks / layers - attention - router) / perFfn;
    if (ffn < 1) continue;
    for (const rounding of roundings) {
      const rounded = rounding * Math.round(ffn / rounding);
      if (rounded < 1) continue;
      const error = Math.abs((layers * (attention + router + perFfn * rounded)) / blocks - 1) * (blocks / N);
      if (error > MOST_ERROR / 2) continue;
      const shapeliness = Math.abs(Math.log(width / layers / aspect)) + Math.abs(Math.log(rounded / width / ratio));
      // Deep models are split into stages: layers that four divides go into more of them.
      const stages = layers < 24 || layers % 4 === 0 ? 0 : layers % 2 === 0 ? 0.03 : 0.06;
      const score = shapeliness + 2 * error + 0.01 * Math.log2(256 / rounding) + 0.1 * halvings + stages;
      const base = { layers, width, heads, kvHeads, ffn: rounded, vocab, context, glu, tied };
      yield { score, shape: { ...base, positions: 'none' } };
    }
  }
}
