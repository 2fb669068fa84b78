import * as l10n from '@vscode/l10n';
import { type Plan, plan } from '../../../../science/planning/plan';
import { formatNumber } from '../../../../views/format';
import type { PlanPayload } from '../../../../views/kinds/plan';
import type { Value } from '../../../values/value';
import { type FunctionEntry, signature } from '../../entry';
import { type Parameter, quiet } from '../../parameter';
import { argumentsOf, budgetParameter, lawParameter, type PlanGiven, planParameters } from './arguments';
import { payloadOf } from './payload';
import { fieldsOf } from './plan-value';

const RETURNS = 'view: a plan with N, D, C, loss, time, gpus, cost, energy, co2, memory, architecture …';

/** For the second order of the arguments, whose one-line signature would say the same again. */
const quietly = <P extends Readonly<Record<string, Parameter<unknown>>>>(parameters: P): P =>
  Object.fromEntries(Object.entries(parameters).map(([name, each]) => [name, quiet(each)])) as P;

export const planFunctions: readonly FunctionEntry[] = [
  {
    name: 'plan',
    group: 'planning',
    summary: 'The training run that a budget, or any other consistent set of constraints, asks for.',
    details: [
      'Say what is fixed: `budget` (FLOP, USD or GPU hours), `time` and `gpus`, `N`, `D`, `loss`, `unique` and `max_epochs`. One fact leaves the rest at the law’s optimum, two fix the run; more must agree within 1%. Everything else is assumed, shown with its source, and changed by the argument of its name.',
      '',
      '- Compute: C = 6 N D (Kaplan et al. 2020) = GPUs × time × peak × MFU × utilization. Energy = GPU-hours × power × PUE (Touvron et al. 2023, Table 15).',
      '- Memory: ZeRO (Rajbhandari et al. 2019) for states, Korthikanti et al. 2022 for activations. Layouts are compared by a roofline.',
      '- `unique`: repeats are valued by Muennighoff et al. 2023. `inference_tokens`: 6 N D + 2 N D_inf is minimised (Sardana et al. 2024).',
      '- A law with draws (a fit with a bootstrap, or one with published errors such as laws.epoch) gives estimates: N and D as they would be planned under each draw, the loss as the planned run would have it.',
      '- Fields: `N D C tokens_per_param epochs effective_D loss optimal_loss penalty time gpu_hours gpus cost energy co2 peak mfu architecture batch steps learning_rate memory parallelism inference assumptions warnings`, with `unique` also `data_limit`. `none` where nothing is known.',
    ].join('\n'),
    signatures: [
      signature({ law: lawParameter, budget: budgetParameter, ...planParameters }, RETURNS, given => planView(given)),
      signature(quietly({ budget: budgetParameter, law: lawParameter, ...planParameters }), RETURNS, given =>
        planView(given),
      ),
    ],
    examples: [
      'plan(budget: 4e6 USD, hardware: hardware.h100_sxm, gpus: 1024, mfu: 40%)',
      'plan(N: 7B, D: 2T, gpus: 256).time to days',
      'plan(loss: 2.1, inference_tokens: 2T).inference.saving',
      'plan(laws.muennighoff, budget: 1e22, unique: 50B).epochs',
    ],
    sources: ['besiroglu2024', 'hoffmann2022', 'muennighoff2023', 'sardana2024', 'zero', 'korthikanti'],
  },
];

function planView(given: PlanGiven): Value {
  const found = plan(argumentsOf(given));
  let payload: PlanPayload | undefined;
  return {
    kind: 'view',
    view: 'plan',
    // The curves of the card take longer than the plan: they are drawn when the card is.
    get payload() {
      payload ??= payloadOf(found, given.title);
      return payload;
    },
    fields: fieldsOf(found),
    text: summary(found),
  };
}

/** One line, for where no view can be drawn. */
function summary({ N, D, loss, time, gpus, cost }: Plan): string {
  const parts = [
    l10n.t('{0} params on {1} tokens', formatNumber(N, 'params'), formatNumber(D, 'tokens')),
    ...(loss === undefined ? [] : [l10n.t('loss {0}', formatNumber(loss, 'loss'))]),
    l10n.t('{0} on {1} GPUs', formatNumber(time, 'duration', { digits: 3 }), gpus),
    ...(cost === undefined ? [] : [formatNumber(cost, 'usd')]),
  ];
  return parts.join(', ');
}
