import * as l10n from '@vscode/l10n';
import { ScienceError } from '../../errors';
import { sortedFinite, sortedQuantile } from '../../fitting/numeric/summary';
import { createRandom } from '../../random';
import type { Interval } from '../calibration/wilson';
import { requirePoints, type ScaleSeries, type SeriesInput, scaleSeries } from '../series';
import { Evidence } from './evidence';
import type { NoiseKind } from './noise';
import { combinedP } from './p-value';
import { reasonOf } from './reason';

/** standard: better with scale; inverse: worse; u-shaped: worse, then better; inverted-u: better, then worse. */
export type TrendClass = 'standard' | 'inverse' | 'u-shaped' | 'inverted-u' | 'flat';

export interface TrendOptions {
  /** Risk of calling noise a trend (0.03). */
  readonly flatAlpha?: number;
  /** Risk of calling a monotone course turned (0.02). */
  readonly turnAlpha?: number;
  readonly replicates?: number;
  readonly seed?: number;
  /** A turn counts only if both its arms are at least this share of the whole range (0.1). */
  readonly leastArm?: number;
}

export interface Trend {
  readonly name: string;
  readonly class: TrendClass;
  /** One sentence on why. */
  readonly reason: string;
  /** Probability of evidence as strong if the truth were constant, and if it had no turning point. */
  readonly p: { readonly flat: number; readonly turning: number };
  readonly noise: NoiseKind;
  /** How many times more scores scatter around the best turned course than their standard errors explain; at least 1. */
  readonly scatter: number | null;
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Standard deviation that was taken for each score. */
  readonly sd: Float64Array;
  /** The fit under the order of the class, at each x. */
  readonly fit: Float64Array;
  /** Where a turned course turns, with a 95 % interval; null for the other classes. */
  readonly turning: (Interval & { readonly x: number }) | null;
}

/** Different scales needed at all, with standard errors and without. */
const LEAST_WITH_STDERR = 4;
const LEAST = 5;
/** From here on a course without standard errors may be called flat: a turn would have shown. */
const LEAST_FOR_FLAT = 8;

/**
 * Classifies a score by scale. Fits are the closest under an order (constant, rising, falling, one peak, one dip), so that
 * no formula of the course is assumed. Two tests, each by a parametric bootstrap from the fit under its null that
 * weighs every draw as it weighed the data: any shape against a constant, then one turning point against none.
 * Throws a sentence if the scales are too few: 4 with standard errors, 5 without, and 8 to tell flat from turned.
 */
export function scalingTrend(input: SeriesInput, options: TrendOptions = {}): Trend {
  const { higherIsBetter = true } = input;
  const { flatAlpha = 0.03, turnAlpha = 0.02, replicates = 999, seed = 0, leastArm = 0.1 } = options;
  const given = scaleSeries(input);
  requirePoints(given, given.stderr ? LEAST_WITH_STDERR : LEAST);
  const series = higherIsBetter ? given : { ...given, y: given.y.map(v => -v) };
  const { y } = series;
  const evidence = new Evidence(series);
  const costs = evidence.costs(y);
  const { sd, scatter } = evidence.noise(y);
  const rising = costs.rising <= costs.falling;
  const monotone = rising ? 'rising' : 'falling';
  const turned = costs.dipped < costs.peaked ? 'dipped' : 'peaked';
  const p = {
    flat: pValue(evidence, 'constant', sd, 'any', replicates, seed),
    turning: pValue(evidence, monotone, sd, 'turning', replicates, seed),
  };
  const isTurned = p.turning < turnAlpha && armShare(evidence.fit(turned, y), turned) >= leastArm;
  const kind =
    p.flat >= flatAlpha
      ? 'flat'
      : isTurned
        ? ({ dipped: 'u-shaped', peaked: 'inverted-u' } as const)[turned]
        : ({ rising: 'standard', falling: 'inverse' } as const)[monotone];
  if (kind === 'flat') refuseUndecided(series);
  const shape = kind === 'flat' ? 'constant' : isTurned ? turned : monotone;
  const fit = evidence.fit(shape, y);
  return {
    name: given.name,
    class: kind,
    reason: reasonOf(kind, p, turnAlpha, scatter),
    p,
    noise: given.stderr ? 'stderr' : 'estimated',
    scatter,
    x: given.x,
    y: given.y,
    sd,
    fit: higherIsBetter ? fit : fit.map(v => -v),
    turning: shape === 'dipped' || shape === 'peaked' ? turningPoint(evidence, shape, sd, replicates, seed) : null,
  };
}

type Turned = 'dipped' | 'peaked';

/** Scores drawn around the fit of a shape. The array is the same at each step. */
function* draws(
  evidence: Evidence,
  shape: Turned | 'constant' | 'rising' | 'falling',
  sd: Float64Array,
  replicates: number,
  seed: number,
): Generator<Float64Array> {
  const random = createRandom(seed);
  const fit = evidence.fit(shape, evidence.series.y);
  const drawn = new Float64Array(fit.length);
  for (let r = 0; r < replicates; r++) {
    for (let i = 0; i < fit.length; i++) drawn[i] = fit[i] + sd[i] * random.normal();
    yield drawn;
  }
}

function pValue(
  evidence: Evidence,
  shape: 'constant' | 'rising' | 'falling',
  sd: Float64Array,
  of: 'any' | 'turning',
  replicates: number,
  seed: number,
): number {
  const under: (readonly number[])[] = [];
  for (const drawn of draws(evidence, shape, sd, replicates, seed)) under.push(evidence.statistics(drawn)[of]);
  return combinedP(evidence.statistics(evidence.series.y)[of], under);
}

/** The smaller arm of a turn as a share of the whole range. */
function armShare(values: Float64Array, shape: Turned): number {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const ends = [values[0], values[values.length - 1]];
  const arm = shape === 'dipped' ? Math.min(...ends) - low : high - Math.max(...ends);
  return high > low ? arm / (high - low) : 0;
}

function turningPoint(evidence: Evidence, shape: Turned, sd: Float64Array, replicates: number, seed: number) {
  const { x, y } = evidence.series;
  /** Middle (in log x) of the points where a fit is at its extreme. */
  const turnOf = (scores: Float64Array): number => {
    const values = evidence.fit(shape, scores);
    const extreme = shape === 'dipped' ? Math.min(...values) : Math.max(...values);
    return Math.sqrt(x[values.indexOf(extreme)] * x[values.lastIndexOf(extreme)]);
  };
  const turns: number[] = [];
  for (const drawn of draws(evidence, shape, sd, replicates, seed + 1)) turns.push(turnOf(drawn));
  const sorted = sortedFinite(turns);
  const at = turnOf(y);
  return { x: at, low: Math.min(at, sortedQuantile(sorted, 0.025)), high: Math.max(at, sortedQuantile(sorted, 0.975)) };
}

/** Few scores of unknown noise that could be constant could also turn. */
function refuseUndecided({ name, x, stderr }: ScaleSeries): void {
  if (stderr || x.length >= LEAST_FOR_FLAT) return;
  throw new ScienceError(
    'too-few-points',
    l10n.t(
      '{0}: {1} scales without standard errors cannot tell a flat course from a turned one. Give stderr or items, or at least {2} scales.',
      ...[name, x.length, LEAST_FOR_FLAT],
    ),
  );
}
