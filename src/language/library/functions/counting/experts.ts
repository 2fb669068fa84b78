import * as l10n from '@vscode/l10n';
import { countMoe, type MoeArchitecture, type MoeCount } from '../../../../science/counting/moe';
import { droppedShare, expertCapacity, loadBalancingLoss } from '../../../../science/counting/routing';
import { ScaleError } from '../../../errors';
import { dimensionOf } from '../../../units/dimension';
import { inUnit, quantity, record } from '../../../values/make';
import { isList, plain, type RecordValue } from '../../../values/value';
import type { Context } from '../../context';
import { type FunctionEntry, signature } from '../../entry';
import { count, maybe, optional, positive } from '../../parameter';
import { list, model, numbers } from '../../parameters';
import { factsOf } from './facts-of';
import { noteRecalled } from './note-recalled';
import { needShape, shape } from './shape';

const FLOP_PER_TOKEN = dimensionOf({ FLOP: 1, token: -1 });

/** A row of probabilities per token. */
const router = list('Router probabilities: a list per token with a number per expert.');
const oneToken = numbers('');

export const expertFunctions: readonly FunctionEntry[] = [
  {
    name: 'moe',
    group: 'compute',
    summary: 'Total and active parameters, FLOP per token and memory of a mixture of experts.',
    details:
      'Some feed-forward blocks become `experts` blocks of which each token visits `top_k`. All experts take memory, only the visited ones take FLOP: `flops_per_token` is 6 × the active parameters without embeddings, forward and backward.',
    signatures: [
      signature(
        {
          model: model('A published mixture of experts, such as models.switch_c.'),
          bytes_per_param: optional(positive('', 'Bytes of a stored parameter: 2 in bfloat16.'), 2, '2'),
        },
        '{total, active, …}',
        ({ model: one, bytes_per_param: bytesPerParam }, context) => {
          const facts = factsOf(one);
          const { moe, title } = facts;
          if (!moe)
            throw new ScaleError(
              'not-routed',
              l10n.t('{0} has no experts whose shape is published here: `params(model)` counts dense models.', title),
            );
          noteRecalled(context, facts);
          return answer({ ...moe, bytesPerParam }, l10n.t('{0}, counted from its shape', title), context);
        },
      ),
      signature(
        {
          experts: count('Experts in a layer that has them.', 1),
          top_k: optional(count('Experts that a token visits.', 1), 1, '1'),
          every: optional(count('Every n-th layer has experts.', 1), 1, '1'),
          expert_ffn: maybe(count('Width of one expert; `ffn` if left out.', 1)),
          shared_experts: optional(count('Experts that every token visits besides.'), 0, '0'),
          bytes_per_param: optional(positive('', 'Bytes of a stored parameter: 2 in bfloat16.'), 2, '2'),
          ...shape,
        },
        '{total, active, embedding, router, per_expert, expert_layers, dense, ffn_flop_ratio, forward_flops_per_token, flops_per_token, memory}',
        ({ experts, top_k: topK, every, expert_ffn, shared_experts, bytes_per_param: bytesPerParam, ...a }, context) =>
          answer(
            {
              ...needShape(a),
              ...{ experts, topK, every, bytesPerParam, sharedExperts: shared_experts },
              ...(expert_ffn !== undefined && { expertFfn: expert_ffn }),
            },
            l10n.t('A mixture of {0} experts', experts),
            context,
          ),
      ),
    ],
    examples: [
      'moe(models.switch_c)',
      'moe(experts: 8, top_k: 2, layers: 32, width: 4096, heads: 32, kv_heads: 8, ffn: 14336, glu: true, vocab: 32000, tied: false)',
    ],
    sources: ['switch'],
  },
  {
    name: 'expert_capacity',
    group: 'compute',
    summary: 'The tokens that one expert takes from a batch: tokens / experts × capacity factor.',
    details: 'Tokens beyond it are dropped: they pass the layer by its residual connection.',
    signatures: [
      signature(
        {
          tokens: positive('tokens', 'Tokens in the batch.'),
          experts: positive('', 'Experts.'),
          capacity_factor: optional(positive('', 'Room for imbalance.'), 1, '1'),
        },
        'quantity in tokens',
        ({ tokens, experts, capacity_factor }) => inUnit(expertCapacity(tokens, experts, capacity_factor), 'tokens'),
      ),
    ],
    examples: ['expert_capacity(1M tokens, 128, 1.25)'],
    sources: ['switch'],
  },
  {
    name: 'dropped_share',
    group: 'compute',
    summary: 'The share of tokens that find their expert full.',
    signatures: [
      signature(
        {
          loads: numbers('Tokens that the router sends to each expert.'),
          capacity_factor: optional(positive('', 'Room for imbalance.'), 1, '1'),
        },
        'share',
        ({ loads, capacity_factor }) => {
          const tokens = loads.reduce((sum, load) => sum + load, 0);
          return droppedShare(Array.from(loads), expertCapacity(tokens, loads.length, capacity_factor));
        },
      ),
    ],
    examples: ['dropped_share([400, 300, 200, 100], capacity_factor: 1.25)'],
    sources: ['switch'],
  },
  {
    name: 'load_balancing_loss',
    group: 'compute',
    summary: 'The Switch Transformer’s auxiliary loss that keeps experts evenly busy: α N Σ fᵢ Pᵢ.',
    details:
      '`fraction` is the share of tokens whose most probable expert is i, `probability` the mean probability of i. Evenly spread, both are 1/N and the loss is the coefficient.',
    signatures: [
      signature(
        {
          probabilities: router,
          coefficient: optional(positive('', 'α: 0.01 in the paper.'), 0.01, '0.01'),
        },
        '{loss, fraction, probability}',
        ({ probabilities, coefficient }) => {
          const rows = Array.from(probabilities, row => {
            const one = plain(row);
            if (!isList(one))
              throw new ScaleError(
                'bad-argument',
                l10n.t('Router probabilities are a list of lists: one per token, with a number per expert.'),
              );
            return Array.from(oneToken.convert(one));
          });
          const { loss, fraction, probability } = loadBalancingLoss(rows, coefficient);
          return record({
            loss,
            fraction: Float64Array.from(fraction),
            probability: Float64Array.from(probability),
          });
        },
      ),
    ],
    examples: ['load_balancing_loss([[0.7, 0.3], [0.4, 0.6]])'],
    sources: ['switch'],
  },
];

function answer(moe: MoeArchitecture, title: string, context: Context): RecordValue {
  const counted: MoeCount = countMoe(moe);
  if (moe.encoderDecoder)
    context.note({
      tone: 'info',
      key: 'encoder-decoder',
      text: l10n.t(
        'Active parameters and FLOP count the encoder and the decoder; a token passes through one of them, so its own share is about half.',
      ),
    });
  return record(
    {
      total: inUnit(counted.total, 'params'),
      active: inUnit(counted.active, 'params'),
      embedding: inUnit(counted.embedding, 'params'),
      router: inUnit(counted.router, 'params'),
      per_expert: inUnit(counted.perExpert, 'params'),
      expert_layers: counted.expertLayers,
      dense: inUnit(counted.dense, 'params'),
      ffn_flop_ratio: counted.ffnFlopRatio,
      forward_flops_per_token: quantity(counted.forwardFlopPerToken, FLOP_PER_TOKEN),
      flops_per_token: quantity(counted.trainingFlopPerToken, FLOP_PER_TOKEN),
      memory: inUnit(counted.weightBytes, 'bytes'),
    },
    { title },
  );
}
