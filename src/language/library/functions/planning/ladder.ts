import * as l10n from '@vscode/l10n';
import { ladder } from '../../../../science/planning/ladder';
import { formatNumber } from '../../../../views/format';
import { table } from '../../../values/make';
import { type FunctionEntry, signature } from '../../entry';
import { count, number, optional } from '../../parameter';
import { columnOf, drawnColumn, FLOP, PARAMS, SECONDS, TOKENS, USD } from './columns';
import { planned } from './plan-value';
import { GPU_TIME } from './quantities';

export const ladderFunctions: readonly FunctionEntry[] = [
  {
    name: 'ladder',
    group: 'planning',
    summary: 'Small runs that test the law before the plan is paid for, with the loss to expect of each.',
    details:
      'Along the plan’s own tokens per parameter, each run `ratio` times the compute of the one below, all together a share of the plan. Time is on the plan’s GPUs, one run after the other. Train them, and see whether the losses fall in their intervals.',
    signatures: [
      signature(
        {
          plan: planned(),
          fraction: optional(number('Share of the plan’s compute that all runs together take.'), 0.05, '5%'),
          rungs: optional(count('Runs.', 1), 5, '5'),
          ratio: optional(number('Compute of a run over that of the one below.'), 4, '4'),
        },
        'table with N, D, C, share, loss, gpu_hours, time, cost, batch, steps, learning_rate, layers, width, heads, ffn',
        ({ plan: base, ...options }, context) => {
          const { rungs, cost, time, extrapolation } = ladder(base, options);
          const level = base.basis.settings.level;
          const days = formatNumber(time, 'duration', { digits: 3 });
          const share = formatNumber(options.fraction, 'percent', { digits: 2 });
          context.note({
            tone: 'info',
            text: l10n.t(
              'The plan needs {0} times the compute of the largest run: the law still has that far to hold.',
              formatNumber(extrapolation, 'plain', { digits: 2 }),
            ),
          });
          return table(
            {
              N: columnOf(rungs, r => r.N, PARAMS),
              D: columnOf(rungs, r => r.D, TOKENS),
              C: columnOf(rungs, r => r.C, FLOP),
              share: columnOf(rungs, r => r.share),
              loss: drawnColumn(rungs, r => ({ value: r.loss, draws: r.interval?.draws }), level),
              gpu_hours: columnOf(rungs, r => r.footprint.gpuSeconds, GPU_TIME),
              time: columnOf(rungs, r => r.footprint.time, SECONDS),
              cost: columnOf(rungs, r => r.footprint.cost, USD),
              batch: columnOf(rungs, r => r.schedule.batch, TOKENS),
              steps: columnOf(rungs, r => r.schedule.steps),
              learning_rate: columnOf(rungs, r => r.schedule.learningRate),
              layers: columnOf(rungs, r => r.architecture.layers),
              width: columnOf(rungs, r => r.architecture.width),
              heads: columnOf(rungs, r => r.architecture.heads),
              ffn: columnOf(rungs, r => r.architecture.ffn),
            },
            {
              title:
                cost === undefined
                  ? l10n.t('Ladder of {0} runs: {1} of the plan, {2}', rungs.length, share, days)
                  : l10n.t(
                      'Ladder of {0} runs: {1} of the plan, {2}, {3}',
                      rungs.length,
                      share,
                      days,
                      formatNumber(cost, 'usd'),
                    ),
            },
          );
        },
      ),
    ],
    examples: ['ladder(plan(budget: 4e6 USD, gpus: 1024), fraction: 5%, rungs: 5)'],
    sources: ['besiroglu2024', 'steplaw'],
  },
];
