import { primary } from '../cite';
import type { Allocation } from '../laws/law';
import { muennighoff } from '../laws/published/data_limited';

/**
 * What repeated tokens and excess parameters are worth: decay constants of Muennighoff et al. 2023, fitted to 182 runs.
 * The fit's valley is flat: on the same runs R_D* = 95.4 with R_N* = 1.7 fits slightly better.
 */
export const repetition = {
  RD: muennighoff.constants.R_D,
  RN: muennighoff.constants.R_N,
  /** The other basin of the same fit, of slightly lower objective on the released runs. */
  rival: { RD: 95.365, RN: 1.7059 },
  citation: primary('muennighoff2023', 'repository README'),
};

/** U + U R* (1 - exp(-R/R*)) with R = max(x/U - 1, 0): repeats decay towards worthless. Muennighoff et al. 2023, eq 5. */
export function saturated(x: number, unique: number, halfLife: number): number {
  if (x <= unique) return x;
  return unique * (1 + halfLife * (1 - Math.exp(-(x / unique - 1) / halfLife)));
}

/** Effective tokens of D training tokens of which `unique` are different. */
export const effectiveTokens = (D: number, unique: number, RD = repetition.RD): number => saturated(D, unique, RD);

/** Effective size and data; `unitN` is the size for which the unique tokens are compute-optimal. */
export function effectiveRun(N: number, D: number, unique: number, unitN: number, decay = repetition): Allocation {
  return { N: saturated(N, unitN, decay.RN), D: saturated(D, unique, decay.RD) };
}

/** What one more token is worth after so many epochs, against a fresh one: exp(-(epochs - 1)/R_D*). */
export function worthOfToken(epochs: number, RD = repetition.RD): number {
  return Math.exp(-Math.max(epochs - 1, 0) / RD);
}

/** Epochs after which one more token is worth less than `worth` of a fresh one. */
export function epochsUntilWorth(worth: number, RD = repetition.RD): number {
  return 1 - RD * Math.log(worth);
}

/** Where repeats stop paying, for a set of unique tokens. */
export interface EpochLimits {
  /** "Up to 4 epochs are nearly as good as new data." Muennighoff et al. 2023, sec 6. */
  readonly nearlyFree: number;
  /** A token here is worth 1/e of a fresh one: 1 + R_D*. */
  readonly stopPaying: number;
  /** The same by the rival basin of the flat fit. */
  readonly stopPayingRival: number;
  /** Tokens that endless repeats would be worth: U (1 + R_D*). */
  readonly mostEffective: number;
}

/** The limits of repeating `unique` tokens. */
export function epochLimits(unique: number): EpochLimits {
  return {
    nearlyFree: 4,
    stopPaying: 1 + repetition.RD,
    stopPayingRival: 1 + repetition.rival.RD,
    mostEffective: unique * (1 + repetition.RD),
  };
}
