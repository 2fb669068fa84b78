import * as l10n from '@vscode/l10n';
import type { Law } from '../../../../science/laws/law';
import { errorOf } from '../../../../science/laws/verbs/downstream';
import { hyperparameters } from '../../../../science/laws/verbs/hyperparameters';
import { dataTransferred } from '../../../../science/laws/verbs/transfer';
import { inUnit, record } from '../../../values/make';
import { sourceText } from '../../collections/sourcing';
import { type FunctionEntry, signature } from '../../entry';
import { maybe, positive } from '../../parameter';
import { law } from '../../parameters';
import { overDraws } from '../../with-draws';
import { inputsOf, lawName } from '../law-inputs';
import { noteExtrapolation } from '../laws';

export const hyperparameterFunctions: readonly FunctionEntry[] = [
  {
    name: 'hyperparameters',
    group: 'laws',
    summary: 'The peak learning rate and batch size that a law recommends for a run.',
    details:
      'Which inputs count depends on the law: steplaw and kaplan take N and D, deepseek and moonlight the compute (6ND where C is not given), minicpm the loss, bjorck a learning rate that works at another number of tokens. Laws of one group disagree by factors: they were fitted on different models, optimisers and schedules.',
    signatures: [
      signature(
        {
          law: law('A law of hyperparameters.'),
          N: maybe(positive('params', 'Parameters.')),
          D: maybe(positive('tokens', 'Training tokens.')),
          C: maybe(positive('FLOP', 'Training compute; 6ND if left out.')),
          loss: maybe(positive('', 'Loss that the run reaches (minicpm; kaplan predicts its own if left out).')),
          reference_lr: maybe(positive('', 'A learning rate that works (bjorck).')),
          reference_tokens: maybe(positive('tokens', 'The number of tokens at which it works (bjorck).')),
        },
        '{learning_rate, batch}',
        ({ law: { law: asked }, reference_lr, reference_tokens, ...given }, context) => {
          const inputs = inputsOf({
            ...given,
            referenceLearningRate: reference_lr,
            referenceTokens: reference_tokens,
          });
          const recommended = hyperparameters(asked, inputs);
          noteExtrapolation(context, asked, inputs);
          for (const text of remarks(asked)) context.note({ tone: 'info', key: text, text });
          return record(
            {
              learning_rate: recommended.learningRate,
              batch: recommended.batchTokens === undefined ? undefined : inUnit(recommended.batchTokens, 'tokens'),
            },
            {
              title: l10n.t('Hyperparameters by {0}', lawName(asked)),
              sources: new Map(['learning_rate', 'batch'].map(field => [field, sourceOf(asked, field)])),
            },
          );
        },
      ),
    ],
    examples: ['hyperparameters(laws.steplaw, 1B, 100B)', 'hyperparameters(laws.deepseek, C: 1e20)'],
    sources: ['steplaw', 'deepseekllm', 'bjorck2024', 'kaplan2020'],
  },
  {
    name: 'error',
    group: 'laws',
    summary: 'The downstream error that a law expects, at a loss or for a run.',
    details: 'Average top-1 error over 17 tasks (Gadre et al. 2024), as a share: `Err(L) = ε − k e^(−γL)`.',
    signatures: [
      signature(
        {
          law: law('A law with a downstream error: laws.gadre_c4, laws.gadre_rpj, laws.gadre_rw.'),
          N: maybe(positive('params', 'Parameters.')),
          D: maybe(positive('tokens', 'Training tokens.')),
          loss: maybe(positive('', 'The loss, instead of N and D.')),
        },
        'share',
        ({ law: { law: asked }, ...given }, context) => {
          const inputs = inputsOf(given);
          noteExtrapolation(context, asked, inputs);
          return overDraws(asked, one => errorOf(one, inputs));
        },
      ),
    ],
    examples: ['error(laws.gadre_rpj, 7B, 140B)', 'error(laws.gadre_c4, loss: 2.8)'],
    sources: ['gadre2024'],
  },
  {
    name: 'transferred_data',
    group: 'laws',
    summary: 'The fine-tuning data that pretraining is worth: as much as this more would be needed from scratch.',
    details: '`D_T = k D_F^α N^β`, both amounts of data in the paper’s own unit, which the copy we have does not name.',
    signatures: [
      signature(
        {
          law: law('laws.hernandez or laws.hernandez_mixture.'),
          N: positive('params', 'Parameters without embeddings.'),
          D: positive('', 'Amount of fine-tuning data, in the paper’s unit.'),
        },
        'number',
        ({ law: { law: asked }, N, D }) => dataTransferred(asked, { N, D }),
      ),
    ],
    examples: ['transferred_data(laws.hernandez, 40M, 3e5)'],
    sources: ['hernandez2021'],
  },
];

/** What to know of the recommendation: the law's notes where it gives nothing else, and those on its coefficients. */
function remarks({ abilities, notes = [], constantNotes = {} }: Law): string[] {
  const own = abilities.length === 1 ? notes : [];
  const single = Object.entries(constantNotes).flatMap(([name, { note }]) =>
    /^(lr|batch)_/.test(name) && note ? [`${name}: ${note}.`] : [],
  );
  return [...own, ...single];
}

function sourceOf(asked: Law, field: string): string {
  const prefix = field === 'batch' ? 'batch' : 'lr';
  const note = asked.constantNotes?.[`${prefix}_coefficient`];
  return sourceText(note?.citation ?? asked.citation);
}
