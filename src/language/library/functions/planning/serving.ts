import * as l10n from '@vscode/l10n';
import type { Architecture } from '../../../../science/counting/architecture';
import type { DeviceFacts } from '../../../../science/facts/device';
import { interconnects } from '../../../../science/facts/planning/interconnect';
import {
  type ChosenArchitecture,
  chooseArchitecture,
  countShape,
} from '../../../../science/planning/architecture/choose';
import { usualShape } from '../../../../science/planning/architecture/practice';
import { defaultDevice, settlePrecision } from '../../../../science/planning/defaults';
import { cheapestServing, type Serving } from '../../../../science/planning/serving/roofline';
import { ScaleError } from '../../../errors';
import { quantity, record } from '../../../values/make';
import type { ModelValue, Value } from '../../../values/value';
import type { Context } from '../../context';
import { type FunctionEntry, signature } from '../../entry';
import { count, maybe, optional, type Parameter, positive, quiet } from '../../parameter';
import { boolean, model } from '../../parameters';
import { factsOf } from '../counting/facts-of';
import { noteRecalled } from '../counting/note-recalled';
import { BYTES, GPUS, SECONDS, USD } from './columns';
import { hardware } from './hardware-of';
import { planned } from './plan-value';
import { central, rent, THROUGHPUT } from './quantities';

const how = {
  tokens: maybe(central(positive('tokens', 'Tokens to generate: the whole bill is then told too.'))),
  hardware: maybe(hardware('Accelerators of the replica: those of the plan, or hardware.h100_sxm.')),
  context: maybe(central(positive('tokens', 'Tokens kept per sequence.'))),
  batch: maybe(count('Sequences at once: as many as fit if left out.', 1)),
  gpus: maybe(central(positive('GPU', 'GPUs of a replica: whatever is cheapest within a node if left out.'))),
  price: maybe(rent('Price of a GPU hour.')),
  mfu: optional(central(positive('', 'Share of the peak that prompts reach.')), 0.4, '40%'),
  bytes: quiet(optional(positive('', 'Bytes of a weight and of a cached element.'), 2, '2')),
};

type How = { readonly [K in keyof typeof how]: (typeof how)[K] extends Parameter<infer T> ? T : never };

const RETURNS =
  '{cost_per_million, cost_per_million_prompt, cost, tokens_per_second, prompt_tokens_per_second, gpus, batch, per_gpu, step, bound}';

export const servingFunctions: readonly FunctionEntry[] = [
  {
    name: 'serving_cost',
    group: 'planning',
    summary: 'What it costs at least to serve a model: tokens per second and USD per million, by a roofline.',
    details:
      'A step that generates one token for each of B sequences reads all weights and every cache once and does 2 N B FLOP: its time is the longer of bytes / bandwidth and FLOP / peak. Prompts run at `mfu` of the peak. Of 1, 2, 4 … GPUs within a node those whose tokens cost least: more GPUs leave more room for sequences beside the weights. Real servers are slower.',
    signatures: [
      signature({ plan: planned(), ...how }, RETURNS, ({ plan: p, ...asked }, context) => {
        const { device, context: length, usdPerGpuHour } = p.basis.settings;
        const own = asked.hardware === undefined || asked.hardware.name === device.name;
        const price = asked.price ?? (own ? usdPerGpuHour : undefined);
        return answer(p.architecture, { ...asked, hardware: asked.hardware ?? device, price }, length, context);
      }),
      signature({ model: model('A published model.'), ...how }, RETURNS, ({ model: one, ...asked }, context) => {
        noteRecalled(context, factsOf(one));
        const chosen = published(one);
        return answer(chosen, asked, chosen.context, context);
      }),
      signature(
        {
          N: central(positive('params', 'Parameters.')),
          ...how,
          vocab: quiet(optional(count('Size of the vocabulary.'), 32000, '32K')),
          kv_heads: quiet(maybe(count('Heads of keys and values.', 1))),
          glu: quiet(optional(boolean('Gated feed-forward.'), usualShape.glu, 'true')),
        },
        RETURNS,
        ({ N, vocab, kv_heads, glu, ...asked }, host) => {
          const context = asked.context ?? usualShape.context;
          const options = { vocab, context, glu, tied: usualShape.tied, kvHeads: kv_heads };
          return answer(chooseArchitecture(N, options), asked, context, host);
        },
      ),
    ],
    examples: ['serving_cost(70B, tokens: 1B)', 'serving_cost(plan(budget: 1e23), context: 8192).cost_per_million'],
    sources: ['scaling-book', 'kaplan2020'],
  },
];

