import * as l10n from '@vscode/l10n';
import type { Architecture, Positions } from '../../../../science/counting/architecture';
import { findModel } from '../../../../science/facts/models';
import { ScaleError } from '../../../errors';
import type { ModelValue } from '../../../values/value';
import { count, maybe, optional, quiet } from '../../parameter';
import { boolean, oneOf } from '../../parameters';

/** The arguments that describe a transformer. */
export const shape = {
  layers: maybe(count('Layers.', 1)),
  width: maybe(count('d_model.', 1)),
  heads: maybe(count('Attention heads.', 1)),
  ffn: maybe(count('Width of the feed-forward layer; 4 × width if left out.')),
  vocab: maybe(count('Size of the vocabulary.')),
  context: maybe(count('Longest sequence in tokens.')),
  kv_heads: maybe(count('Heads of keys and values (grouped-query attention).', 1)),
  head_dim: maybe(count('Size of a head; width / heads if left out.', 1)),
  glu: optional(boolean('Gated feed-forward (SwiGLU): three matrices instead of two.'), false, 'false'),
  tied: optional(boolean('Input and output embeddings are one matrix.'), true, 'true'),
  positions: maybe(
    oneOf<Positions>(
      ['none', 'learned', 'relative'],
      'How positions enter: learned embeddings (if a context is given), relative as in Gopher and Chinchilla, or none (rotary).',
    ),
  ),
  vectors: quiet(
    maybe(count('Vectors of size width in a layer, biases and norms: 0 if left out, 10 gives Hoffmann’s Table A9.')),
  ),
  encoder_decoder: quiet(
    optional(
      boolean('An encoder and a decoder of `layers` each, the decoder with cross-attention (T5).'),
      false,
      'false',
    ),
  ),
};

export type Shape = { readonly [K in keyof typeof shape]?: (typeof shape)[K]['fallback'] };

/** The architecture among the arguments, if its layers and width are given. */
export function architectureOf(a: Shape): Architecture | undefined {
  const { layers, width, heads } = a;
  if (layers === undefined && width === undefined && heads === undefined) return undefined;
  if (layers === undefined || width === undefined) {
    throw new ScaleError('missing-argument', l10n.t('An architecture needs at least `layers` and `width`.'));
  }
  return {
    layers,
    width,
    // One head of the full width has the same parameters as any number of heads.
    heads: heads ?? 1,
    ...(a.ffn !== undefined && { ffn: a.ffn }),
    ...(a.vocab !== undefined && { vocab: a.vocab }),
    ...(a.context !== undefined && { context: a.context }),
    ...(a.kv_heads !== undefined && { kvHeads: a.kv_heads }),
    ...(a.head_dim !== undefined && { headDim: a.head_dim }),
    ...(a.glu !== undefined && { glu: a.glu }),
    ...(a.tied !== undefined && { tied: a.tied }),
    ...(a.positions !== undefined && { positions: a.positions }),
    ...(a.vectors !== undefined && { vectors: a.vectors }),
    ...(a.encoder_decoder !== undefined && { encoderDecoder: a.encoder_decoder }),
  };
}

/** As `architectureOf`; a sentence where there is none. */
export function needShape(a: Shape): Architecture {
  const architecture = architectureOf(a);
  if (architecture) return architecture;
  throw new ScaleError('missing-argument', l10n.t('An architecture needs at least `layers` and `width`.'));
}

/** The published architecture of a dense model; a sentence where there is none. */
export function needArchitecture(one: ModelValue): Architecture {
  const architecture = findModel(one.name)?.architecture;
  if (architecture) return architecture;
  throw new ScaleError(
    'no-architecture',
    l10n.t('The architecture of {0} is not published here: give `layers`, `width` and `heads` instead.', one.title),
  );
}
