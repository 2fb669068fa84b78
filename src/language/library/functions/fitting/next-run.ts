import * as l10n from '@vscode/l10n';
import { type NextRun, nextRun } from '../../../../science/fitting/predict/next-run';
import { formatNumber } from '../../../../views/format';
import { ScaleError } from '../../../errors';
import { centralValue, isScalar } from '../../../evaluate/operators';
import { inUnit, table as makeTable, record } from '../../../values/make';
import { type Interval, plain, type Value } from '../../../values/value';
import { type FunctionEntry, signature } from '../../entry';
import { maybe, optional, positive } from '../../parameter';
import { intervalOf, law, oneOf } from '../../parameters';
import { fitted } from './fitted';

export const nextRunFunctions: readonly FunctionEntry[] = [
  {
    name: 'next_run',
    group: 'fitting',
    summary: 'The most informative run that a budget can buy: where another run would make the law surest.',
    details:
      'Sequential design: the run whose loss the law is least sure of in the direction that matters, either the loss of the compute-optimal run at `target` FLOP (ten times the largest run if left out) or the constants together. Only sizes are weighed whose tokens per parameter are common among the runs (the middle 90 %, and beyond by a factor of 1.5) and within a factor of 8 of the compute-optimal ones: farther out, the law that proposes the run would be the only one to believe it. `ratio: 5..200` sets other limits. `gain` is how much smaller the standard error gets, as a share.',
    signatures: [
      signature(
        {
          fit: law('A fitted law.'),
          budget: positive('FLOP', 'What the run may cost.'),
          goal: optional(
            oneOf<'loss' | 'constants'>(['loss', 'constants'], 'What should become surer.'),
            'loss',
            '"loss"',
          ),
          target: maybe(positive('FLOP', 'Compute at which the loss should become surer.')),
          ratio: maybe(intervalOf('Tokens per parameter that a proposal may have.')),
        },
        '{N, D, C, tokens_per_param, loss, gain, says, ratio, proposals}',
        ({ fit: value, budget, goal, target, ratio }) => {
          const found = nextRun(fitted(value), budget, {
            goal,
            ...(target === undefined ? {} : { target }),
            ...(ratio && { ratio: endsOf(ratio) }),
          });
          const { best, proposals } = found;
          return record(
            {
              N: inUnit(best.N, 'params'),
              D: inUnit(best.D, 'tokens'),
              C: inUnit(best.C, 'FLOP'),
              tokens_per_param: best.D / best.N,
              loss: best.loss,
              gain: best.gain,
              says: saysOf(found),
              ratio: { kind: 'interval', low: found.ratio[0], high: found.ratio[1] },
              proposals: makeTable({
                N: proposals.map(p => p.N),
                D: proposals.map(p => p.D),
                C: proposals.map(p => p.C),
                loss: proposals.map(p => p.loss),
                gain: proposals.map(p => p.gain),
              }),
            },
            { title: l10n.t('The run to train next') },
          );
        },
      ),
    ],
    examples: [
      'simulate_runs(laws.epoch, logspace(1e8, 1e10, 5), logspace(2e9, 2e11, 5), seed: 1) |> fit() |> next_run(1e22)',
    ],
  },
];

function endsOf({ low, high }: Interval): [number, number] {
  const [from, to] = [low, high].map(end => {
    const v = plain(end as Value);
    return isScalar(v) ? centralValue(v) : Number.NaN;
  }) as [number, number];
  if (from > 0 && from < to) return [from, to];
  throw new ScaleError('bad-argument', l10n.t('`ratio` must be an interval of positive numbers, such as 5..200.'));
}

/** What to train, what that teaches, and within which limits it was sought. */
function saysOf({ best, goal, target, ratio, atLimit }: NextRun): string {
  const [N, D] = [formatNumber(best.N, 'params'), formatNumber(best.D, 'tokens')];
  const share = formatNumber(best.gain, 'percent', { digits: 2 });
  const [low, high] = ratio.map(r => formatNumber(r, 'plain', { digits: 2 })) as [string, string];
  return [
    goal === 'loss'
      ? l10n.t(
          'Train {0} parameters on {1} tokens: the standard error of the loss at {2} FLOP falls by {3}.',
          N,
          D,
          formatNumber(target, 'flop'),
          share,
        )
      : l10n.t('Train {0} parameters on {1} tokens: the uncertainty of the constants shrinks by {2}.', N, D, share),
    l10n.t('Sizes with {0} to {1} tokens per parameter were weighed.', low, high),
    ...(atLimit
      ? [l10n.t('This one is at the limit: farther out would teach more, if you trust the law there (`ratio: …`).')]
      : []),
  ].join(' ');
}
