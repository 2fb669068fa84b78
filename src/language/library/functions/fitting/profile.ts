import * as l10n from '@vscode/l10n';
import { compileProblem, type ProblemSpec } from '../../../../science/fitting/problem';
import { type Profile, profile } from '../../../../science/fitting/uncertainty/profile';
import type { Chart } from '../../../../views/chart';
import { formatNumber } from '../../../../views/format';
import { ScaleError } from '../../../errors';
import { suggestion } from '../../../suggest';
import { table as makeTable, view } from '../../../values/make';
import type { Context } from '../../context';
import { type FunctionEntry, signature } from '../../entry';
import { law, text } from '../../parameters';
import { constantText } from './card/constants';
import { levelChoice } from './choices';
import { fitted } from './fitted';

/** Job of a profile; `kernel/jobs/fitting.ts` registers it. */
export const PROFILE_JOB = 'fit.profile';

export interface ProfilePayload {
  readonly spec: ProblemSpec;
  readonly theta: Float64Array;
  readonly constant: string;
  readonly level: number;
}

/** Runs beyond which the refits of a profile are sent to a worker. */
const WORTH_A_WORKER = 5000;

export const profileFunctions: readonly FunctionEntry[] = [
  {
    name: 'profile_likelihood',
    group: 'fitting',
    summary:
      'How the objective grows as one constant is held away from its optimum and the others follow, and the interval that this gives.',
    details:
      'The interval ends where the objective has risen by z² V / 2H, V the sandwich variance and H the inverse curvature of the constant: a likelihood-ratio interval, corrected for an objective that is no likelihood (Chandler and Bate 2007). An end at infinity (or at 0) means that the runs never rule the constant out on that side.',
    signatures: [
      signature(
        {
          fit: law('A fitted law.'),
          constant: text('Name of the constant: "alpha".'),
          level: levelChoice('Coverage.'),
        },
        'view with low, high, level, threshold, values, objective',
        ({ fit: value, constant, level }, context) => {
          const fit = fitted(value);
          if (!fit.free.includes(constant)) {
            throw new ScaleError(
              'unknown-constant',
              l10n.t('{0} is not among the constants that were searched for: {1}.', constant, fit.free.join(', ')),
              undefined,
              suggestion(constant, fit.free),
            );
          }
          const found = profileOf(context, { spec: fit.spec, theta: fit.theta, constant, level }, fit.n);
          const { low, high, threshold, values, objective } = found;
          const chart = chartOf(found, fit.constants[constant] as number);
          return view(
            'plot',
            { charts: [chart] },
            { name: constant, low, high, level, threshold, values, objective, table: makeTable({ values, objective }) },
            chart.summary,
          );
        },
      ),
    ],
    examples: [
      'simulate_runs(laws.epoch, logspace(1e8, 1e10, 5), logspace(2e9, 2e11, 5), seed: 1) |> fit() |> profile_likelihood("alpha")',
    ],
  },
];

function profileOf(context: Context, payload: ProfilePayload, runs: number): Profile {
  const { spec, theta, constant, level } = payload;
  if (runs < WORTH_A_WORKER) return profile(compileProblem(spec), theta, constant, level);
  return context.await(async () => {
    context.progress(0, l10n.t('profile'));
    return (await context.host.job(PROFILE_JOB, payload, () => undefined)) as Profile;
  });
}

function chartOf({ name, low, high, level, threshold, values, objective }: Profile, best: number): Chart {
  const percent = formatNumber(level, 'percent', { digits: 2 });
  const end = (v: number) => (Number.isFinite(v) ? constantText(v) : '∞');
  const marks = [low, high].filter(v => Number.isFinite(v) && v !== 0);
  return {
    title: l10n.t('{0} lies from {1} to {2}', name, end(low), end(high)),
    summary: l10n.t(
      'The objective along {0}, the other constants refitted: least at {1}, and at the limit of the {2} interval at {3} and {4}.',
      name,
      constantText(best),
      percent,
      end(low),
      end(high),
    ),
    x: { label: name, scale: 'linear', style: 'plain' },
    y: { label: l10n.t('objective'), scale: 'linear', style: 'plain' },
    series: [
      {
        name: l10n.t('objective'),
        mark: 'line+points',
        slot: 0,
        x: Array.from(values),
        y: Array.from(objective),
        width: 5,
      },
    ],
    rules: [
      ...(Number.isFinite(threshold)
        ? [{ axis: 'y', at: threshold, text: l10n.t('{0} limit', percent) } as const]
        : []),
      ...marks.map(at => ({ axis: 'x', at, text: constantText(at) }) as const),
    ],
    legend: 'none',
  };
}
