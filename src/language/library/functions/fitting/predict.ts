import * as l10n from '@vscode/l10n';
import { fitDocument } from '../../../../science/fitting/export/json';
import { scipyScript } from '../../../../science/fitting/export/scipy';
import { fitRuns } from '../../../../science/fitting/fit';
import { formOf } from '../../../../science/fitting/forms/forms';
import { judgeHoldout, splitHoldout } from '../../../../science/fitting/predict/holdout';
import { nextRun } from '../../../../science/fitting/predict/next-run';
import { compileProblem } from '../../../../science/fitting/problem';
import { profile } from '../../../../science/fitting/uncertainty/profile';
import { extrapolation } from '../../../../science/laws/verbs/extrapolation';
import { lossOf } from '../../../../science/laws/verbs/loss';
import { formatNumber } from '../../../../views/format';
import { ScaleError } from '../../../errors';
import { inUnit, table as makeTable, record, view } from '../../../values/make';
import type { LawValue, Value } from '../../../values/value';
import { type FunctionEntry, signature } from '../../entry';
import { count, maybe, number, optional, positive } from '../../parameter';
import { law, oneOf, table, text } from '../../parameters';
import { overDraws } from '../../with-draws';
import { fitOf } from './law-value';
import { bootstrapRefits } from './pool';
import { prepareRuns } from './runs';

const fitted = (value: LawValue) => {
  const fit = fitOf(value);
  if (fit) return fit;
  throw new ScaleError(
    'not-a-fit',
    l10n.t('This needs a fitted law, such as `fit(runs)`, and {0} is a published one.', value.law.name),
  );
};

