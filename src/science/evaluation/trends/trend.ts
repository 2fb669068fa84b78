import * as l10n from '@vscode/l10n';
import { ScienceError } from '../../errors';
import { sortedFinite, sortedQuantile } from '../../fitting/numeric/summary';
import { createRandom } from '../../random';
import type { Interval } from '../calibration/wilson';
import { type ScaleSeries, type SeriesInput, scaleSeries } from '../series';
import { Evidence, type Statistics } from './evidence';
import type { NoiseKind } from './noise';
import { combinedP } from './p-value';
import { reasonOf } from './reason';
import { type Slope, slopeOf } from './slope';

/** standard: better with scale; inverse: worse; u-shaped: worse, then better; inverted-u: better, then worse. */
export type TrendClass = 'standard' | 'inverse' | 'u-shaped' | 'inverted-u' | 'flat';

export interface TrendOptions {
  /** Risk of calling noise a rise or a fall (0.03). */
  readonly monotoneAlpha?: number;
  /** Risk of calling a monotone course turned (0.02). The sum of both is the risk of calling noise a trend. */
  readonly turnAlpha?: number;
  readonly replicates?: number;
  readonly seed?: number;
  /** A turn counts only if both its arms are at least this share of the whole range (0.2). */
  readonly leastArm?: number;
}

/** Probabilities of evidence as strong by chance. */
export interface TrendP {
  /**
   * If the truth were constant: of the two below, whichever is smaller against its own risk (weighted Bonferroni). Below
   * the sum of the risks, 0.05, exactly where one of the tests finds a trend.
   */
  readonly flat: number;
  /** If the truth were constant, asking for a rise or a fall. */
  readonly monotone: number;
  /** If the truth had no turning point. */
  readonly turning: number;
}

export interface Trend {
  readonly name: string;
  readonly class: TrendClass;
  /** One sentence on why. */
  readonly reason: string;
  readonly p: TrendP;
  /** The straight line in log scale through the scores; null where two points leave nothing to judge it by. */
  readonly slope: Slope | null;
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

/**
 * Different scales needed at all, with standard errors and without. In simulations (noise of 2 points, courses over 30) 4
 * scales of known noise get 99 in 100 classes right; without, the noise is estimated from the scores themselves: 5 show a
 * steady rise or fall and hardly any turn, and are never called wrongly, only refused.
 */
const LEAST_WITH_STDERR = 4;
const LEAST = 5;
/** From here on a course without standard errors may be called flat: a turn would have shown (98 in 100 are right). */
const LEAST_FOR_FLAT = 8;

/**
 * Classifies a score by scale. Fits are the closest under an order (constant, rising, falling, one peak, one dip), so that
 * no formula of the course is assumed. Tests by a parametric bootstrap from the fit under its null that weighs every draw
 * as it weighed the data: one turning point against none, and a rise or a fall against a constant.
 * Throws a sentence if the scales are too few: 4 with standard errors, 5 without, and 8 to tell flat from turned.
 */
export function scalingTrend(input: SeriesInput, options: TrendOptions = {}): Trend {
  const { higherIsBetter = true } = input;
  const { monotoneAlpha = 0.03, turnAlpha = 0.02 } = options;
  const { replicates = 4999, seed = 0, leastArm = 0.2 } = options;
  const given = scaleSeries(input);
  requireScales(given);
  const series = higherIsBetter ? given : { ...given, y: given.y.map(v => -v) };
  const { y } = series;
  const evidence = new Evidence(series);
  const costs = evidence.costs(y);
  const sd = evidence.noise(y);
  const rising = costs.rising <= costs.falling;
  const monotone = rising ? 'rising' : 'falling';
  const turned = costs.dipped < costs.peaked ? 'dipped' : 'peaked';
  const alone = pValue(evidence, 'constant', sd, 'monotone', replicates, seed);
  const turning = pValue(evidence, monotone, sd, 'turning', replicates, seed);
  const level = monotoneAlpha + turnAlpha;
  const flat = Math.min(1, (alone * level) / monotoneAlpha, (turning * level) / turnAlpha);
  const p: TrendP = { flat, monotone: alone, turning };
  const isTurned = p.turning < turnAlpha && armShare(evidence.fit(turned, y), turned) >= leastArm;
  const kind =
    !isTurned && p.monotone >= monotoneAlpha
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
    reason: reasonOf(kind, p, turnAlpha, evidence.scatter),
    p,
    slope: slopeOf(given.u, given.y, evidence.weights, evidence.scatter === 1),
    noise: given.stderr ? 'stderr' : 'estimated',
    scatter: evidence.scatter,
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
  of: keyof Statistics,
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

function requireScales({ name, x, stderr }: ScaleSeries): void {
  const least = stderr ? LEAST_WITH_STDERR : LEAST;
  if (x.length >= least) return;
  throw new ScienceError(
    'too-few-points',
    stderr
      ? l10n.t('{0} has {1} different scales; a trend needs at least {2}.', name, x.length, least)
      : l10n.t(
          '{0} has {1} different scales; a trend needs at least {2}, or {3} with standard errors (stderr, or items): else it cannot be told from noise.',
          ...[name, x.length, least, LEAST_WITH_STDERR],
        ),
  );
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
