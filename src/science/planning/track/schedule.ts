import { annealingMemory } from '../../facts/planning/annealing';

/** How the learning rate runs over a training run. Shares are of the whole run. */
export interface LearningRateSchedule {
  /** `wsd`: constant, then linear decay over the last `decay` of the run. */
  readonly kind: 'cosine' | 'linear' | 'constant' | 'wsd';
  /** Share of warm-up steps. */
  readonly warmup?: number;
  /** Last rate over the peak rate: 0.1 in Chinchilla and LLaMA. */
  readonly last?: number;
  /** Share of the run that decays, for `wsd`. */
  readonly decay?: number;
}

/** The rate at a share of the run, over the peak rate. */
export function rateAt({ kind, warmup = 0.01, last = 0.1, decay = 0.2 }: LearningRateSchedule, share: number): number {
  if (share < warmup) return share / warmup;
  const done = Math.min(1, (share - warmup) / (1 - warmup));
  switch (kind) {
    case 'constant':
      return 1;
    case 'linear':
      return 1 - (1 - last) * done;
    case 'cosine':
      return last + 0.5 * (1 - last) * (1 + Math.cos(Math.PI * done));
    case 'wsd':
      return share < 1 - decay ? 1 : 1 - (1 - last) * ((share - (1 - decay)) / decay);
  }
}

/** A schedule from a logged learning rate, by linear interpolation; after the log it goes on as `planned`. */
export function loggedRate(
  shares: ArrayLike<number>,
  rates: ArrayLike<number>,
  planned: LearningRateSchedule,
): (share: number) => number {
  let peak = 0;
  for (let i = 0; i < rates.length; i++) if (rates[i] > peak) peak = rates[i];
  const n = shares.length;
  return share => {
    if (n === 0 || share >= shares[n - 1])
      return n > 0 && share <= shares[n - 1] ? rates[n - 1] / peak : rateAt(planned, share);
    if (share <= shares[0]) return rates[0] / peak;
    let low = 0;
    let high = n - 1;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (shares[middle] <= share) low = middle;
      else high = middle;
    }
    const t = (share - shares[low]) / (shares[high] - shares[low]);
    return (rates[low] + t * (rates[high] - rates[low])) / peak;
  };
}

const GRID = 4096;

/**
 * How far the rate has still to decay, from 1 near the peak to 0 at the end, as the loss feels it: the annealing momentum of
 * Tissue et al. 2024 (eq 2) looks about 1,000 steps back. Warm-up counts as the peak. Given at shares of the run.
 */
export function undecayed(rate: (share: number) => number, steps: number): (share: number) => number {
  const values = new Float64Array(GRID + 1);
  let peakAt = 0;
  let peak = 0;
  for (let i = 0; i <= GRID; i++) {
    const value = rate(i / GRID);
    if (value > peak) [peak, peakAt] = [value, i];
  }
  const last = rate(1);
  // Exact for a rate that is constant between grid points: (1 - lambda) summed over steps / GRID steps.
  const keep = annealingMemory.lambda ** (steps / GRID);
  let felt = peak;
  for (let i = 0; i <= GRID; i++) {
    const value = i < peakAt ? peak : rate(i / GRID);
    felt = value + (felt - value) * keep;
    values[i] = peak > last ? (felt - last) / (peak - last) : 0;
  }
  return share => {
    const place = Math.min(Math.max(share, 0), 1) * GRID;
    const below = Math.min(GRID - 1, Math.floor(place));
    return values[below] + (values[below + 1] - values[below]) * (place - below);
  };
}
