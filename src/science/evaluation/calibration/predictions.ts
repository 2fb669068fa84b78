export { fromConfidence } from './inputs/confidence';

/** What a model said and whether it was right, one entry per prediction. */
export interface Predictions {
  /** Probability that the model gave its answer, 0 to 1. */
  readonly confidence: Float64Array;
  /** 1 where the answer is right, 0 where it is wrong. */
  readonly correct: Uint8Array;
}

/** Probabilities that a model gave to every answer it could choose from. */
export interface ClassProbabilities {
  /** Names of the k classes or choices. */
  readonly classes: readonly string[];
  /** n × k, row after row; each row sums to 1. */
  readonly values: Float64Array;
  /** The true class of each row, 0 … k-1. */
  readonly labels: Int32Array;
}
