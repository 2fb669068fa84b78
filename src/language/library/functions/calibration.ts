import * as l10n from '@vscode/l10n';
import { ScienceError } from '../../../science/errors';
import { calibrationCells } from '../../../science/evaluation/calibration/bootstrap/cells';
import {
  bootstrapCalibration,
  type CalibrationIntervals,
} from '../../../science/evaluation/calibration/bootstrap/intervals';
import {
  type Calibration,
  type CalibrationOptions,
  calibrate,
} from '../../../science/evaluation/calibration/calibration';
import { calibrateClasses, type MulticlassCalibration } from '../../../science/evaluation/calibration/classwise';
import { topPredictions } from '../../../science/evaluation/calibration/inputs/classes';
import { createRandom } from '../../../science/random';
import { formatNumber } from '../../../views/format';
import type { CalibratedModel, CalibrationPayload } from '../../../views/kinds/calibration';
import { table as makeTable, record, view } from '../../values/make';
import type { List, Table, Value } from '../../values/value';
import { type FunctionEntry, signature } from '../entry';
import { count, maybe, number, optional } from '../parameter';
import { numbers, oneOf, table, text } from '../parameters';
import { type ClassColumns, classColumns, distributionsOf } from './class-columns';
import { checkSize } from './lists';
import { groupsOf, predictionsOf } from './predictions';

export const calibrationFunctions: readonly FunctionEntry[] = [
  {
    name: 'calibration',
    group: 'evaluation',
    summary:
      'Whether a model knows when it is wrong: reliability diagram, expected calibration error and the other scores.',
    details:
      'The table has a row for each prediction: `confidence` (0 to 1) with `correct` (true/false or 1/0), or with the true and the predicted label. Bins are right-closed; a confidence of exactly 0 belongs to the first. ECE = Σ (n_b / n) · |accuracy − confidence|; MCE is the largest gap; ACE the mean gap of bins of equal mass; Brier the mean squared error; NLL in nats. Empty bins stay blank. Whole distributions are given as columns of `probabilities`, `logits` or, for multiple choice, log-probabilities of `choices` (divided by `lengths` if these are named), with the true class in `label`; then classwise ECE and the scores of the whole distribution are in `distribution`. With `bootstrap` the fields `ci` and `se` hold 95 % intervals and standard errors of every score.',
    signatures: [
      signature(
        {
          table: table('Predictions, one per row.'),
          bins: optional(count('How many bins.', 1), 10, '10'),
          strategy: optional(
            oneOf<'uniform' | 'quantile'>(
              ['uniform', 'quantile'],
              'Bins of equal width, or with as many predictions each.',
            ),
            'uniform',
            '"uniform"',
          ),
          edges: maybe(numbers('Edges from 0 to 1, in place of bins and strategy.')),
          by: maybe(text('Column whose values are models to overlay.')),
          level: optional(number('Level of the Wilson intervals.'), 0.9, '90%'),
          ...classColumns,
          bootstrap: optional(count('Bootstrap draws for intervals of the scores; 200 will do.'), 0, '0'),
          seed: optional(count('Seed of the draws.'), 0, '0'),
          title: maybe(text('Title of the view.')),
        },
        'view with ece, mce, ace, brier, nll, accuracy, mean_confidence, bins, n',
        ({ table: from, bins, strategy, edges, by, level, bootstrap, seed, title, ...columns }, context) => {
          if (bootstrap > 0 && bootstrap < 20)
            throw new ScienceError(
              'too-few-draws',
              l10n.t('Intervals need at least 20 bootstrap draws, not {0}.', bootstrap),
            );
          const groups = by === undefined ? [{ name: from.title ?? l10n.t('model'), rows: from }] : groupsOf(from, by);
          const options = { bins, strategy, level, ...(edges && { edges: Array.from(edges) }) };
          const results = groups.map(({ name, rows }) => ({ name, ...judge(rows, columns, options, bootstrap, seed) }));
          for (const { result } of results) for (const note of result.notes) context.note({ tone: 'info', text: note });
          const payload: CalibrationPayload = {
            ...(title === undefined ? {} : { title }),
            subtitle: conditions(results[0]?.result),
            models: results.map(({ name, ...judged }) => calibratedModel(name, judged)),
          };
          return view(
            'calibration',
            payload,
            fieldsOf(results),
            results.map(({ name, result }) => `${name}: ECE ${formatNumber(result.ece, 'percent')}`).join(', '),
          );
        },
      ),
    ],
    examples: ['calibration(simulate_predictions(2000, seed: 1, temperature: 0.5))'],
    sources: ['guo2017'],
  },
  {
    name: 'simulate_predictions',
    group: 'evaluation',
    summary: 'Simulated predictions with a known calibration, to learn with: drawn from a seed, not measured.',
    details:
      'Each prediction has a true log-odds z ~ N(mean, spread²); it is right with probability σ(z) and said with confidence σ(z / temperature). Temperature 1 is perfectly calibrated, below 1 overconfident, above 1 underconfident.',
    signatures: [
      signature(
        {
          n: count('How many predictions.', 1),
          seed: count('Seed of the draws: the same seed gives the same predictions.'),
          temperature: optional(number('How the confidence is distorted.'), 1, '1'),
          mean: optional(number('Mean of the true log-odds.'), 1, '1'),
          spread: optional(number('Standard deviation of the true log-odds.'), 1.5, '1.5'),
          name: maybe(text('Name in a column `model`, for overlays.')),
        },
        'table with confidence, correct',
        ({ n, seed, temperature, mean, spread, name }) => {
          const random = createRandom(seed);
          const size = checkSize(n);
          const confidence = new Float64Array(size);
          const correct = new Float64Array(size);
          const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
          for (let i = 0; i < size; i++) {
            const z = mean + spread * random.normal();
            confidence[i] = sigmoid(z / temperature);
            correct[i] = random.uniform() < sigmoid(z) ? 1 : 0;
          }
          const columns: Record<string, List> = {
            confidence,
            correct,
            ...(name === undefined ? {} : { model: Array.from({ length: size }, () => name) }),
          };
          return makeTable(columns, {
            title: name ?? l10n.t('simulated'),
            source: l10n.t('simulated with seed {0}', seed),
          });
        },
      ),
    ],
    examples: ['simulate_predictions(1000, seed: 1) |> describe()'],
  },
];

