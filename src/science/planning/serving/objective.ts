import { cheapestForLoss, type Limits, SERVING_FACTOR, totalFlop } from '../solve/search';
import type { Surface } from '../surface';

/** A run with what it costs to train and to serve, in FLOP. */
export interface LifetimeRun {
  readonly N: number;
  readonly D: number;
  readonly loss: number | undefined;
  readonly training: number;
  readonly serving: number;
  readonly total: number;
}

/** The plan when serving is counted, beside the plan when it is not. Sardana et al. 2024, eq 1: min 6 N D + 2 N D_inf. */
export interface InferenceAware {
  /** Tokens served. */
  readonly tokens: number;
  /** The planned run. */
  readonly planned: LifetimeRun;
  /** The run that is cheapest to train to the same loss. */
  readonly trainingOnly: LifetimeRun;
  /** Share of the training-only run's training and serving that the planned run saves. */
  readonly saving: number;
}

/** Training and serving FLOP of a run. */
export function lifetime(s: Surface, N: number, D: number, served: number): LifetimeRun {
  return {
    ...{ N, D, loss: s.loss?.(N, D), training: s.factor * N * D },
    ...{ serving: SERVING_FACTOR * N * served, total: totalFlop(s, N, D, served) },
  };
}

/** Sets the planned run beside the one of the same loss that is cheapest to train; undefined for laws without a loss. */
export function inferenceAware(s: Surface, N: number, D: number, limits: Limits): InferenceAware | undefined {
  const planned = lifetime(s, N, D, limits.served);
  if (planned.loss === undefined || limits.served === 0) return undefined;
  const cheapest = cheapestForLoss(s, planned.loss, { ...limits, served: 0 });
  const trainingOnly = lifetime(s, cheapest.N, cheapest.D, limits.served);
  return {
    ...{ tokens: limits.served, planned, trainingOnly, saving: 1 - planned.total / trainingOnly.total },
  };
}
