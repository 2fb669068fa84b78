import * as l10n from '@vscode/l10n';
import { withDraws } from '../../../../science/laws/draws';
import type { Law } from '../../../../science/laws/law';
import { findLaw } from '../../../../science/laws/laws';
import type { PlanArguments } from '../../../../science/planning/arguments';
import { defaultLaw } from '../../../../science/planning/defaults';
import { type Checkpointing, checkpointings } from '../../../../science/planning/memory/activations';
import { optimizers, precisions, type ZeroStage } from '../../../../science/planning/memory/states';
import { ScaleError } from '../../../errors';
import { isList, plain, type RecordValue, type Value } from '../../../values/value';
import { count, maybe, number, optional, type Parameter, parameter, positive, quiet } from '../../parameter';
import { boolean, law, oneOf, text } from '../../parameters';
import { hardware } from './hardware-of';
import { budget, carbonIntensity, central, measured, rent } from './quantities';

const amount = (unit: string, doc: string) => maybe(central(positive(unit, doc)));
const few = <T>(one: Parameter<T>) => quiet(maybe(one));

/** How many experts, or `{experts, top_k, every}`. */
export const experts: Parameter<NonNullable<PlanArguments['experts']>> = parameter(
  'number or {experts, top_k, every}',
  'A mixture of experts: their number (each token goes to 2, in every second layer), or a record. N then counts what a token passes through.',
  value =>
    typeof value === 'number' ||
    (value !== null && typeof value === 'object' && !isList(value) && value.kind === 'record'),
  value => {
    if (typeof value === 'number') return value;
    const fields = (value as RecordValue).fields;
    const read = (name: string): number | undefined => measured(plain(fields.get(name) ?? null))?.value;
    const [among, topK, every] = ['experts', 'top_k', 'every'].map(read);
    if (among === undefined)
      throw new ScaleError('bad-argument', l10n.t('experts as a record needs `experts`: `{experts: 8, top_k: 2}`.'));
    return { experts: among, ...(topK !== undefined && { topK }), ...(every !== undefined && { every }) };
  },
);

/** What is computed again; `true` is full, `false` none. */
export const checkpointing: Parameter<Checkpointing> = {
  ...oneOf<Checkpointing>(checkpointings, 'What of the activations is computed again in the backward pass.'),
  type: `${checkpointings.map(c => `"${c}"`).join(' or ')}`,
  accepts: value => typeof value === 'string' || typeof value === 'boolean',
  convert: (value: Value) =>
    typeof value === 'boolean' ? (value ? 'full' : 'none') : oneOf<Checkpointing>(checkpointings, '').convert(value),
};

export const zero = central({
  ...count(
    'ZeRO stage: what is split over the data-parallel ranks (1 optimizer states, 2 gradients too, 3 weights too).',
  ),
}) as Parameter<ZeroStage>;

/** What a plan may be told, besides its law and its budget. */
export const planParameters = {
  time: amount('seconds', 'From start to end: `60 days`.'),
  gpus: maybe(central(positive('GPU', 'Accelerators that run at once.'))),
  N: amount('params', 'Parameters (of experts: those that a token passes through).'),
  D: amount('tokens', 'Training tokens, repeats included.'),
  loss: maybe(central(positive('', 'Loss to reach.'))),
  unique: amount('tokens', 'Unique tokens at hand; more training tokens are repeats.'),
  max_epochs: maybe(central(positive('', 'Most passes over the unique tokens.'))),
  tokens_per_param: few(central(positive('', 'D / N, where it shall not be the optimum.'))),
  hardware: maybe(hardware('An accelerator, or a record {title, peak, memory, bandwidth, power, price}.')),
  mfu: maybe(central(positive('', 'Model FLOP utilization: 40% if left out.'))),
  price: maybe(rent('Price of a GPU hour: `2.50 USD / (GPU hour)`.')),
  inference_tokens: amount('tokens', 'Tokens that will be served: the plan then pays for them too.'),
  precision: few(oneOf(precisions, 'Number format of the matrix products.')),
  context: few(central(positive('tokens', 'Tokens in a sequence: 4,096 if left out.'))),
  vocab: few(count('Size of the vocabulary: 32,000 if left out.')),
  kv_heads: few(count('Heads of keys and values (grouped-query attention).', 1)),
  glu: few(boolean('Gated feed-forward (SwiGLU): true if left out.')),
  tied: few(boolean('Input and output embeddings are one matrix: true if left out.')),
  experts: few(experts),
  optimizer: few(oneOf(optimizers, 'Decides the bytes of state per parameter: "adam" if left out.')),
  batch: few(central(positive('tokens', 'Tokens in a batch; recommended by a law if left out.'))),
  hyperparameters: few(law('The law that recommends batch and learning rate: laws.steplaw if left out.')),
  utilization: few(central(positive('', 'Share of the rented time that trains: 100% if left out.'))),
  pue: few(central(positive('', 'Power usage effectiveness of the data centre: 1.1 if left out.'))),
  grid: few(carbonIntensity('Carbon of the electricity: `0.385 kgCO2e / kWh` if left out.')),
  zero: few(zero),
  tensor: few(count('GPUs that share each layer.', 1)),
  pipeline: few(count('Stages that the layers are divided into.', 1)),
  checkpointing: few(checkpointing),
  level: quiet(optional(number('Share of the draws that intervals hold.'), 0.9, '90%')),
  draws: quiet(optional(count('Draws for a law with published errors; 0 leaves the intervals out.'), 1000, '1000')),
  seed: quiet(optional(count('Seed of those draws.'), 0, '0')),
  title: few(text('Title of the card.')),
};

export const lawParameter = maybe(law('Predicts losses and optima: laws.epoch if left out.'));
export const budgetParameter = maybe(budget('What may be spent: FLOP, USD or GPU hours. A plain number is FLOP.'));

/** What `planParameters` hand over. */
export type PlanGiven = {
  readonly [K in keyof typeof planParameters]: (typeof planParameters)[K] extends Parameter<infer T> ? T : never;
} & {
  readonly law: { readonly law: Law } | undefined;
  readonly budget: { readonly flop?: number; readonly usd?: number; readonly gpuSeconds?: number } | undefined;
};

/** A law with draws: its own, or some made from its published errors. */
export function drawn(asked: Law, draws: number, seed: number): Law {
  return asked.errors && draws > 0 ? withDraws(asked, draws, seed) : asked;
}

/** The arguments as the science takes them. */
export function argumentsOf(given: PlanGiven): PlanArguments {
  const { law: asked, budget: spent, hyperparameters, draws, seed, title: _, ...a } = given;
  const { max_epochs, tokens_per_param, price, inference_tokens, kv_heads, level, ...same } = a;
  return {
    ...same,
    ...spent,
    law: drawn(asked?.law ?? defaultLaw(), draws, seed),
    hyperparameters: hyperparameters?.law ?? findLaw('steplaw'),
    maxEpochs: max_epochs,
    tokensPerParam: tokens_per_param,
    usdPerGpuHour: price,
    inferenceTokens: inference_tokens,
    kvHeads: kv_heads,
    level,
  };
}