interface Judged {
  readonly result: Calibration;
  readonly distribution?: MulticlassCalibration;
  readonly intervals?: CalibrationIntervals;
}

function judge(rows: Table, columns: ClassColumns, options: CalibrationOptions, draws: number, seed: number): Judged {
  const given = distributionsOf(rows, columns);
  const distribution = given && calibrateClasses(given, options);
  const predictions = given ? topPredictions(given) : predictionsOf(rows);
  return {
    result: distribution?.top ?? calibrate(predictions, options),
    ...(distribution && { distribution }),
    ...(draws > 0 && {
      intervals: bootstrapCalibration(calibrationCells(predictions, options), { replicates: draws, seed }),
    }),
  };
}

function conditions(result: Calibration | undefined): string {
  if (!result) return '';
  const kind =
    result.strategy === 'uniform'
      ? l10n.t('{0} bins of equal width', result.bins.length)
      : result.strategy === 'quantile'
        ? l10n.t('{0} bins of equal mass', result.bins.length)
        : l10n.t('{0} bins at given edges', result.bins.length);
  return l10n.t('{0}, right-closed · {1} Wilson intervals', kind, formatNumber(result.level, 'percent', { digits: 2 }));
}

const calibratedModel = (name: string, { result, intervals }: Judged): CalibratedModel => {
  const { bins, ece, mce, ace, brier, nll, accuracy, meanConfidence, n } = result;
  const known = Object.entries(intervals ?? {}).flatMap(([metric, i]) =>
    i ? [[metric, [i.low, i.high]] as [string, [number, number]]] : [],
  );
  return {
    ...{ name, bins, ece, mce, ace, brier, nll, accuracy, meanConfidence, n },
    ...(intervals && { intervals: Object.fromEntries(known) }),
  };
};

function fieldsOf(results: readonly (Judged & { readonly name: string })[]): Record<string, Value> {
  const each = results.map(({ name, ...judged }) => [name, judgedFields(judged)] as const);
  const [only] = each;
  if (only && each.length === 1) return only[1];
  return {
    ...Object.fromEntries(each.map(([name, values]) => [name, record(values)])),
    models: each.map(([name]) => name),
    ece: Float64Array.from(results, r => r.result.ece),
  };
}

function judgedFields({ result, distribution, intervals }: Judged): Record<string, Value> {
  return {
    ...scores(result),
    ...(distribution && {
      distribution: record({
        classwise_ece: distribution.classwiseEce,
        classwise_ace: distribution.classwiseAce,
        brier: distribution.brier,
        nll: distribution.nll,
        classes: makeTable({
          class: distribution.classes.map(c => c.name),
          n: Float64Array.from(distribution.classes, c => c.count),
          mean_probability: Float64Array.from(distribution.classes, c => c.meanProbability),
          ece: Float64Array.from(distribution.classes, c => c.ece),
          ace: Float64Array.from(distribution.classes, c => c.ace),
        }),
      }),
    }),
    ...(intervals && {
      ci: byScore(intervals, i => ({ kind: 'interval', low: i.low, high: i.high })),
      se: byScore(intervals, i => i.se),
    }),
  };
}

const SCORE_NAMES = {
  accuracy: 'accuracy',
  meanConfidence: 'mean_confidence',
  ece: 'ece',
  eceDebiased: 'ece_debiased',
  mce: 'mce',
  ace: 'ace',
  brier: 'brier',
  nll: 'nll',
  auroc: 'auroc',
} as const satisfies Record<keyof CalibrationIntervals, string>;

const byScore = (
  intervals: CalibrationIntervals,
  of: (interval: NonNullable<CalibrationIntervals['ece']>) => Value,
): Value =>
  record(
    Object.fromEntries(
      (Object.keys(SCORE_NAMES) as (keyof CalibrationIntervals)[]).map(metric => {
        const interval = intervals[metric];
        return [SCORE_NAMES[metric], interval && of(interval)];
      }),
    ),
  );

/** A calibration's figures as fields of a record. */
export const scores = (result: Calibration): Record<string, Value> => ({
  ece: result.ece,
  ece_debiased: result.eceDebiased,
  mce: result.mce,
  ace: result.ace,
  brier: result.brier,
  reliability: result.brierParts.reliability,
  resolution: result.brierParts.resolution,
  uncertainty: result.brierParts.uncertainty,
  nll: result.nll,
  auroc: result.auroc,
  accuracy: result.accuracy,
  mean_confidence: result.meanConfidence,
  n: result.n,
  bins: makeTable({
    low: result.bins.map(b => b.low),
    high: result.bins.map(b => b.high),
    n: result.bins.map(b => b.n),
    confidence: result.bins.map(b => b.confidence),
    accuracy: result.bins.map(b => b.accuracy),
    ci_low: result.bins.map(b => b.ciLow),
    ci_high: result.bins.map(b => b.ciHigh),
  }),
  edges: Float64Array.from(result.edges),
});
