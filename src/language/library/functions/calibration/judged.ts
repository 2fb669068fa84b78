import { calibrationCells } from '../../../../science/evaluation/calibration/bootstrap/cells';
import {
  bootstrapCalibration,
  type CalibrationIntervals,
} from '../../../../science/evaluation/calibration/bootstrap/intervals';
import type { Calibration, CalibrationOptions } from '../../../../science/evaluation/calibration/calibration';
import { calibrate } from '../../../../science/evaluation/calibration/calibration';
import { calibrateClasses, type MulticlassCalibration } from '../../../../science/evaluation/calibration/classwise';
import { topPredictions } from '../../../../science/evaluation/calibration/inputs/classes';
import { table as makeTable, record } from '../../../values/make';
import type { List, Table, Value } from '../../../values/value';
import { type ClassColumns, distributionsOf } from './class-columns';
import type { JudgedModels, ModelRows } from './models';
import { predictionsOf } from './predictions';

export interface Judged {
  readonly result: Calibration;
  readonly distribution?: MulticlassCalibration;
  readonly intervals?: CalibrationIntervals;
}

/** A model with its calibration. */
export type JudgedModel = ModelRows & Judged;

/** The calibration of the predictions in a table; with `draws` above 0 also intervals by bootstrap. */
export function judge(
  rows: Table,
  columns: ClassColumns,
  options: CalibrationOptions,
  draws: number,
  seed: number,
): Judged {
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

/** Fields of the view: those of the model, or of several by their names, with a table of all. */
export function fieldsOf(models: readonly JudgedModel[], scale: JudgedModels['scale']): Record<string, Value> {
  const [only] = models;
  if (only && models.length === 1) return judgedFields(only);
  return {
    ...Object.fromEntries(models.map(model => [model.name, record(judgedFields(model))])),
    models: models.map(model => model.name),
    ece: Float64Array.from(models, m => m.result.ece),
    table: summaryTable(models, scale),
  };
}

/** One row for each model, as `scaling_trend(y: "ece")` and `lines` take it. */
function summaryTable(models: readonly JudgedModel[], scale: JudgedModels['scale']): Table {
  const known = models.every(m => m.intervals?.ece);
  const lines = models.some(m => m.line !== '');
  const numbers = (of: (m: JudgedModel) => number): Float64Array => Float64Array.from(models, of);
  const columns: Record<string, List> = {
    model: models.map(m => m.name),
    ...(scale === undefined ? {} : { [scale]: numbers(m => m.scale ?? Number.NaN) }),
    ...(lines ? { line: models.map(m => m.line) } : {}),
    predictions: numbers(m => m.result.n),
    accuracy: numbers(m => m.result.accuracy),
    mean_confidence: numbers(m => m.result.meanConfidence),
    ece: numbers(m => m.result.ece),
    ...(known
      ? {
          ece_low: numbers(m => m.intervals?.ece?.low ?? Number.NaN),
          ece_high: numbers(m => m.intervals?.ece?.high ?? Number.NaN),
          stderr: numbers(m => m.intervals?.ece?.se ?? Number.NaN),
        }
      : {}),
    ece_debiased: numbers(m => m.result.eceDebiased),
    brier: numbers(m => m.result.brier),
    nll: numbers(m => m.result.nll),
    auroc: models.map(m => m.result.auroc),
  };
  return makeTable(columns);
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
