import type { Series } from '../chart';
import { axisTicks, type Ticks } from '../format';

/** Smallest and largest value of a heatmap. */
export function valueRange(s: Series): [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const row of s.z ?? []) {
    for (const z of row) {
      if (z === null || !Number.isFinite(z)) continue;
      low = Math.min(low, z);
      high = Math.max(high, z);
    }
  }
  return low <= high ? [low, high] : [0, 1];
}

/** How much of its colour the lowest value of a heatmap has; the highest has all of it. */
const FAINTEST = 0.06;

/** How much of the series' colour stands for a value: 0 is the lowest of the map, 1 the highest. */
export const shadeAt = (s: Series, share: number): number => (FAINTEST + (1 - FAINTEST) * share) * (s.opacity ?? 1);

/** The values that are written beside the bar of colours. */
export function colourTicks(s: Series): Ticks {
  const [low, high] = valueRange(s);
  return axisTicks({ label: '', scale: 'linear' }, low < high ? [low, high] : [low - 0.5, low + 0.5], 4);
}
