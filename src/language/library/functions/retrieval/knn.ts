import * as l10n from '@vscode/l10n';
import { evaluateKnn, type KnnResult, retrieve } from '../../../../science/retrieval/knn';
import { kneserNey, perplexity } from '../../../../science/retrieval/model/kneser-ney';
import { type NeuralModel, trainModel } from '../../../../science/retrieval/model/train';
import { buildDatastore, type Datastore } from '../../../../science/retrieval/store/datastore';
import { exactIndex } from '../../../../science/retrieval/store/exact';
import { ivfIndex } from '../../../../science/retrieval/store/ivf';
import { sweepKnn } from '../../../../science/retrieval/sweep';
import { learnVocabulary, type Vocabulary } from '../../../../science/retrieval/text/bpe';
import type { Chart } from '../../../../views/chart';
import { formatNumber } from '../../../../views/format';
import { ScaleError } from '../../../errors';
import { table as makeTable, record, view } from '../../../values/make';
import { isList, type RecordValue, type Value, type View } from '../../../values/value';
import type { Context } from '../../context';
import { type FunctionEntry, signature } from '../../entry';
import { count, number, optional, type Parameter, parameter } from '../../parameter';
import { oneOf, text } from '../../parameters';
import { simulatedFacts } from './facts-text';

interface LanguageModel {
  readonly vocabulary: Vocabulary;
  readonly model: NeuralModel;
  readonly trained: Int32Array;
}

const models = new WeakMap<ReadonlyMap<string, Value>, LanguageModel>();
const stores = new WeakMap<ReadonlyMap<string, Value>, Datastore>();

const held = <T>(type: string, doc: string, kept: WeakMap<ReadonlyMap<string, Value>, T>): Parameter<T> => {
  const fieldsOf = (v: Value): ReadonlyMap<string, Value> | undefined =>
    typeof v === 'object' && v !== null && !isList(v) && (v.kind === 'view' || v.kind === 'record')
      ? (v as View | RecordValue).fields
      : undefined;
  return parameter(
    type,
    doc,
    v => kept.has(fieldsOf(v) ?? new Map()),
    v => kept.get(fieldsOf(v) as ReadonlyMap<string, Value>) as T,
  );
};

/** More text than this is no longer a matter of seconds. */
const MOST_CHARACTERS = 4_000_000;

/** A text given as it is, or the file that it names. */
function textOf(context: Context, given: string): string {
  const named = given.length < 300 && /^[^\n]+\.(txt|md|text)$/i.test(given);
  const whole = named ? new TextDecoder().decode(context.await(() => context.host.readFile(given))) : given;
  if (whole.length > MOST_CHARACTERS)
    throw new ScaleError(
      'too-large',
      l10n.t('A text of at most {0} characters can be used here, and this has {1}.', MOST_CHARACTERS, whole.length),
    );
  return whole;
}

