import * as l10n from '@vscode/l10n';
import { computeFor } from '../../../../science/laws/verbs/compute_for';
import { computeOf } from '../../../../science/laws/verbs/kernel';
import { marginal } from '../../../../science/laws/verbs/marginal';
import { overtrainingCost } from '../../../../science/laws/verbs/overtraining';
import { tokensFor } from '../../../../science/laws/verbs/tokens_for';
import { dimensionOf } from '../../../units/dimension';
import { inUnit, quantity, record } from '../../../values/make';
import { type FunctionEntry, signature } from '../../entry';
import { maybe, positive } from '../../parameter';
import { law } from '../../parameters';
import { overDraws } from '../../with-draws';
import { inputsFor, lawInputs, lawName } from '../law-inputs';
import { noteExtrapolation } from '../laws';

const PER_PARAM = dimensionOf({ param: -1 });
const PER_TOKEN = dimensionOf({ token: -1 });
const PER_FLOP = dimensionOf({ FLOP: -1 });

const inBoth = law('A law that predicts a loss from N and D.');

export const targetFunctions: readonly FunctionEntry[] = [
  {
    name: 'marginal',
    group: 'laws',
    summary:
      'What one more parameter or token buys at a point: the slopes of the loss, and where the next FLOP goes further.',
    details:
      'Losses fall, so the slopes are negative. `better` says whether parameters or tokens lower the loss more for the same compute (`balanced` within 1 %, as at the compute-optimal point). `doubling_params` and `doubling_tokens` are changes of the loss when one of them doubles.',
    signatures: [
      signature(
        {
          law: inBoth,
          N: positive('params', 'Parameters.'),
          D: positive('tokens', 'Training tokens.'),
          ...lawInputs,
        },
        '{loss, per_param, per_token, per_flop_of_params, per_flop_of_tokens, doubling_params, doubling_tokens, better}',
        ({ law: { law: asked }, N, D, ...given }, context) => {
          const inputs = inputsFor(asked, given);
          noteExtrapolation(context, asked, { ...inputs, N, D });
          return overDraws(asked, one => {
            const m = marginal(one, N, D, inputs);
            return record(
              {
                loss: m.loss,
                per_param: quantity(m.perParam, PER_PARAM),
                per_token: quantity(m.perToken, PER_TOKEN),
                per_flop_of_params: quantity(m.perFlopOfParams, PER_FLOP),
                per_flop_of_tokens: quantity(m.perFlopOfTokens, PER_FLOP),
                doubling_params: m.doublingParams,
                doubling_tokens: m.doublingTokens,
                better: m.better,
              },
              { title: l10n.t('What more would buy, by {0}', lawName(asked)) },
            );
          });
        },
      ),
    ],
    examples: ['marginal(laws.epoch, 280B, 300B).better', 'marginal(laws.epoch, 70B params, 1.4T tokens)'],
    sources: ['hoffmann2022'],
  },
  {
    name: 'tokens_for',
    group: 'laws',
    summary: 'The tokens that a model of N parameters needs to reach a loss.',
    details: 'Where no number of tokens is enough, the message says how low the loss comes with unlimited tokens.',
    signatures: [
      signature(
        {
          law: inBoth,
          N: positive('params', 'Parameters.'),
          loss: positive('', 'Loss to reach.'),
          ...lawInputs,
        },
        'quantity in tokens',
        ({ law: { law: asked }, N, loss, ...given }, context) => {
          const inputs = inputsFor(asked, given);
          const D = tokensFor(asked, N, loss, inputs);
          noteExtrapolation(context, asked, { ...inputs, N, D });
          return overDraws(asked, one => inUnit(tokensFor(one, N, loss, inputs), 'tokens'));
        },
      ),
    ],
    examples: ['tokens_for(laws.epoch, 8B, 2.0)', 'tokens_for(laws.chinchilla, [7B, 13B, 70B], 2.0)'],
    sources: ['hoffmann2022'],
  },
  {
    name: 'compute_for',
    group: 'laws',
    summary: 'The least compute that reaches a loss; or what it takes with a model of N parameters.',
    details: '`optimal(law, loss: …)` gives the size and data of that run too.',
    signatures: [
      signature(
        {
          law: law('A law with a compute-optimal loss.'),
          loss: positive('', 'Loss to reach.'),
          N: maybe(positive('params', 'Size of the model; the best size if left out.')),
          ...lawInputs,
        },
        'quantity in FLOP',
        ({ law: { law: asked }, loss, N, ...given }, context) => {
          const inputs = inputsFor(asked, given);
          const answer = N === undefined ? computeFor(asked, loss, inputs) : undefined;
          const D = N === undefined ? undefined : tokensFor(asked, N, loss, inputs);
          noteExtrapolation(context, asked, {
            ...inputs,
            ...(answer ? { N: answer.N, D: answer.D, C: answer.C } : { N, D }),
          });
          return overDraws(asked, one =>
            inUnit(
              N === undefined
                ? computeFor(one, loss, inputs).C
                : computeOf(one, N, tokensFor(one, N, loss, inputs), inputs),
              'FLOP',
            ),
          );
        },
      ),
    ],
    examples: ['compute_for(laws.epoch, 2.0)', 'compute_for(laws.epoch, 2.0, N: 8B)'],
    sources: ['hoffmann2022'],
  },
  {
    name: 'overtraining_cost',
    group: 'laws',
    summary: 'What it costs to train a small model on many tokens, and when serving it pays that back.',
    details:
      'Compares N parameters on `ratio` tokens each with the compute-optimal run of the same loss. `extra_compute` is the share of training compute paid on top, `inference_saving` the share of inference compute saved per token (2N FLOP each), `break_even_tokens` the inference tokens from which the small model is cheaper in all.',
    signatures: [
      signature(
        {
          law: inBoth,
          N: positive('params', 'Parameters of the small model.'),
          ratio: positive('', 'Tokens per parameter.'),
          ...lawInputs,
        },
        '{N, D, C, loss, optimal_N, optimal_D, optimal_C, extra_compute, inference_saving, break_even_tokens}',
        ({ law: { law: asked }, N, ratio, ...given }, context) => {
          const inputs = inputsFor(asked, given);
          noteExtrapolation(context, asked, { ...inputs, N, D: ratio * N });
          return overDraws(asked, one => {
            const o = overtrainingCost(one, N, ratio, inputs);
            return record(
              {
                N: inUnit(o.N, 'params'),
                D: inUnit(o.D, 'tokens'),
                C: inUnit(o.C, 'FLOP'),
                loss: o.loss,
                optimal_N: inUnit(o.optimal.N, 'params'),
                optimal_D: inUnit(o.optimal.D, 'tokens'),
                optimal_C: inUnit(o.optimal.C, 'FLOP'),
                extra_compute: o.extraCompute,
                inference_saving: o.inferenceSaving,
                break_even_tokens: inUnit(o.breakEvenTokens, 'tokens'),
              },
              { title: l10n.t('{0} tokens per parameter against the optimum of equal loss', String(ratio)) },
            );
          });
        },
      ),
    ],
    examples: [
      'overtraining_cost(laws.epoch, 7B, 150)',
      'overtraining_cost(laws.epoch, 8B, [20, 100, 1875]).extra_compute',
    ],
    sources: ['hoffmann2022', 'sardana2024'],
  },
];
