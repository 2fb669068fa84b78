import * as l10n from '@vscode/l10n';
import { ScienceError } from '../errors';
import { type Architecture, type Shape, shapeOf } from './architecture';
import { countParams } from './params';

/** Ways to count training FLOP. A fused multiply-add is two FLOP in all of them; the backward pass is twice the forward. */
export const flopMethods = ['6nd', 'kaplan', 'chinchilla', 'palm'] as const;
export type FlopMethod = (typeof flopMethods)[number];

export interface FlopOptions {
  /** Parameters for 6nd and palm; the architecture's own total where absent. */
  readonly N?: number;
  readonly architecture?: Architecture;
  /** Tokens in a sequence; the architecture's context where absent. */
  readonly sequence?: number;
  /** Whether `chinchilla` counts the embedding and logit terms of appendix F. Table A4 reproduces only without them. */
  readonly embeddings?: boolean;
}

/** FLOP of one pass over a sequence, by part. Hoffmann et al. 2022, appendix F. */
export interface ForwardFlop {
  readonly embeddings: number;
  readonly projections: number;
  readonly attention: number;
  readonly feedForward: number;
  readonly logits: number;
  readonly total: number;
}

function need<T>(value: T | undefined, method: FlopMethod, what: string): T {
  if (value !== undefined) return value;
  throw new ScienceError(
    'missing-input',
    l10n.t('Counting FLOP by "{0}" needs {1}. Give it, or count by "6nd".', method, what),
  );
}

const needShape = (method: FlopMethod, o: FlopOptions): Shape =>
  shapeOf(need(o.architecture, method, l10n.t('an architecture (layers, width, heads, ffn)')));

function needSequence(method: FlopMethod, o: FlopOptions, s: Shape): number {
  return need(o.sequence ?? (s.context > 0 ? s.context : undefined), method, l10n.t('a context length'));
}

/** Forward FLOP of one sequence of `s` tokens, term by term as in Hoffmann et al. 2022, appendix F. */
export function chinchillaForward(architecture: Architecture, sequence: number, embeddings = true): ForwardFlop {
  const a = shapeOf(architecture);
  const s = sequence;
  const vocabulary = embeddings ? 2 * s * a.vocab * a.width : 0;
  const projections = a.layers * (4 * s * a.width * a.inner + 4 * s * a.width * a.kvHeads * a.headDim);
  const attention = a.layers * (4 * s * s * a.inner + 3 * a.heads * s * s);
  const feedForward = a.layers * (a.glu ? 6 : 4) * s * a.width * a.ffn;
  const total = 2 * vocabulary + projections + attention + feedForward;
  return { embeddings: vocabulary, projections, attention, feedForward, logits: vocabulary, total };
}

/**
 * Forward FLOP per token of Kaplan et al. 2020, Table 1: 2N + 2 L n_ctx d_attn, N without embeddings. `flops` of its
 * convention are three times that (backward counts twice).
 */
export function kaplanForward(architecture: Architecture, context: number): number {
  const s = shapeOf(architecture);
  return 2 * countParams(architecture).nonEmbedding + 2 * s.layers * context * s.inner;
}

/** Training FLOP per token (forward and backward) by a method. */
export function flopsPerToken(method: FlopMethod, options: FlopOptions): number {
  const total = () =>
    options.N ?? countParams(need(options.architecture, method, l10n.t('N or an architecture'))).total;
  switch (method) {
    case '6nd':
      return 6 * total();
    case 'kaplan': {
      const s = needShape(method, options);
      return 3 * kaplanForward(options.architecture!, needSequence(method, options, s));
    }
    case 'chinchilla': {
      const s = needShape(method, options);
      const sequence = needSequence(method, options, s);
      return (3 * chinchillaForward(options.architecture!, sequence, options.embeddings ?? true).total) / sequence;
    }
    case 'palm': {
      // 6N + 12 L H Q T. Chowdhery et al. 2022, appendix B.
      const s = needShape(method, options);
      return 6 * total() + 12 * s.layers * s.inner * needSequence(method, options, s);
    }
  }
}

/** FLOP of training on D tokens. */
export function trainingFlops(method: FlopMethod, D: number, options: FlopOptions): number {
  return flopsPerToken(method, options) * D;
}
