import * as l10n from '@vscode/l10n';
import { alternatives } from '../../../../science/planning/alternatives';
import { ScaleError } from '../../../errors';
import { table } from '../../../values/make';
import { type FunctionEntry, signature } from '../../entry';
import { BYTES, columnOf, FLOP, PARAMS, SECONDS, TOKENS, USD } from './columns';
import { planned } from './plan-value';

export const alternativeFunctions: readonly FunctionEntry[] = [
  {
    name: 'alternatives',
    group: 'planning',
    summary:
      'Runs around a plan, with what each gives up and gains: smaller on more data, larger on less, or smaller for the same loss.',
    details:
      '`loss_change` and `cost_change` are against the plan; `serving` is the FLOP of serving a token over the plan’s; `weights` are 2 bytes per parameter.',
    signatures: [
      signature(
        { plan: planned() },
        'table with run, N, D, C, loss, loss_change, cost_change, time, serving, weights, gives_up',
        ({ plan: base }) => {
          const rows = alternatives(base);
          if (rows.length === 0)
            throw new ScaleError(
              'law-cannot',
              l10n.t('The law of this plan predicts no loss to compare alternatives by. Plan with a law that does.'),
            );
          return table(
            {
              run: rows.map(r => r.label),
              N: columnOf(rows, r => r.N, PARAMS),
              D: columnOf(rows, r => r.D, TOKENS),
              C: columnOf(rows, r => r.C, FLOP),
              loss: columnOf(rows, r => r.loss),
              loss_change: columnOf(rows, r => r.lossChange),
              cost: columnOf(rows, r => r.cost, USD),
              cost_change: columnOf(rows, r => r.costChange, USD),
              time: columnOf(rows, r => r.time, SECONDS),
              serving: columnOf(rows, r => r.servingRatio),
              weights: columnOf(rows, r => r.weights, BYTES),
              ...(base.basis.arguments.unique === undefined ? {} : { epochs: columnOf(rows, r => r.epochs) }),
              gives_up: rows.map(r => r.givesUp),
            },
            { title: l10n.t('Around the plan') },
          );
        },
      ),
    ],
    examples: ['alternatives(plan(budget: 1e24))'],
    sources: ['hoffmann2022', 'sardana2024'],
  },
];
