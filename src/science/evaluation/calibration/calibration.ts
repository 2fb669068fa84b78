import { auroc } from './auroc';
import type { ReliabilityBin } from './bins';
import { binSums, reliabilityBins } from './bins';
import { debiasedEce } from './debiased';
import { type BrierParts, brierParts } from './decomposition';
import { type BinStrategy, checkedEdges, quantileEdges, uniformEdges } from './edges';
import { averageCalibrationError, expectedCalibrationError, maximumCalibrationError } from './errors';
import { degenerateNotes } from './notes';
import type { Predictions } from './predictions';
import { properScores } from './scores';
import { sortPredictions } from './sorted';

export interface CalibrationOptions {
  /** Number of bins (10). */
  readonly bins?: number;
  readonly strategy?: BinStrategy;
  /** Edges from 0 to 1 in place of `bins` and `strategy`. */
  readonly edges?: readonly number[];
  /** Level of the Wilson intervals (0.95). */
  readonly level?: number;
}

/** Does the model know when it is wrong? All errors are fractions, 0 to 1; NLL is in nats. */
export interface Calibration {
  readonly n: number;
  readonly accuracy: number;
  readonly meanConfidence: number;
  readonly ece: number;
  /** ECE with the upward bias of sampling noise taken off. */
  readonly eceDebiased: number;
  readonly mce: number;
  readonly ace: number;
  readonly brier: number;
  readonly brierParts: BrierParts;
  readonly nll: number;
  /** Chance that a right answer had more confidence than a wrong one; null where all are right or all wrong. */
  readonly auroc: number | null;
  readonly strategy: BinStrategy | 'given';
  /** Edges of the right-closed bins: one more than there are bins. */
  readonly edges: readonly number[];
  readonly level: number;
  readonly bins: readonly ReliabilityBin[];
  /** Sentences on what the figures cannot show here: few rows, one outcome, constant confidence. */
  readonly notes: readonly string[];
}

/**
 * Calibration of predictions: right-closed bins with Wilson intervals, and the scores. ECE and MCE are over the bins
 * shown; ACE is always over as many bins of equal mass.
 */
export function calibrate(predictions: Predictions, options: CalibrationOptions = {}): Calibration {
  const { bins: count = 10, level = 0.95 } = options;
  const strategy = options.edges ? 'given' : (options.strategy ?? 'uniform');
  const sorted = sortPredictions(predictions);
  const asked = options.edges ? options.edges.length - 1 : count;
  const equalMass = quantileEdges(sorted.confidence, asked);
  const edges = options.edges ? checkedEdges(options.edges) : strategy === 'quantile' ? equalMass : uniformEdges(count);
  const sums = binSums(sorted, edges);
  const bins = reliabilityBins(sums, edges, level);
  const massBins = strategy === 'quantile' ? bins : reliabilityBins(binSums(sorted, equalMass), equalMass, level);
  const { cut, ...scores } = properScores(sorted);
  return {
    ...scores,
    ece: expectedCalibrationError(bins),
    mce: maximumCalibrationError(bins),
    ace: averageCalibrationError(massBins),
    eceDebiased: debiasedEce(sums),
    auroc: auroc(sorted),
    brierParts: brierParts(bins, scores.brier, scores.accuracy),
    strategy,
    edges,
    level,
    bins,
    notes: degenerateNotes(sorted, bins, cut),
  };
}
