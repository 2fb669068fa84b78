import type { Hyperparameters, Law } from '../laws/law';
import { findLaw } from '../laws/laws';
import { hyperparameters } from '../laws/verbs/hyperparameters';

/** The run that hyperparameters are wanted for. */
export interface HyperparameterInputs {
  /** Parameters in all (or active ones), and those without embeddings. */
  readonly N: number;
  readonly nonEmbedding: number;
  readonly D: number;
  readonly C: number;
  readonly loss: number | undefined;
  readonly context: number;
}

/** Batch, steps and learning rate of a run. */
export interface Schedule {
  /** Tokens in a batch: whole sequences. */
  readonly batch: number;
  readonly sequences: number;
  readonly steps: number;
  /** Peak learning rate; undefined where the law recommends none. */
  readonly learningRate: number | undefined;
  /** What the law recommended before rounding to sequences; undefined where the batch was given. */
  readonly recommended: Hyperparameters;
}

/** The law that recommends batch and learning rate unless another is named: Step Law (Li et al. 2025). */
export function defaultHyperparameterLaw(): Law | undefined {
  return findLaw('steplaw');
}

/** Batch, steps and learning rate, by a published hyperparameter law in its own counting, or with a batch that is given. */
export function scheduleFor(law: Law | undefined, o: HyperparameterInputs, givenBatch?: number): Schedule {
  const N = law?.conventions.params === 'non-embedding' ? o.nonEmbedding : o.N;
  const loss = o.loss === undefined ? {} : { loss: o.loss };
  const recommended = law ? hyperparameters(law, { N, D: o.D, C: o.C, ...loss }) : {};
  const wanted = givenBatch ?? recommended.batchTokens ?? o.context;
  const sequences = Math.max(1, Math.round(wanted / o.context));
  const batch = sequences * o.context;
  return {
    batch,
    sequences,
    steps: Math.ceil(o.D / batch),
    learningRate: recommended.learningRate,
    recommended,
  };
}
