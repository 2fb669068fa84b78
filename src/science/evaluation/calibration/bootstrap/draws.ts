import { createRandom, type Random } from '../../../random';
import { binomial } from './binomial';
import type { CalibrationCells } from './cells';
import { BOOTSTRAP_METRICS, scoreCells } from './score';

/** Replicates `from` … `to - 1` of a bootstrap. */
export interface BootstrapChunk {
  readonly seed: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Metrics of resampled predictions, (to - from) × BOOTSTRAP_METRICS.length, row after row. Each replicate has its own
 * stream of random numbers, so that the draws do not depend on how they are split into chunks or over workers.
 */
export function bootstrapChunk(cells: CalibrationCells, { seed, from, to }: BootstrapChunk): Float64Array {
  const width = BOOTSTRAP_METRICS.length;
  const draws = new Float64Array((to - from) * width);
  const weights = new Float64Array(cells.count.length);
  for (let r = from; r < to; r++) {
    multinomial(replicateRandom(seed, r), cells, weights);
    const scores = scoreCells(cells, weights);
    BOOTSTRAP_METRICS.forEach((metric, m) => {
      draws[(r - from) * width + m] = scores[metric];
    });
  }
  return draws;
}

/** The random numbers of replicate `r` of a bootstrap with `seed`. */
export function replicateRandom(seed: number, r: number): Random {
  return createRandom((Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(r + 1, 0x85ebca6b)) >>> 0);
}

/** How often each cell is drawn in n draws: one binomial after the other, each of what is left. */
function multinomial(random: Random, { n, count }: CalibrationCells, into: Float64Array): void {
  let draws = n;
  let rows = n;
  for (let i = 0; i < count.length; i++) {
    into[i] = rows > 0 && count[i] > 0 ? binomial(random, draws, count[i] / rows) : 0;
    draws -= into[i];
    rows -= count[i];
  }
}
