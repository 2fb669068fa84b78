import * as l10n from '@vscode/l10n';
import type { Law, LossInputs } from '../../../science/laws/law';
import { extrapolation } from '../../../science/laws/verbs/extrapolation';
import { lossOf } from '../../../science/laws/verbs/loss';
import { type Optimum, optimalFor, type Target } from '../../../science/laws/verbs/optimal';
import type { NumberStyle } from '../../../views/chart';
import { formatNumber } from '../../../views/format';
import { ScaleError } from '../../errors';
import { inUnit, record } from '../../values/make';
import type { Value } from '../../values/value';
import type { Context } from '../context';
import { type FunctionEntry, signature } from '../entry';
import { maybe, number, positive } from '../parameter';
import { law } from '../parameters';
import { overDraws } from '../with-draws';
import { inputsFor, lawInputs, lawName, lossInputs, noteUnused } from './law-inputs';

/** Says so where an answer lies outside the range that the law was fitted on, and by how much. */
export function noteExtrapolation(context: Context, asked: Law, inputs: LossInputs): void {
  const [worst, ...others] = extrapolation(asked, inputs);
  if (!worst) return;
  const times = (factor: number): string => formatNumber(factor, 'plain', { digits: factor < 2 ? 3 : 2 });
  const styles: Readonly<Record<string, NumberStyle>> = { C: 'flop', D: 'tokens', N: 'params' };
  const end = (value: number): string => formatNumber(value, styles[worst.input] ?? 'plain', { digits: 2 });
  const [low, high] = worst.range;
  const range = low > 0 ? `${end(low)} – ${end(high)}` : l10n.t('up to {0}', end(high));
  const also = others.map(o => `${o.input} ${times(o.factor)} ×`).join(', ');
  context.note({
    tone: 'warning',
    key: `extrapolation ${asked.name}`,
    weight: worst.factor,
    group: {
      brief: `${lawName(asked)} ${times(worst.factor)} ×`,
      together: briefs => l10n.t('Extrapolations beyond the runs that each law was fitted on: {0}.', briefs.join(', ')),
    },
    text: also
      ? l10n.t(
          'Extrapolation: {0} lies {1} × beyond the runs that {2} was fitted on ({3}); also {4}.',
          worst.input,
          times(worst.factor),
          lawName(asked),
          range,
          also,
        )
      : l10n.t(
          'Extrapolation: {0} lies {1} × beyond the runs that {2} was fitted on ({3}).',
          worst.input,
          times(worst.factor),
          lawName(asked),
          range,
        ),
  });
}

/** Says so where a range of sizes reaches the same loss: the size given is its middle, not a sharp optimum. */
function notePlateau(context: Context, asked: Law, { plateau }: Optimum): void {
  if (!plateau) return;
  context.note({
    tone: 'info',
    key: `plateau ${asked.name}`,
    weight: plateau[1] / plateau[0],
    text: l10n.t(
      'There is no sharp optimum: by {0} every size from {1} to {2} reaches the same loss, and the middle of them is given.',
      lawName(asked),
      formatNumber(plateau[0], 'params'),
      formatNumber(plateau[1], 'params'),
    ),
  });
}

export const lawFunctions: readonly FunctionEntry[] = [
  {
    name: 'loss',
    group: 'laws',
    summary: 'The loss that a law predicts for a model of N parameters trained on D tokens.',
    details:
      'In the law’s own unit, nats per token unless it says otherwise. A law with draws (a fit, or one with published errors) gives an estimate with its interval.',
    signatures: [
      signature(
        {
          law: law('A published or fitted law.'),
          N: maybe(positive('params', 'Parameters.')),
          D: maybe(positive('tokens', 'Training tokens, repeats included.')),
          C: maybe(positive('FLOP', 'Training compute, for laws of compute alone.')),
          ...lossInputs,
        },
        'number',
        ({ law: { law: asked }, ...given }, context) => {
          const values = inputsFor(asked, given);
          noteUnused(context, asked, values);
          noteExtrapolation(context, asked, values);
          return overDraws(asked, one => lossOf(one, values));
        },
      ),
    ],
    examples: ['loss(laws.epoch, 70B, 1.4T)', 'loss(laws.chinchilla, 280B params, 300B tokens)'],
    sources: ['hoffmann2022', 'besiroglu2024'],
  },
  {
    name: 'optimal',
    group: 'laws',
    summary: 'The compute-optimal model and data for a budget; or the optimal run of a given size, data or loss.',
    details: 'Minimises the law’s loss under the law’s own FLOP count (C = 6ND unless it says otherwise).',
    signatures: [
      signature(
        {
          law: law('A published or fitted law.'),
          C: maybe(positive('FLOP', 'The budget.')),
          N: maybe(positive('params', 'Size that shall be optimal.')),
          D: maybe(positive('tokens', 'Tokens that shall be optimal.')),
          loss: maybe(number('Loss to reach.')),
          ...lawInputs,
        },
        '{N, D, C, loss, tokens_per_param, epochs}',
        ({ law: { law: asked }, C, N, D, loss, ...given }, context) => {
          const values = inputsFor(asked, given);
          const target = targetOf({ C, N, D, loss });
          const answer = optimalFor(asked, target, values);
          noteExtrapolation(context, asked, { ...values, N: answer.N, D: answer.D, C: answer.C });
          notePlateau(context, asked, answer);
          return overDraws(asked, one => optimumRecord(one, target, values));
        },
      ),
    ],
    examples: ['optimal(laws.epoch, 5.76e23)', 'optimal(laws.chinchilla, loss: 2.0)'],
    sources: ['hoffmann2022', 'besiroglu2024'],
  },
];

function targetOf(targets: {
  C?: number | undefined;
  N?: number | undefined;
  D?: number | undefined;
  loss?: number | undefined;
}): Target {
  const fixed = Object.entries(targets).filter(([, value]) => value !== undefined);
  const [only] = fixed;
  if (fixed.length === 1 && only) return { [only[0]]: only[1] } as Target;
  throw new ScaleError(
    'bad-argument',
    fixed.length === 0
      ? l10n.t('optimal needs a budget: `optimal(law, 1e24)`, or one of N, D or loss.')
      : l10n.t(
          'optimal takes one of C, N, D and loss, and here are {0}: drop all but one.',
          fixed.map(([name]) => name).join(', '),
        ),
  );
}

function optimumRecord(asked: Law, target: Target, inputs: LossInputs): Value {
  const best = optimalFor(asked, target, inputs);
  return record(
    {
      N: inUnit(best.N, 'params'),
      D: inUnit(best.D, 'tokens'),
      C: inUnit(best.C, 'FLOP'),
      loss: best.loss ?? null,
      tokens_per_param: best.tokensPerParam,
      epochs: best.epochs,
      ...(best.effective && {
        effective_N: inUnit(best.effective.N, 'params'),
        effective_D: inUnit(best.effective.D, 'tokens'),
      }),
    },
    { title: l10n.t('Optimum by {0}', lawName(asked)) },
  );
}
