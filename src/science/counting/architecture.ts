import * as l10n from '@vscode/l10n';
import { ScienceError } from '../errors';

/**
 * How positions enter: `learned` adds context x width embeddings (GPT), `relative` one more width x inner projection
 * per attention (Transformer-XL, as in Gopher and Chinchilla), `none` nothing (rotary, ALiBi, sinusoids).
 */
export type Positions = 'none' | 'learned' | 'relative';

/** The shape of a transformer, as a researcher gives it. What is left out has the field's usual default. */
export interface Architecture {
  /** Layers; in an encoder-decoder, of each of the two stacks. */
  readonly layers: number;
  /** d_model. */
  readonly width: number;
  readonly heads: number;
  /** Width of the feed-forward layer; 4 x width where absent. */
  readonly ffn?: number;
  readonly vocab?: number;
  /** Longest sequence in tokens. */
  readonly context?: number;
  /** Heads of keys and values (grouped-query attention); all heads where absent. */
  readonly kvHeads?: number;
  /** Size of a head; width / heads where absent. */
  readonly headDim?: number;
  /** Gated feed-forward (SwiGLU, GEGLU): three matrices instead of two. */
  readonly glu?: boolean;
  /** Input and output embeddings are one matrix. */
  readonly tied?: boolean;
  /** Default: `learned` where a context is given, else `none`. */
  readonly positions?: Positions;
  /** Vectors of size width in a layer (biases, norms): 0 where absent; 2 in LLaMA, 13 in GPT-2; 10 gives Table A9. */
  readonly vectors?: number;
  /** A bias for each piece of the vocabulary at the output. */
  readonly outputBias?: boolean;
  /** Encoder and decoder of `layers` each, the decoder with cross-attention (T5). */
  readonly encoderDecoder?: boolean;
}

/** An architecture with every default filled in. */
export interface Shape {
  readonly layers: number;
  readonly width: number;
  readonly heads: number;
  readonly ffn: number;
  readonly vocab: number;
  readonly context: number;
  readonly kvHeads: number;
  readonly headDim: number;
  /** heads x headDim: d_attn of Kaplan et al. */
  readonly inner: number;
  readonly glu: boolean;
  readonly tied: boolean;
  readonly positions: Positions;
  readonly vectors: number;
  readonly outputBias: boolean;
  readonly encoderDecoder: boolean;
}

function requireCount(value: number, name: string, least: number): void {
  if (Number.isFinite(value) && value >= least) return;
  throw new ScienceError(
    'bad-input',
    l10n.t('{0} must be a number from {1} up, and it is {2}.', name, String(least), String(value)),
  );
}

/** Fills in an architecture's defaults; throws a sentence where a size is not a number or below its least. */
export function shapeOf(a: Architecture): Shape {
  const headDim = a.headDim ?? a.width / a.heads;
  const shape: Shape = {
    layers: a.layers,
    width: a.width,
    heads: a.heads,
    ffn: a.ffn ?? 4 * a.width,
    vocab: a.vocab ?? 0,
    context: a.context ?? 0,
    kvHeads: a.kvHeads ?? a.heads,
    headDim,
    inner: a.heads * headDim,
    glu: a.glu ?? false,
    tied: a.tied ?? true,
    positions: a.positions ?? (a.context ? 'learned' : 'none'),
    vectors: a.vectors ?? 0,
    outputBias: a.outputBias ?? false,
    encoderDecoder: a.encoderDecoder ?? false,
  };
  for (const name of ['layers', 'width', 'heads', 'kvHeads', 'headDim'] as const) requireCount(shape[name], name, 1);
  for (const name of ['ffn', 'vocab', 'context', 'vectors'] as const) requireCount(shape[name], name, 0);
  return shape;
}
