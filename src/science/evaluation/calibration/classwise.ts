import { type Calibration, type CalibrationOptions, calibrate } from './calibration';
import { topPredictions } from './inputs/classes';
import type { ClassProbabilities } from './predictions';
import { LEAST_PROBABILITY } from './scores';

/** Calibration of the probability given to one class. */
export interface ClassCalibration {
  readonly name: string;
  /** Rows whose label is this class. */
  readonly count: number;
  /** Mean probability given to the class. */
  readonly meanProbability: number;
  readonly ece: number;
  readonly ace: number;
}

/** Calibration of whole distributions. */
export interface MulticlassCalibration {
  /** That of the likeliest answer. */
  readonly top: Calibration;
  readonly classes: readonly ClassCalibration[];
  /** Mean over classes of the ECE of each. Kull et al. 2019, Beyond temperature scaling, eq 3. */
  readonly classwiseEce: number;
  /** Mean over classes and bins of equal mass. Nixon et al. 2019, Measuring Calibration in Deep Learning. */
  readonly classwiseAce: number;
  /** mean_n sum_k (p_nk - y_nk)^2, 0 to 2. Brier 1950. */
  readonly brier: number;
  /** Mean negative log-likelihood of the true class, nats; probabilities below 1e-15 are read as 1e-15. */
  readonly nll: number;
}

/** Calibration of full probabilities: of the top answer, of each class, and of the distribution. */
export function calibrateClasses(given: ClassProbabilities, options: CalibrationOptions = {}): MulticlassCalibration {
  const { classes: names, values, labels } = given;
  const k = names.length;
  const n = labels.length;
  const classes = names.map((name, c): ClassCalibration => {
    const confidence = new Float64Array(n);
    const correct = new Uint8Array(n);
    for (let i = 0; i < n; i++) {
      confidence[i] = Math.min(values[i * k + c], 1);
      correct[i] = labels[i] === c ? 1 : 0;
    }
    const { ece, ace, meanConfidence, accuracy } = calibrate({ confidence, correct }, options);
    return { name, count: Math.round(accuracy * n), meanProbability: meanConfidence, ece, ace };
  });
  return {
    top: calibrate(topPredictions(given), options),
    classes,
    classwiseEce: classes.reduce((sum, { ece }) => sum + ece, 0) / k,
    classwiseAce: classes.reduce((sum, { ace }) => sum + ace, 0) / k,
    ...distributionScores(given),
  };
}

function distributionScores({ classes, values, labels }: ClassProbabilities): { brier: number; nll: number } {
  const k = classes.length;
  const n = labels.length;
  let squares = 0;
  let logs = 0;
  for (let i = 0; i < n; i++) {
    for (let c = 0; c < k; c++) squares += (values[i * k + c] - (labels[i] === c ? 1 : 0)) ** 2;
    logs += Math.log(Math.max(values[i * k + labels[i]], LEAST_PROBABILITY));
  }
  return { brier: squares / n, nll: -logs / n };
}