export const retrievalFunctions: readonly FunctionEntry[] = [
  {
    name: 'train_lm',
    group: 'retrieval',
    summary: 'Trains a small, real neural language model on a text, in seconds.',
    details:
      'A feed-forward network over a byte-pair vocabulary learnt from the same text. The same text and seed give the same model. Its hidden representation is the key of a datastore.',
    signatures: [
      signature(
        {
          text: text('The text, or a .txt file below the notebook’s folder.'),
          vocabulary: optional(count('Pieces of the vocabulary.', 64), 1024, '1024'),
          epochs: optional(count('Passes over the text.', 1), 2, '2'),
          seed: optional(count('Seed of the weights and of the order.'), 0, '0'),
        },
        'view with tokens, vocabulary, losses',
        ({ text: given, vocabulary: size, epochs, seed }, context) => {
          const whole = textOf(context, given);
          const vocabulary = learnVocabulary(whole, size);
          const trained = vocabulary.encode(whole);
          const model = trainModel(trained, vocabulary.pieces.length, {
            epochs,
            seed,
            onProgress: p => context.progress(p.step / p.steps),
          });
          const chart: Chart = {
            title: l10n.t('Training loss of the small model'),
            summary: l10n.t('Trained on {0} tokens.', trained.length),
            x: { label: l10n.t('step'), scale: 'linear', style: 'count' },
            y: { label: l10n.t('loss (nats per token)'), scale: 'linear', style: 'loss' },
            series: [
              {
                name: l10n.t('loss'),
                mark: 'line',
                slot: 0,
                x: model.losses.map(p => p.step),
                y: model.losses.map(p => p.loss),
              },
            ],
            legend: 'none',
          };
          const made = view(
            'plot',
            { charts: [chart] },
            {
              tokens: trained.length,
              vocabulary: vocabulary.pieces.length,
              losses: makeTable({ step: model.losses.map(p => p.step), loss: model.losses.map(p => p.loss) }),
            },
            chart.summary,
          );
          models.set(made.fields, { vocabulary, model, trained });
          return made;
        },
      ),
    ],
    examples: [],
    sources: ['knnlm'],
  },
  {
    name: 'datastore',
    group: 'retrieval',
    summary:
      'What a text says, as keys and values: the representation of each context, and the token that follows. Knowledge without training.',
    signatures: [
      signature(
        { lm: held('language model', 'A model from train_lm.', models), text: text('The text, or a .txt file.') },
        '{size, dimensions}',
        ({ lm, text: given }, context) => {
          const tokens = lm.vocabulary.encode(textOf(context, given));
          const store = buildDatastore(lm.model, tokens, done => context.progress(done / tokens.length));
          const made = record({ size: store.size, dimensions: store.dimensions }, { title: l10n.t('Datastore') });
          stores.set(made.fields, store);
          return made;
        },
      ),
    ],
    examples: [],
    sources: ['knnlm'],
  },
  {
    name: 'knn_lm',
    group: 'retrieval',
    summary: 'kNN-LM: p = λ·p_kNN + (1 − λ)·p_LM over the nearest keys of a datastore, on held-out text.',
    details:
      'Squared L2 distance with exp(−d), as in Khandelwal et al. (2020). Perplexity of the model alone, of the mixture, and of a Kneser–Ney 3-gram on the same tokens; λ and k are swept. `index: "ivf"` searches approximately.',
    signatures: [
      signature(
        {
          lm: held('language model', 'A model from train_lm.', models),
          store: held('datastore', 'A datastore of the same model.', stores),
          text: text('Held-out text, or a .txt file.'),
          k: optional(count('Neighbours.', 1), 1024, '1024'),
          lambda: optional(number('Weight of the neighbours, 0 to 1.'), 0.25, '0.25'),
          index: optional(oneOf<'exact' | 'ivf'>(['exact', 'ivf'], 'How neighbours are searched.'), 'exact', '"exact"'),
        },
        'view with perplexity, perplexity_lm, perplexity_3gram, best, sweep',
        ({ lm, store, text: given, k, lambda, index }, context) => {
          const tokens = lm.vocabulary.encode(textOf(context, given));
          const queries: { key: Float32Array; target: number; logLm: number }[] = [];
          lm.model.represent(tokens, (position, key, logLm) => {
            queries.push({ key: key.slice(), target: tokens[position] as number, logLm });
          });
          const neighbours = Math.min(k, store.size);
          const found = [...retrieve(index === 'ivf' ? ivfIndex(store) : exactIndex(store), neighbours, queries)];
          const result = evaluateKnn(store, found, { k: neighbours, lambda });
          const gram = perplexity(kneserNey(lm.trained, lm.vocabulary.pieces.length, 3).logProbabilities(tokens));
          return knnView(store, found, result, gram, neighbours, lambda);
        },
      ),
    ],
    examples: [],
    sources: ['knnlm'],
  },
  {
    name: 'simulate_facts',
    group: 'retrieval',
    summary:
      'A simulated text of invented places and their facts, drawn from a seed: something that can be memorised or looked up. To learn with, not data.',
    signatures: [
      signature(
        {
          places: count('How many places there are.', 1),
          sentences: count('How many sentences.', 1),
          world: optional(count('Seed of the places and their facts.'), 1, '1'),
          seed: count('Seed of the sentences.'),
        },
        'text',
        ({ places, sentences, world, seed }) => {
          if (places > 5000 || sentences > 50_000)
            throw new ScaleError('too-large', l10n.t('At most {0} places and {1} sentences.', 5000, 50_000));
          return simulatedFacts(places, sentences, world, seed);
        },
      ),
    ],
    examples: ['simulate_facts(3, 2, seed: 1)'],
  },
];

const LAMBDAS = [0, 0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

function knnView(
  store: Datastore,
  found: Parameters<typeof sweepKnn>[1],
  result: KnnResult,
  gram: number,
  k: number,
  lambda: number,
): View {
  const ks = [...new Set([1, 8, 64, 256, k].filter(n => n <= k))].sort((a, b) => a - b);
  const sweep = sweepKnn(store.values, found, ks, LAMBDAS);
  const chart: Chart = {
    title: l10n.t(
      'Perplexity {0} becomes {1} with neighbours',
      formatNumber(result.base, 'plain'),
      formatNumber(result.mixed, 'plain'),
    ),
    summary: l10n.t(
      'Held-out perplexity against the weight of the neighbours, for {0} numbers of neighbours. Best: k {1}, weight {2}.',
      ks.length,
      sweep.best.k,
      sweep.best.lambda,
    ),
    x: { label: 'λ', scale: 'linear', style: 'plain' },
    y: { label: l10n.t('held-out perplexity'), scale: 'linear', style: 'plain' },
    series: ks.map((n, slot) => ({
      name: `k = ${n}`,
      mark: 'line+points' as const,
      slot,
      x: LAMBDAS,
      y: [...(sweep.perplexity[slot] ?? [])],
    })),
    rules: [{ axis: 'y', at: gram, text: l10n.t('Kneser–Ney 3-gram'), slot: null }],
    legend: 'top',
  };
  return view(
    'plot',
    { charts: [chart] },
    {
      perplexity: result.mixed,
      perplexity_lm: result.base,
      perplexity_3gram: gram,
      tokens: result.tokens,
      k,
      lambda,
      best: record({ ...sweep.best }),
      sweep: makeTable({
        k: ks.flatMap(n => LAMBDAS.map(() => n)),
        lambda: ks.flatMap(() => LAMBDAS),
        perplexity: sweep.perplexity.flatMap(row => [...row]),
      }),
    },
    chart.title,
  );
}
