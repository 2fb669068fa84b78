import * as l10n from '@vscode/l10n';
import { ScienceError } from '../../../errors';
import { createRandom } from '../../../random';
import { type Calibration, type CalibrationOptions, calibrate } from '../calibration';
import { calibrateClasses, type MulticlassCalibration } from '../classwise';
import type { ClassProbabilities, Predictions } from '../predictions';
import { fitIsotonic, type Isotonic, throughIsotonic } from './isotonic';
import { fitPlatt, type Platt, throughPlatt } from './platt';
import {
  atTemperature,
  classesAtTemperature,
  fitClassTemperature,
  fitTemperature,
  type Temperature,
} from './temperature';

export type RescaleMethod = 'temperature' | 'platt' | 'isotonic';

export interface RecalibrateOptions extends CalibrationOptions {
  /**
   * Parts of the rows; each part's new confidences come from a fit to the others, so that `after` is honest. 1 fits and
   * judges on the same rows. By default 1 for temperature (one number cannot overfit) and 5 for the others.
   */
  readonly folds?: number;
  readonly seed?: number;
}

/** Calibration before and after rescaling. */
export interface Recalibration {
  readonly method: RescaleMethod;
  /** What was fitted, to all rows. */
  readonly fit: Temperature | Platt | Isotonic;
  readonly folds: number;
  readonly before: Calibration;
  readonly after: Calibration;
  /** The new confidences that `after` judges, in the order of the rows. */
  readonly confidence: Float64Array;
  readonly notes: readonly string[];
}

interface Method<Fit> {
  readonly fit: (predictions: Predictions) => Fit;
  readonly through: (confidence: Float64Array, fit: Fit) => Float64Array;
}

const temperature: Method<Temperature> = {
  fit: fitTemperature,
  through: (c, fit) => atTemperature(c, fit.temperature),
};
const platt: Method<Platt> = { fit: fitPlatt, through: throughPlatt };
const isotonic: Method<Isotonic> = { fit: fitIsotonic, through: throughIsotonic };

/** Rescales confidences by temperature, Platt or isotonic regression, and compares before with after. */
export function recalibrate(
  predictions: Predictions,
  method: RescaleMethod,
  options: RecalibrateOptions = {},
): Recalibration {
  const before = calibrate(predictions, options);
  const run = <Fit extends Recalibration['fit']>(by: Method<Fit>): Recalibration => {
    const asked = options.folds ?? (method === 'temperature' ? 1 : 5);
    const folds = checkedFolds(asked, predictions, options.folds !== undefined);
    const fit = by.fit(predictions);
    const confidence =
      folds === 1 ? by.through(predictions.confidence, fit) : crossFitted(predictions, by, folds, options.seed ?? 0);
    const after = calibrate({ confidence, correct: predictions.correct }, options);
    const same =
      folds === 1 && method !== 'temperature'
        ? [l10n.t('Fitted and judged on the same rows: the gain is flattered.')]
        : [];
    return { method, fit, folds, before, after, confidence, notes: [...('notes' in fit ? fit.notes : []), ...same] };
  };
  if (method === 'temperature') return run(temperature);
  return method === 'platt' ? run(platt) : run(isotonic);
}

/** Few rows, or few of one outcome, are not divided unless asked for. */
const LEAST_FOLD = 20;

function checkedFolds(folds: number, { correct }: Predictions, asked: boolean): number {
  const n = correct.length;
  const right = correct.reduce((sum, y) => sum + y, 0);
  const rarer = Math.min(right, n - right);
  if (!asked) return n < folds * LEAST_FOLD || rarer < folds ? 1 : folds;
  if (folds === 1 || (Number.isInteger(folds) && folds >= 2 && folds <= rarer)) return folds;
  throw new ScienceError(
    'bad-folds',
    l10n.t('folds must be a whole number, at most the number of the rarer outcome ({0}), not {1}.', rarer, folds),
  );
}

/** The fold of each row: at random, but with as many right and wrong answers in each. */
function stratifiedFolds(correct: Uint8Array, folds: number, seed: number): Uint16Array {
  const random = createRandom(seed);
  const rows = Uint32Array.from(correct, (_, i) => i);
  for (let i = rows.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [rows[i], rows[j]] = [rows[j], rows[i]];
  }
  const fold = new Uint16Array(rows.length);
  const seen = [0, 0];
  for (const row of rows) fold[row] = seen[correct[row]]++ % folds;
  return fold;
}

function crossFitted<Fit>({ confidence, correct }: Predictions, by: Method<Fit>, folds: number, seed: number) {
  const fold = stratifiedFolds(correct, folds, seed);
  const result = new Float64Array(correct.length);
  for (let f = 0; f < folds; f++) {
    const fit = by.fit({
      confidence: confidence.filter((_, i) => fold[i] !== f),
      correct: correct.filter((_, i) => fold[i] !== f),
    });
    const mapped = by.through(
      confidence.filter((_, i) => fold[i] === f),
      fit,
    );
    for (let i = 0, next = 0; i < result.length; i++) if (fold[i] === f) result[i] = mapped[next++];
  }
  return result;
}

/** Temperature scaling of whole distributions, before and after. */
export function recalibrateClasses(
  given: ClassProbabilities,
  options: CalibrationOptions = {},
): { readonly fit: Temperature; readonly before: MulticlassCalibration; readonly after: MulticlassCalibration } {
  const fit = fitClassTemperature(given);
  const after = calibrateClasses(classesAtTemperature(given, fit.temperature), options);
  return { fit, before: calibrateClasses(given, options), after };
}
