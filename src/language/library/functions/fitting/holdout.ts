import * as l10n from '@vscode/l10n';
import { drawsOf } from '../../../../science/fitting/law';
import { extent } from '../../../../science/fitting/numeric/summary';
import {
  type HeldOut,
  type Holdout,
  type HoldoutOptions,
  judgeHoldout,
  splitHoldout,
} from '../../../../science/fitting/predict/holdout';
import type { Block } from '../../../../views/blocks';
import type { Chart } from '../../../../views/chart';
import { formatNumber } from '../../../../views/format';
import { ScaleError } from '../../../errors';
import { table as makeTable, record, view } from '../../../values/make';
import type { Value } from '../../../values/value';
import type { Context } from '../../context';
import { type FunctionEntry, signature } from '../../entry';
import { count, optional } from '../../parameter';
import { fn, oneOf, recordOf, table } from '../../parameters';
import { tableBlock } from '../../table-block';
import {
  constraintChoices,
  dataChoices,
  drawsChoice,
  formChoices,
  levelChoice,
  objectiveChoices,
  type Posed,
  poseForm,
  poseFormula,
} from './choices';
import { fittedLaw } from './law-value';
import { searchFit } from './pool';

const hidingChoices = {
  by: optional(
    oneOf<'compute' | 'params' | 'tokens'>(['compute', 'params', 'tokens'], 'What makes a run large.'),
    'compute',
    '"compute"',
  ),
  top: optional(count('How many of the largest values are hidden, with every run that has them.', 1), 3, '3'),
  bootstrap: drawsChoice('Draws for the intervals; 0 takes the sandwich formula.', 200),
  seed: optional(count('Seed of the draws.'), 0, '0'),
  level: levelChoice('Coverage of the intervals.'),
};

interface Hiding extends Required<Pick<HoldoutOptions, 'by' | 'top' | 'level'>> {
  readonly bootstrap: number;
  readonly seed: number;
}

export const holdoutFunctions: readonly FunctionEntry[] = [
  {
    name: 'holdout',
    group: 'fitting',
    summary: 'Hides the largest runs, refits without them, and tells how well they are predicted.',
    details:
      'The honest test of a law: what counts is how it does on runs larger than those it has seen. Intervals hold the uncertainty of the constants and the noise of a run. `relative_error` is predicted / measured − 1, `bias` its mean, `coverage` the share of hidden runs inside their intervals, and `factor` how many times larger the largest hidden run is than the largest seen. Takes every form, recipe, objective and formula that `fit` takes, but "sigmoid".',
    signatures: [
      signature(
        {
          table: table('Runs with N, D and loss.'),
          ...formChoices,
          ...hidingChoices,
          ...objectiveChoices,
          ...dataChoices,
          ...constraintChoices,
        },
        'view with hidden, mean_absolute_error, bias, coverage, factor, law',
        ({ table: from, ...given }, context) => judge(poseForm(from, given), given, context),
      ),
      signature(
        {
          table: table('Runs, one per row.'),
          formula: fn('A formula of columns: `(N, D) => E + A / N^alpha`.'),
          start: recordOf('The constants to find and where to begin.'),
          ...hidingChoices,
          ...objectiveChoices,
          ...dataChoices,
          ...constraintChoices,
        },
        'view',
        ({ table: from, formula, start, ...given }, context) =>
          judge(poseFormula(from, formula, start, given), given, context),
      ),
    ],
    examples: [
      'holdout(simulate_runs(laws.epoch, logspace(1e8, 1e10, 6), logspace(2e9, 2e11, 6), seed: 1), top: 3).mean_absolute_error',
      'holdout(simulate_runs(laws.epoch, logspace(1e8, 1e10, 6), logspace(2e9, 2e11, 6), seed: 1), form: "power", by: "params", top: 1)',
    ],
    sources: ['hoffmann2022'],
  },
];

function judge({ spec, runs }: Posed, { by, top, level, bootstrap, seed }: Hiding, context: Context): Value {
  if (spec.form.name === 'sigmoid') {
    throw new ScaleError(
      'law-cannot',
      l10n.t('holdout predicts losses, and "sigmoid" is a law of accuracy: hold its runs back with `where` instead.'),
    );
  }
  const split = splitHoldout(spec, { by, top });
  const { fit, refits } = searchFit(context, split.seen, { excluded: runs.excluded, bootstrap, seed });
  const found = judgeHoldout(split, fit, refits, { level });
  const doubts = fit.certificate.status === 'converged' ? [] : fit.certificate.sentences.slice(0, 2);
  for (const text of doubts) context.note({ tone: 'warning', text });
  for (const text of runs.notes) context.note({ tone: 'info', text });
  const law = fittedLaw(fit, { draws: refits && drawsOf(refits, seed), level, seed, notes: [] });
  const { hidden, meanAbsoluteError, bias, coverage, factor } = found;
  return view(
    'blocks',
    { blocks: blocksOf(found) },
    {
      hidden: hiddenTable(hidden),
      mean_absolute_error: meanAbsoluteError,
      bias,
      coverage,
      factor,
      law,
      constants: record({ ...fit.constants }),
    },
    summaryOf(found),
  );
}

const column = (hidden: readonly HeldOut[], of: (h: HeldOut) => number): Float64Array => Float64Array.from(hidden, of);

