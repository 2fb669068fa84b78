import * as l10n from '@vscode/l10n';
import { trainModel } from '../../../../science/retrieval/model/train';
import { learnVocabulary } from '../../../../science/retrieval/text/bpe';
import type { Chart } from '../../../../views/chart';
import { formatNumber } from '../../../../views/format';
import { table, view } from '../../../values/make';
import type { View } from '../../../values/value';
import { type FunctionEntry, signature } from '../../entry';
import { count, optional } from '../../parameter';
import { type LanguageModel, models } from './state';
import { textOf, textOrFile } from './texts';

export const trainLm: FunctionEntry = {
  name: 'train_lm',
  group: 'retrieval',
  summary: 'Trains a small, real neural language model on a text, in seconds.',
  details:
    'A feed-forward network (Bengio et al. 2003) over a byte-pair vocabulary learnt from the same text: 12 tokens of context, two tanh layers, hashed 2- and 3-gram vectors, softmax. Its hidden representation (64 numbers) is the key of a datastore. The same text, arguments and seed give the same model on every host. `knn_lm` shows its held-out perplexity beside that of a Kneser–Ney 3-gram of the same text.',
  signatures: [
    signature(
      {
        text: textOrFile('What to train on.'),
        vocabulary: optional(count('Most pieces of the vocabulary.', 64), 1024, '1024'),
        epochs: optional(count('Passes over the text.', 1), 2, '2'),
        seed: optional(count('Seed of the weights and of the order.'), 0, '0'),
      },
      'view with tokens, vocabulary, dimensions, loss, losses',
      ({ text: given, vocabulary: size, epochs, seed }, context) => {
        const whole = textOf(context, given);
        const lm = context.await(async (): Promise<LanguageModel> => {
          const vocabulary = learnVocabulary(whole, size);
          const trained = vocabulary.encode(whole);
          const model = trainModel(trained, vocabulary.pieces.length, {
            epochs,
            seed,
            onProgress: ({ step, steps, loss }) =>
              context.progress(step / steps, l10n.t('training, loss {0}', formatNumber(loss, 'loss'))),
          });
          return { vocabulary, model, trained };
        });
        return models.hold(trainingView(lm), lm);
      },
    ),
  ],
  examples: [],
  sources: ['knnlm'],
};

function trainingView({ vocabulary, model, trained }: LanguageModel): View {
  const { losses, network } = model;
  const [first, last] = [losses[0]?.loss ?? Number.NaN, losses.at(-1)?.loss ?? Number.NaN];
  const tokens = formatNumber(trained.length, 'tokens');
  const chart: Chart = {
    title: l10n.t(
      'Training loss falls from {0} to {1} nats per token',
      formatNumber(first, 'loss'),
      formatNumber(last, 'loss'),
    ),
    summary: l10n.t('A small language model, trained on {0} tokens in {1} steps.', tokens, losses.at(-1)?.step ?? 0),
    x: { label: l10n.t('step'), scale: 'linear', style: 'count' },
    y: { label: l10n.t('loss (nats per token)'), scale: 'linear', style: 'loss' },
    series: [
      {
        name: l10n.t('loss'),
        mark: 'line',
        slot: 0,
        x: losses.map(p => p.step),
        y: losses.map(p => p.loss),
      },
    ],
    legend: 'none',
    height: 220,
  };
  return view(
    'plot',
    { charts: [chart] },
    {
      tokens: trained.length,
      vocabulary: vocabulary.pieces.length,
      dimensions: network.shape.hidden,
      loss: last,
      losses: table({ step: losses.map(p => p.step), loss: losses.map(p => p.loss) }),
    },
    chart.summary,
  );
}
