import type { Fit } from '../fit';
import { formOf } from '../forms/forms';
import { normalCdf, normalQuantile } from '../numeric/normal';
import { mean, sortedFinite, sortedQuantile } from '../numeric/summary';

/** An interval with the share of draws that it should cover. */
export interface Interval {
  readonly low: number;
  readonly high: number;
  readonly level: number;
}

/** The middle share of the draws. NaN draws are left out. */
export function percentileInterval(draws: ArrayLike<number>, level: number): Interval {
  const sorted = sortedFinite(draws);
  const tail = (1 - level) / 2;
  return { low: sortedQuantile(sorted, tail), high: sortedQuantile(sorted, 1 - tail), level };
}

/**
 * Bias-corrected and accelerated interval (Efron 1987): percentiles shifted by the median bias of the draws and by the
 * skewness of the jackknife.
 */
export function bcaInterval(
  draws: ArrayLike<number>,
  estimate: number,
  jackknife: ArrayLike<number>,
  level: number,
): Interval {
  const sorted = sortedFinite(draws);
  if (sorted.length === 0) return { low: Number.NaN, high: Number.NaN, level };
  let below = 0;
  for (const d of sorted) below += d < estimate ? 1 : d === estimate ? 0.5 : 0;
  // All draws on one side: the correction would be infinite; half a draw keeps it finite.
  const share = Math.min(Math.max(below / sorted.length, 0.5 / sorted.length), 1 - 0.5 / sorted.length);
  const bias = normalQuantile(share);
  const left = sortedFinite(jackknife);
  const centre = mean(left);
  let [square, cube] = [0, 0];
  for (const v of left) {
    square += (centre - v) ** 2;
    cube += (centre - v) ** 3;
  }
  const acceleration = square > 0 ? cube / (6 * square ** 1.5) : 0;
  const adjusted = (p: number) => {
    const z = bias + normalQuantile(p);
    return normalCdf(bias + z / (1 - acceleration * z));
  };
  const tail = (1 - level) / 2;
  return { low: sortedQuantile(sorted, adjusted(tail)), high: sortedQuantile(sorted, adjusted(1 - tail)), level };
}

/** Intervals from the sandwich standard errors, symmetric on the optimiser's scale: what there is without a bootstrap. */
export function normalIntervals(
  { free, constants, se, spec }: Pick<Fit, 'free' | 'constants' | 'se' | 'spec'>,
  level: number,
): Record<string, Interval> {
  const z = normalQuantile(0.5 + level / 2);
  const { parameters } = formOf(spec.form, spec.bounds);
  return Object.fromEntries(
    free.map(name => {
      const isLog = parameters.find(p => p.name === name)?.transform === 'log';
      const [value, reach] = [constants[name], z * se[name]];
      return isLog
        ? [name, { low: value * Math.exp(-reach / value), high: value * Math.exp(reach / value), level }]
        : [name, { low: value - reach, high: value + reach, level }];
    }),
  );
}
