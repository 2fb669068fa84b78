import { refit } from '../../cite';

/**
 * What a learning rate that has not decayed yet costs: the loss of a run near its peak rate over that of a run of the
 * same size that decayed to a tenth by the same tokens, minus one. Five sizes of the OLMo ladder (190M to 3B, C4
 * validation loss, the run of 200 tokens per parameter as it passes 20 against the run that ends there).
 */
export const annealingGap = {
  values: [0.0181, 0.0195, 0.0138, 0.0152, 0.0137],
  mean: 0.016,
  /** Spread allowed when a log is fitted: two and a half standard deviations of the five. */
  spread: 0.0063,
  citation: refit('olmo-ladder', 'ladder-runs, 1xC and 10xC logs', 'computed from the released logs'),
};

/** Weight of the past in the annealing momentum of Tissue et al.: S2 looks about 1,000 steps back. */
export const annealingMemory = { lambda: 0.999, citation: refit('tissue2024', 'demo code') };

/** Largest miss of the projected final loss, in nats, by the share of the run that was seen: ten OLMo ladder runs. */
export const projectionMisses = {
  shares: [0.3, 0.5, 0.7, 0.85, 1],
  misses: [0.106, 0.046, 0.026, 0.022, 0.005],
  citation: refit('olmo-ladder', 'ladder-runs', 'back-test of the projection on ten released logs'),
};
