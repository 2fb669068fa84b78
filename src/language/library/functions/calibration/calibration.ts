import * as l10n from '@vscode/l10n';
import { ScienceError } from '../../../../science/errors';
import { formatNumber } from '../../../../views/format';
import { view } from '../../../values/make';
import type { View } from '../../../values/value';
import type { Context } from '../../context';
import { type FunctionEntry, signature } from '../../entry';
import { count, maybe, number, optional } from '../../parameter';
import { numbers, oneOf, table, text } from '../../parameters';
import { type ClassColumns, classColumns, distributionsOf } from './class-columns';
import { fieldsOf, judge } from './judged';
import { type JudgedModels, modelsByName, modelsOf, tablesByName } from './models';
import { payloadOf } from './payload';
import { predictionsOf } from './predictions';
import { simulateFunctions } from './simulate';

const options = {
  bins: optional(count('How many bins.', 1), 10, '10'),
  strategy: optional(
    oneOf<'uniform' | 'quantile'>(['uniform', 'quantile'], 'Bins of equal width, or with as many predictions each.'),
    'uniform',
    '"uniform"',
  ),
  edges: maybe(numbers('Edges from 0 to 1, in place of bins and strategy.')),
};

const more = {
  level: optional(number('Level of the Wilson intervals.'), 0.9, '90%'),
  ...classColumns,
  bootstrap: optional(count('Bootstrap draws for intervals of the scores; 200 will do.'), 0, '0'),
  seed: optional(count('Seed of the draws.'), 0, '0'),
  title: maybe(text('Title of the view.')),
};

const RETURNS = 'view with ece, mce, ace, brier, nll, accuracy, mean_confidence, bins, n';

export const calibrationFunctions: readonly FunctionEntry[] = [
  {
    name: 'calibration',
    group: 'evaluation',
    summary:
      'Whether a model knows when it is wrong: reliability diagram, expected calibration error and the other scores.',
    details:
      'The table has a row for each prediction: `confidence` (0 to 1) with `correct` (true/false or 1/0), or with the true and the predicted label. Bins are right-closed; a confidence of exactly 0 belongs to the first. ECE = Σ (n_b / n) · |accuracy − confidence|; MCE is the largest gap; ACE the mean gap of bins of equal mass; Brier the mean squared error; NLL in nats. Empty bins stay blank. Whole distributions are given as columns of `probabilities`, `logits` or, for multiple choice, log-probabilities of `choices` (divided by `lengths` if these are named), with the true class in `label`; then classwise ECE and the scores of the whole distribution are in `distribution`. With `bootstrap` the fields `ci` and `se` hold 95 % intervals and standard errors of every score.\n\nSeveral models are overlaid `by` a column, or given as tables by name. Where a column says their size (`by: "params"`, or params, tokens or flops that are the same in all rows of a model), ECE is also drawn against it, and `table` holds a row for each model. `line` divides them once more: `calibration(predictions, by: "params", line: "stage")`.',
    signatures: [
      signature(
        {
          table: table('Predictions, one per row.'),
          ...options,
          by: maybe(text('Column whose values are models to overlay: their names, or their parameters.')),
          line: maybe(text('Column that divides them into lines of ECE against size: family, stage.')),
          ...more,
        },
        RETURNS,
        ({ table: from, by, line, ...given }, context) => {
          const found = modelsOf(from, by, line);
          // The sentence about a wrong row then counts rows of the table, not of one model.
          if (found.models.length > 1 && !distributionsOf(from, given)) predictionsOf(from);
          return overlay(found, given, context);
        },
      ),
      signature({ models: tablesByName, ...options, ...more }, RETURNS, ({ models, ...given }, context) =>
        overlay(modelsByName(models), given, context),
      ),
    ],
    examples: [
      'calibration(simulate_predictions(2000, seed: 1, temperature: 0.5))',
      'calibration({base: simulate_predictions(500, seed: 1), tuned: simulate_predictions(500, seed: 2, temperature: 0.5)}).table',
    ],
    sources: ['guo2017'],
  },
  ...simulateFunctions,
];

interface Given extends ClassColumns {
  readonly bins: number;
  readonly strategy: 'uniform' | 'quantile';
  readonly edges?: Float64Array | undefined;
  readonly level: number;
  readonly bootstrap: number;
  readonly seed: number;
  readonly title?: string | undefined;
}

function overlay({ models, scale }: JudgedModels, given: Given, context: Context): View {
  const { bins, strategy, edges, level, bootstrap, seed, title, ...columns } = given;
  if (bootstrap > 0 && bootstrap < 20)
    throw new ScienceError('too-few-draws', l10n.t('Intervals need at least 20 bootstrap draws, not {0}.', bootstrap));
  const choices = { bins, strategy, level, ...(edges && { edges: Array.from(edges) }) };
  const judged = models.map(model => ({ ...model, ...judge(model.rows, columns, choices, bootstrap, seed) }));
  for (const { name, result } of judged)
    for (const note of result.notes)
      context.note({ tone: 'info', text: judged.length > 1 ? l10n.t('{0}: {1}', name, note) : note });
  return view(
    'calibration',
    payloadOf(judged, scale, title),
    fieldsOf(judged, scale),
    judged.map(({ name, result }) => `${name}: ECE ${formatNumber(result.ece, 'percent')}`).join(', '),
  );
}
