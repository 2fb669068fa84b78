import { ScienceError } from '../../errors';
import type { SeriesInput } from '../series';
import { scalingTrend, type Trend, type TrendOptions } from './trend';

/** A trend, or a sentence on why there is none. */
export interface NamedTrend {
  readonly name: string;
  readonly trend: Trend | null;
  readonly refusal: string | null;
}

/** Classifies several series; those with too few points are refused one by one, and the others go on. */
export function scalingTrends(
  inputs: readonly (SeriesInput & { readonly name: string })[],
  options: TrendOptions = {},
): NamedTrend[] {
  return inputs.map(input => {
    const { name } = input;
    try {
      return { name, trend: scalingTrend(input, options), refusal: null };
    } catch (error) {
      if (error instanceof ScienceError && error.code === 'too-few-points')
        return { name, trend: null, refusal: error.message };
      throw error;
    }
  });
}
