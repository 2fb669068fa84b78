import * as l10n from '@vscode/l10n';
import type { Architecture, Positions } from '../../../science/counting/architecture';
import { type FlopMethod, flopMethods, trainingFlops } from '../../../science/counting/flops';
import { countParams } from '../../../science/counting/params';
import { findModel } from '../../../science/facts/models';
import { ScaleError } from '../../errors';
import { inUnit, record } from '../../values/make';
import type { ModelValue, Value } from '../../values/value';
import type { Context } from '../context';
import { type FunctionEntry, signature } from '../entry';
import { count, maybe, optional, positive } from '../parameter';
import { boolean, model, oneOf } from '../parameters';

const shape = {
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
};

type Shape = { readonly [K in keyof typeof shape]?: (typeof shape)[K]['fallback'] };

/** The architecture among the arguments, if its layers and width are given. */
function architectureOf(a: Shape): Architecture | undefined {
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
  };
}

const method = optional(oneOf<FlopMethod>([...flopMethods], 'How FLOP are counted.'), '6nd' as FlopMethod, '"6nd"');
const embeddings = optional(
  boolean('Whether "chinchilla" counts embeddings and logits, as appendix F says and Table A4 does not.'),
  true,
  'true',
);

function noteMethod(context: Context, used: FlopMethod, text: string): void {
  context.note({ tone: 'info', key: `flops ${used}`, text });
}

const METHOD_TEXT: Readonly<Record<FlopMethod, string>> = {
  '6nd': 'FLOP counted as 6ND (Kaplan et al. 2020, sec. 2.1).',
  kaplan: 'FLOP counted with the attention term, embeddings left out (Kaplan et al. 2020, Table 1).',
  chinchilla: 'FLOP counted as in Hoffmann et al. 2022, appendix F.',
  palm: 'FLOP counted as 6N + 12·layers·width·sequence per token (Chowdhery et al. 2022, appendix B).',
};

export const computeFunctions: readonly FunctionEntry[] = [
  {
    name: 'flops',
    group: 'compute',
    summary: 'Training compute of a model: forward and backward passes over all tokens.',
    details:
      'Methods: `"6nd"` (6 FLOP per parameter and token), `"kaplan"` (with attention, without embeddings), `"chinchilla"` (appendix F, part by part), `"palm"` (6N plus attention). All but the first need an architecture.',
    signatures: [
      signature(
        { model: model('A published model.'), method, embeddings },
        'quantity in FLOP',
        ({ model: one, method: by, embeddings: e }, context) => {
          noteMethod(context, by, METHOD_TEXT[by]);
          return modelFlops(one, by, e);
        },
      ),
      signature(
        {
          N: positive('params', 'Parameters (active ones, where experts take turns).'),
          D: positive('tokens', 'Training tokens.'),
          method,
          embeddings,
          ...shape,
        },
        'quantity in FLOP',
        ({ N, D, method: by, embeddings: e, ...a }, context) => {
          const architecture = architectureOf(a);
          if (by !== '6nd') noteMethod(context, by, METHOD_TEXT[by]);
          return inUnit(trainingFlops(by, D, { N, embeddings: e, ...(architecture && { architecture }) }), 'FLOP');
        },
      ),
    ],
    examples: ['flops(70B, 1.4T)', 'flops(models.gopher, method: "chinchilla")'],
    sources: ['kaplan2020', 'hoffmann2022'],
  },
  {
    name: 'params',
    group: 'compute',
    summary: 'Parameters of a transformer, with and without embeddings.',
    details:
      'Attention has 4·width·(heads·head size) per layer, less for grouped-query keys and values; the feed-forward 2·width·ffn, or 3 if gated; biases and norms are left out. `positions: "relative"` adds the projection of relative positions that Gopher and Chinchilla have: with it Hoffmann et al. 2022, Table A9 comes out to rounding.',
    signatures: [
      signature(
        { model: model('A published model with an architecture.') },
        '{total, embedding, non_embedding}',
        ({ model: one }) => paramsRecord(needArchitecture(one)),
      ),
      signature({ ...shape }, '{total, embedding, non_embedding}', a => {
        const architecture = architectureOf(a);
        if (!architecture)
          throw new ScaleError('missing-argument', l10n.t('An architecture needs at least `layers` and `width`.'));
        return paramsRecord(architecture);
      }),
    ],
    examples: ['params(layers: 96, width: 12288, heads: 96, vocab: 50257, context: 2048)'],
    sources: ['kaplan2020', 'hoffmann2022'],
  },
];

function paramsRecord(architecture: Architecture): Value {
  const counted = countParams(architecture);
  return record({
    total: inUnit(counted.total, 'params'),
    embedding: inUnit(counted.embedding, 'params'),
    non_embedding: inUnit(counted.nonEmbedding, 'params'),
  });
}

function needArchitecture(one: ModelValue): Architecture {
  const architecture = findModel(one.name)?.architecture;
  if (architecture) return architecture;
  throw new ScaleError(
    'no-architecture',
    l10n.t('The architecture of {0} is not published here: give `layers`, `width` and `heads` instead.', one.title),
  );
}

/** Training FLOP of a published model; of routed models the active parameters count. */
export function modelFlops(one: ModelValue, by: FlopMethod, embeddings = true): Value {
  const facts = findModel(one.name);
  if (!facts?.tokens)
    throw new ScaleError(
      'no-tokens',
      l10n.t('How many tokens {0} was trained on is not published here: write `flops(N, D)`.', one.title),
    );
  const N = facts.activeParams ?? facts.params;
  return inUnit(
    trainingFlops(by, facts.tokens, by === '6nd' ? { N } : { N, embeddings, architecture: needArchitecture(one) }),
    'FLOP',
  );
}