export const predictFunctions: readonly FunctionEntry[] = [
  {
    name: 'holdout',
    group: 'fitting',
    summary: 'Hides the largest runs, refits without them, and tells how well they are predicted.',
    details:
      'The honest test of a law: what counts is how it does on runs larger than those it has seen. Intervals hold the uncertainty of the constants and the noise of a run.',
    signatures: [
      signature(
        {
          table: table('Runs with N, D and loss.'),
          form: optional(
            oneOf<'chinchilla' | 'kaplan'>(['chinchilla', 'kaplan'], 'The form of the law.'),
            'chinchilla',
            '"chinchilla"',
          ),
          by: optional(
            oneOf<'compute' | 'params' | 'tokens'>(['compute', 'params', 'tokens'], 'What makes a run large.'),
            'compute',
            '"compute"',
          ),
          top: optional(count('How many of the largest values are hidden.', 1), 3, '3'),
          bootstrap: optional(count('Draws for the intervals.'), 200, '200'),
          seed: optional(count('Seed of the draws.'), 0, '0'),
          level: optional(number('Coverage of the intervals.'), 0.9, '90%'),
        },
        'view with hidden, mean_absolute_error, bias, coverage, factor, law',
        ({ table: from, form, by, top, bootstrap, seed, level }, context) => {
          const runs = prepareRuns(from, { inputs: formOf({ name: form }).columns });
          const spec = {
            form: { name: form },
            objective: { kind: 'huber', delta: 1e-3, scale: 'log' },
            data: runs.data,
          } as const;
          const split = splitHoldout(spec, { by, top });
          const fit = fitRuns(split.seen);
          const refits =
            bootstrap > 0 ? bootstrapRefits(context, fit, compileProblem(split.seen), bootstrap, seed) : undefined;
          const { hidden, meanAbsoluteError, bias, coverage, factor } = judgeHoldout(split, fit, refits, { level });
          const rows = makeTable({
            row: Float64Array.from(hidden, h => h.row),
            size: Float64Array.from(hidden, h => h.size),
            actual: Float64Array.from(hidden, h => h.actual),
            predicted: Float64Array.from(hidden, h => h.predicted),
            relative_error: Float64Array.from(hidden, h => h.relativeError),
            low: Float64Array.from(hidden, h => h.low),
            high: Float64Array.from(hidden, h => h.high),
            inside: hidden.map(h => h.inside),
          });
          const chart = {
            title: l10n.t('{0} hidden runs, mean error {1}', hidden.length, formatNumber(meanAbsoluteError, 'percent')),
            summary: l10n.t(
              'Predicted against actual loss of runs up to {0} times larger than any seen; {1} of the intervals hold.',
              formatNumber(factor, 'plain'),
              formatNumber(coverage, 'percent'),
            ),
            x: { label: l10n.t('actual loss'), scale: 'linear', style: 'loss' },
            y: { label: l10n.t('predicted loss'), scale: 'linear', style: 'loss' },
            series: [
              {
                name: l10n.t('as predicted'),
                mark: 'line',
                slot: null,
                dash: 'dot',
                quiet: true,
                x: ends(hidden.map(h => h.actual)),
                y: ends(hidden.map(h => h.actual)),
              },
              {
                name: l10n.t('hidden runs'),
                mark: 'points',
                slot: 0,
                x: hidden.map(h => h.actual),
                y: hidden.map(h => h.predicted),
                low: hidden.map(h => h.low),
                high: hidden.map(h => h.high),
              },
            ],
            legend: 'none',
          } as const;
          return view(
            'plot',
            { charts: [chart] },
            {
              hidden: rows,
              mean_absolute_error: meanAbsoluteError,
              bias,
              coverage,
              factor,
              constants: record({ ...fit.constants }),
            },
            chart.summary,
          );
        },
      ),
    ],
    examples: [],
    sources: ['hoffmann2022'],
  },
  {
    name: 'next_run',
    group: 'fitting',
    summary: 'The most informative run that a budget can buy: where another run would make the law surest.',
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
        },
        '{N, D, C, loss, gain, says, proposals}',
        ({ fit: value, budget, goal, target }) => {
          const {
            best,
            proposals,
            text: says,
          } = nextRun(fitted(value), budget, { goal, ...(target === undefined ? {} : { target }) });
          return record({
            N: inUnit(best.N, 'params'),
            D: inUnit(best.D, 'tokens'),
            C: inUnit(best.C, 'FLOP'),
            loss: best.loss,
            gain: best.gain,
            says,
            proposals: makeTable({
              N: proposals.map(p => p.N),
              D: proposals.map(p => p.D),
              C: proposals.map(p => p.C),
              loss: proposals.map(p => p.loss),
              gain: proposals.map(p => p.gain),
            }),
          });
        },
      ),
    ],
    examples: [],
  },
  {
    name: 'extrapolate',
    group: 'fitting',
    summary: 'A prediction with how far it lies beyond the runs that the law was fitted on.',
    signatures: [
      signature(
        {
          fit: law('A law, fitted or published.'),
          N: positive('params', 'Parameters.'),
          D: positive('tokens', 'Tokens.'),
        },
        '{loss, factor, warnings}',
        ({ fit: value, N, D }): Value => {
          const beyond = extrapolation(value.law, { N, D, C: 6 * N * D });
          const warnings = beyond.map(b =>
            l10n.t(
              '{0} is {1} times beyond the runs ({2} to {3}).',
              b.input,
              formatNumber(b.factor, 'plain', { digits: 2 }),
              b.range[0].toPrecision(3),
              b.range[1].toPrecision(3),
            ),
          );
          return record({
            loss: overDraws(value.law, one => lossOf(one, { N, D })),
            factor: beyond[0]?.factor ?? 1,
            warnings,
          });
        },
      ),
    ],
    examples: ['extrapolate(laws.epoch, 70B, 1.4T)'],
  },
  {
    name: 'profile_likelihood',
    group: 'fitting',
    summary:
      'How the objective grows as one constant is held away from its optimum and the others follow, and the interval that this gives.',
    signatures: [
      signature(
        {
          fit: law('A fitted law.'),
          constant: text('Name of the constant: "alpha".'),
          level: optional(number('Coverage.'), 0.9, '90%'),
        },
        '{low, high, values, objective}',
        ({ fit: value, constant, level }) => {
          const fit = fitted(value);
          const found = profile(compileProblem(fit.spec), fit.theta, constant, level);
          return record(Object.fromEntries(Object.entries(found).map(([key, v]) => [key, plainField(v)])));
        },
      ),
    ],
    examples: [],
  },
  {
    name: 'export_fit',
    group: 'fitting',
    summary: 'A fit as JSON, or as a stand-alone scipy script that gives the same numbers: leaving is easy.',
    signatures: [
      signature(
        {
          fit: law('A fitted law.'),
          as: optional(oneOf<'scipy' | 'json'>(['scipy', 'json'], 'The form.'), 'scipy', '"scipy"'),
        },
        'text',
        ({ fit: value, as }) => {
          const fit = fitted(value);
          return as === 'scipy'
            ? scipyScript(fit)
            : JSON.stringify(fitDocument(fit, { ...(value.law.draws && { draws: value.law.draws }) }), null, 2);
        },
      ),
    ],
    examples: [],
  },
];

const ends = (values: readonly number[]): number[] => [Math.min(...values), Math.max(...values)];

/** Fields of a science record as values. */
function plainField(v: unknown): Value {
  if (typeof v === 'number' || typeof v === 'string' || typeof v === 'boolean') return v;
  if (v instanceof Float64Array) return v;
  if (Array.isArray(v)) return v.map(plainField);
  if (typeof v === 'object' && v !== null)
    return record(Object.fromEntries(Object.entries(v).map(([key, one]) => [key, plainField(one)])));
  return null;
}
