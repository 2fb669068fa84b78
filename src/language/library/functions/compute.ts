import { type FlopMethod, flopMethods, flopsPerToken, trainingFlops } from '../../../science/counting/flops';
import { modelFlops } from '../../../science/counting/model_flops';
import { countMoe } from '../../../science/counting/moe';
import { countParams } from '../../../science/counting/params';
import { findModel } from '../../../science/facts/models';
import { dimensionOf } from '../../units/dimension';
import { inUnit, quantity, record } from '../../values/make';
import type { ModelValue, Value } from '../../values/value';
import type { Context } from '../context';
import { type FunctionEntry, signature } from '../entry';
import { count, maybe, optional, positive } from '../parameter';
import { boolean, model, oneOf } from '../parameters';
import { factsOf } from './counting/facts-of';
import { notePublished } from './counting/note-published';
import { noteRecalled } from './counting/note-recalled';
import { architectureOf, needArchitecture, needShape, shape } from './counting/shape';

const FLOP_PER_TOKEN = dimensionOf({ FLOP: 1, token: -1 });

const method = optional(oneOf<FlopMethod>([...flopMethods], 'How FLOP are counted.'), '6nd' as FlopMethod, '"6nd"');
const embeddings = optional(
  boolean('Whether "chinchilla" counts embeddings and logits, as appendix F says and Table A4 does not.'),
  true,
  'true',
);
const sequence = maybe(count('Tokens in a sequence; the model’s context if left out.', 1));

const METHOD_TEXT: Readonly<Record<FlopMethod, string>> = {
  '6nd': 'FLOP counted as 6ND (Kaplan et al. 2020, sec. 2.1).',
  kaplan: 'FLOP counted with the attention term, embeddings left out (Kaplan et al. 2020, Table 1).',
  chinchilla: 'FLOP counted as in Hoffmann et al. 2022, appendix F.',
  palm: 'FLOP counted as 6N + 12·layers·width·sequence per token (Chowdhery et al. 2022, appendix B).',
};

/** Says how FLOP were counted. */
function noteMethod(context: Context, used: FlopMethod, withEmbeddings: boolean): void {
  const text =
    used === 'chinchilla' && !withEmbeddings
      ? `${METHOD_TEXT[used]} Embeddings and logits are left out, as in Table A4.`
      : METHOD_TEXT[used];
  context.note({ tone: 'info', key: `flops ${used}`, text });
}

/** What a model gives to a method: its published architecture, where the method needs one. */
const optionsOf = (one: ModelValue, by: FlopMethod, given: { embeddings: boolean; sequence: number | undefined }) => ({
  embeddings: given.embeddings,
  ...(given.sequence === undefined ? {} : { sequence: given.sequence }),
  ...(by === '6nd' ? {} : { architecture: needArchitecture(one) }),
});

const details =
  'Methods: `"6nd"` (6 FLOP per parameter and token), `"kaplan"` (with attention, without embeddings), `"chinchilla"` (appendix F, part by part), `"palm"` (6N plus attention). All but the first need an architecture with a context. Of a mixture of experts the active parameters count.';