const hiddenTable = (hidden: readonly HeldOut[]): Value =>
  makeTable(
    {
      row: column(hidden, h => h.row),
      size: column(hidden, h => h.size),
      actual: column(hidden, h => h.actual),
      predicted: column(hidden, h => h.predicted),
      relative_error: column(hidden, h => h.relativeError),
      low: column(hidden, h => h.low),
      high: column(hidden, h => h.high),
      inside: hidden.map(h => h.inside),
    },
    { title: l10n.t('hidden runs') },
  );

const percent = (share: number, digits = 2): string => formatNumber(share, 'percent', { digits });

const summaryOf = ({ hidden, factor, coverage }: Holdout): string =>
  l10n.t(
    '{0} runs up to {1} times larger than any seen are predicted; {2} of the intervals hold the measured loss.',
    hidden.length,
    formatNumber(factor, 'plain', { digits: 2 }),
    percent(coverage),
  );

function blocksOf(found: Holdout): Block[] {
  const { hidden, meanAbsoluteError, bias, level, factor } = found;
  const inside = hidden.filter(h => h.inside).length;
  return [
    {
      kind: 'title',
      text: l10n.t('Larger runs are predicted within {0} on average', percent(meanAbsoluteError)),
      subtitle: l10n.t(
        '{0} hidden runs, up to {1} times as large as any that the law has seen',
        hidden.length,
        formatNumber(factor, 'plain', { digits: 2 }),
      ),
    },
    {
      kind: 'stats',
      items: [
        { label: l10n.t('Mean error'), value: percent(meanAbsoluteError) },
        {
          label: l10n.t('Bias'),
          value: `${bias > 0 ? '+' : ''}${percent(bias)}`,
          detail: bias > 0 ? l10n.t('too pessimistic') : l10n.t('too optimistic'),
        },
        {
          label: l10n.t('Inside their interval'),
          value: l10n.t('{0} of {1}', inside, hidden.length),
          detail: l10n.t('{0} intervals; {1} would be fair', percent(level), percent(level)),
        },
      ],
    },
    { kind: 'charts', charts: [chartOf(found)] },
    ...(chanceOf(inside, hidden.length, level) < SURPRISING
      ? [
          {
            kind: 'note',
            tone: 'warning',
            text: l10n.t(
              'Fewer hidden runs lie inside their intervals than should: the law bends, or the largest runs differ in more than size. Do not extrapolate by these intervals.',
            ),
          } as const,
        ]
      : []),
    hiddenBlock(hidden),
  ];
}

/** A chance below this is no accident. */
const SURPRISING = 0.05;

/** The chance that no more than `inside` of `n` intervals hold, if each does with probability `level`. */
function chanceOf(inside: number, n: number, level: number): number {
  let [term, sum] = [(1 - level) ** n, 0];
  for (let k = 0; k <= inside; k++) {
    sum += term;
    term *= ((n - k) / (k + 1)) * (level / (1 - level));
  }
  return sum;
}

const MOST_ROWS = 20;

function hiddenBlock(hidden: readonly HeldOut[]): Block {
  const shown = [...hidden].sort((a, b) => b.size - a.size).slice(0, MOST_ROWS);
  return {
    kind: 'details',
    summary: l10n.t('Hidden runs: {0}', hidden.length),
    blocks: [
      tableBlock([
        { name: l10n.t('Row'), values: shown.map(h => String(h.row)), end: true },
        { name: l10n.t('Size'), values: shown.map(h => h.size), style: 'scientific' },
        { name: l10n.t('Measured'), values: shown.map(h => h.actual), style: 'loss' },
        {
          name: l10n.t('Predicted'),
          values: shown.map(h => h.predicted),
          style: 'loss',
          low: shown.map(h => h.low),
          high: shown.map(h => h.high),
        },
        {
          name: l10n.t('Error'),
          values: shown.map(h => `${h.relativeError > 0 ? '+' : ''}${percent(h.relativeError)}`),
          end: true,
        },
        { name: l10n.t('Inside'), values: shown.map(h => (h.inside ? l10n.t('yes') : l10n.t('no'))) },
      ]),
    ],
  };
}

function chartOf(found: Holdout): Chart {
  const { hidden, level } = found;
  const ends = extent(hidden.map(h => h.actual));
  const points = (shown: readonly HeldOut[], name: string, slot: number, marker?: 'x') =>
    ({
      name,
      mark: 'points',
      slot,
      x: shown.map(h => h.actual),
      y: shown.map(h => h.predicted),
      low: shown.map(h => h.low),
      high: shown.map(h => h.high),
      notes: shown.map(h => l10n.t('row {0}', h.row)),
      ...(marker && { marker }),
    }) as const;
  const [inside, outside] = [hidden.filter(h => h.inside), hidden.filter(h => !h.inside)];
  return {
    title: l10n.t('Predicted against measured, with {0} intervals', percent(level)),
    summary: summaryOf(found),
    x: { label: l10n.t('measured loss'), scale: 'linear', style: 'loss' },
    y: { label: l10n.t('predicted loss'), scale: 'linear', style: 'loss' },
    series: [
      { name: l10n.t('as measured'), mark: 'line', slot: null, dash: 'dot', quiet: true, x: ends, y: ends },
      ...(inside.length > 0 ? [points(inside, l10n.t('inside'), 0)] : []),
      ...(outside.length > 0 ? [points(outside, l10n.t('outside'), 3, 'x')] : []),
    ],
    legend: outside.length > 0 && inside.length > 0 ? 'top' : 'none',
  };
}
