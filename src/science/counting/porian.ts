import type { Citation } from '../source';

/** One step from Kaplan's exponent to Chinchilla's: everything above it in the list holds too. */
export interface ReconciliationStep {
  readonly step: string;
  /** What the step corrects. */
  readonly why: string;
  /** Exponent a of N* = c C^a on RefinedWeb. */
  readonly exponent: number;
  readonly interval: readonly [number, number];
  /** N* extrapolated to Chinchilla's compute, 5.88e23 FLOP. */
  readonly extrapolated: number;
}

export const porianCitation: Citation = {
  source: 'porian2024',
  locator: 'Figure 1 and repository, RefinedWeb',
  flag: 'verified',
  evidence: 'primary',
};

/** How the fitted exponent moves from 0.84 to 0.50 as counting and training are set right. Porian et al. 2024. */
export const porianSteps: readonly ReconciliationStep[] = [
  {
    step: 'reproduce Kaplan',
    why: 'embeddings and the last layer are left out, warm-up is long, the learning rate does not decay',
    exponent: 0.835,
    interval: [0.82, 0.85],
    extrapolated: 3e12,
  },
  {
    step: 'count the last layer',
    why: 'the logits cost as much as much of a small model',
    exponent: 0.706,
    interval: [0.69, 0.72],
    extrapolated: 7.87e11,
  },
  {
    step: 'correct warm-up',
    why: 'a warm-up longer than the training of small models holds them back',
    exponent: 0.602,
    interval: [0.59, 0.62],
    extrapolated: 2.92e11,
  },
  {
    step: 'cosine decay',
    why: 'the learning rate decays to the end of each budget',
    exponent: 0.571,
    interval: [0.56, 0.59],
    extrapolated: 1.83e11,
  },
  {
    step: 'tuned optimiser, no decay',
    why: 'learning rate, batch size and beta2 are tuned for each size',
    exponent: 0.497,
    interval: [0.49, 0.5],
    extrapolated: 7.7e10,
  },
];