/** The published shape of a model, as the planner has its own. */
function published(one: ModelValue): ChosenArchitecture {
  const { architecture, moe } = factsOf(one);
  const shape: Architecture | undefined = architecture ?? moe;
  if (!shape)
    throw new ScaleError(
      'no-architecture',
      l10n.t('The architecture of {0} is not published here: give its parameters instead.', one.title),
    );
  const experts = moe && { experts: moe.experts, topK: moe.topK ?? 1, every: moe.every ?? 1 };
  return {
    ...{ layers: shape.layers, width: shape.width, heads: shape.heads, kvHeads: shape.kvHeads ?? shape.heads },
    ...{ ffn: shape.ffn ?? 4 * shape.width, vocab: shape.vocab ?? 0, context: shape.context ?? usualShape.context },
    ...{ glu: shape.glu ?? false, tied: shape.tied ?? true, ...countShape(shape, experts), shape },
    ...(experts ? { experts } : {}),
  };
}

function answer(shape: ChosenArchitecture, asked: How, usual: number, { note }: Context): Value {
  const device = asked.hardware ?? defaultDevice();
  const { bandwidth, memoryBytes: capacity, peak } = device;
  if (bandwidth === undefined || capacity === undefined)
    throw new ScaleError(
      'bad-hardware',
      l10n.t('Serving needs the memory and the bandwidth of {0}, and they are not known here.', device.title),
    );
  const usdPerGpuHour = asked.price ?? device.prices[0]?.usdPerHour;
  remarkPrice(asked, device, note);
  const context = asked.context ?? usual;
  const found = cheapestServing(
    {
      ...{ model: shape, context, bandwidth, capacity, usdPerGpuHour, mfu: asked.mfu, bytes: asked.bytes },
      ...{ batch: asked.batch, gpus: asked.gpus },
      peak: peak[settlePrecision({}, device)] as number,
    },
    interconnects[device.name]?.nodeSize ?? 8,
  );
  return servingRecord(found, asked.tokens, l10n.t('Serving on {0}', device.title));
}

function remarkPrice({ price }: How, device: DeviceFacts, note: Context['note']): void {
  const [listed] = device.prices;
  if (price !== undefined || !listed) return;
  note({
    tone: 'info',
    key: `price ${device.name}`,
    text: l10n.t(
      '{0} USD for a GPU hour of {1} ({2}, {3}, {4}).',
      listed.usdPerHour,
      device.title,
      listed.provider,
      listed.kind,
      listed.date,
    ),
  });
}

function servingRecord(s: Serving, tokens: number | undefined, title: string): Value {
  const usd = (value: number | undefined): Value => (value === undefined ? null : quantity(value, USD));
  const perMillion = s.usdPerMillionGenerated;
  return record(
    {
      cost_per_million: usd(perMillion),
      cost_per_million_prompt: usd(s.usdPerMillionPrompt),
      cost: usd(perMillion === undefined || tokens === undefined ? undefined : (tokens / 1e6) * perMillion),
      tokens_per_second: quantity(s.decodeTokensPerSecond, THROUGHPUT),
      prompt_tokens_per_second: quantity(s.prefillTokensPerSecond, THROUGHPUT),
      gpus: quantity(s.gpus, GPUS),
      batch: s.batch,
      per_gpu: quantity(s.perGpu, BYTES),
      step: quantity(s.stepSeconds, SECONDS),
      bound: s.decodeBound,
    },
    { title },
  );
}