export const computeFunctions: readonly FunctionEntry[] = [
  {
    name: 'flops',
    group: 'compute',
    summary: 'Training compute of a model: forward and backward passes over all tokens.',
    details,
    signatures: [
      signature(
        { model: model('A published model.'), method, embeddings, sequence },
        'quantity in FLOP',
        ({ model: one, method: by, embeddings: e, sequence: s }, context) => {
          noteMethod(context, by, e);
          const facts = factsOf(one);
          const counted = modelFlops(facts, by, optionsOf(one, by, { embeddings: e, sequence: s }));
          notePublished(context, facts, counted);
          noteRecalled(context, facts, by !== '6nd');
          return inUnit(counted, 'FLOP');
        },
      ),
      signature(
        {
          N: positive('params', 'Parameters (active ones, where experts take turns).'),
          D: positive('tokens', 'Training tokens.'),
          method,
          embeddings,
          sequence,
          ...shape,
        },
        'quantity in FLOP',
        ({ N, D, method: by, embeddings: e, sequence: s, ...a }, context) => {
          const architecture = architectureOf(a);
          if (by !== '6nd') noteMethod(context, by, e);
          const options = {
            ...{ N, embeddings: e },
            ...(architecture && { architecture }),
            ...(s !== undefined && { sequence: s }),
          };
          return inUnit(trainingFlops(by, D, options), 'FLOP');
        },
      ),
    ],
    examples: ['flops(70B, 1.4T)', 'flops(models.gopher, method: "chinchilla", sequence: 2048)'],
    sources: ['kaplan2020', 'hoffmann2022', 'palm'],
  },
  {
    name: 'flops_per_token',
    group: 'compute',
    summary: 'Training FLOP of one token (forward and backward) by a method; a third of it is the forward pass.',
    details,
    signatures: [
      signature(
        { model: model('A published model.'), method, embeddings, sequence },
        'quantity in FLOP / token',
        ({ model: one, method: by, embeddings: e, sequence: s }, context) => {
          noteMethod(context, by, e);
          const facts = factsOf(one);
          noteRecalled(context, facts, by !== '6nd');
          const perToken = modelFlops({ ...facts, tokens: 1 }, by, optionsOf(one, by, { embeddings: e, sequence: s }));
          return quantity(perToken, FLOP_PER_TOKEN);
        },
      ),
      signature(
        { method, embeddings, sequence, ...shape },
        'quantity in FLOP / token',
        ({ method: by, embeddings: e, sequence: s, ...a }, context) => {
          noteMethod(context, by, e);
          const options = { architecture: needShape(a), embeddings: e, ...(s !== undefined && { sequence: s }) };
          return quantity(flopsPerToken(by, options), FLOP_PER_TOKEN);
        },
      ),
    ],
    examples: [
      'flops_per_token(models.gpt3, method: "palm", sequence: 2048)',
      'flops_per_token(method: "kaplan", layers: 12, width: 768, heads: 12, context: 1024)',
    ],
    sources: ['kaplan2020', 'hoffmann2022', 'palm'],
  },
  {
    name: 'params',
    group: 'compute',
    summary: 'Parameters of a transformer, with and without embeddings.',
    details:
      'Attention has 4·width·(heads·head size) per layer, less for grouped-query keys and values; the feed-forward 2·width·ffn, or 3 if gated; biases and norms are left out unless `vectors` says how many. `positions: "relative"` adds the projection of relative positions that Gopher and Chinchilla have: with it Hoffmann et al. 2022, Table A9 comes out to rounding. A mixture of experts also gives its active parameters.',
    signatures: [
      signature(
        { model: model('A published model with an architecture.') },
        '{total, embedding, non_embedding}',
        ({ model: one }, context) => {
          noteRecalled(context, factsOf(one));
          return modelParams(one);
        },
      ),
      signature({ ...shape }, '{total, embedding, non_embedding}', a => {
        const { total, embedding, nonEmbedding } = countParams(needShape(a));
        return paramsRecord(total, embedding, nonEmbedding);
      }),
    ],
    examples: ['params(layers: 96, width: 12288, heads: 96, vocab: 50257, context: 2048)', 'params(models.switch_c)'],
    sources: ['kaplan2020', 'hoffmann2022'],
  },
];

function modelParams(one: ModelValue): Value {
  const moe = findModel(one.name)?.moe;
  if (moe) {
    const { total, active, embedding } = countMoe(moe);
    return paramsRecord(total, embedding, total - embedding, active);
  }
  const { total, embedding, nonEmbedding } = countParams(needArchitecture(one));
  return paramsRecord(total, embedding, nonEmbedding);
}

const paramsRecord = (total: number, embedding: number, nonEmbedding: number, active?: number): Value =>
  record({
    total: inUnit(total, 'params'),
    ...(active === undefined ? {} : { active: inUnit(active, 'params') }),
    embedding: inUnit(embedding, 'params'),
    non_embedding: inUnit(nonEmbedding, 'params'),
  });
