import type { Interval } from '../calibration/wilson';
import { type Criteria, criteria } from '../curves/criteria';
import { type CurveData, curveAt, type FittedCurve, fitCurve } from '../curves/curve';
import { type CurveName, constantsOf, emergenceForms } from '../curves/forms';
import { requirePoints, type ScaleSeries, type SeriesInput, scaleSeries } from '../series';
import { baseOf, measure } from './measure';
import { reasonOf } from './reason';

export interface EmergenceInput extends SeriesInput {
  /** The score of guessing, in the unit of y; fitted where not given. */
  readonly chance?: number | null;
}

export interface EmergenceOptions {
  readonly replicates?: number;
  readonly seed?: number;
}

/** One form's fit, with what it costs. */
export interface ComparedCurve extends Criteria {
  readonly name: CurveName;
  readonly constants: Readonly<Record<string, number>>;
  /** Number of fitted constants. */
  readonly k: number;
  /** Chi-square with standard errors, else the sum of squares. */
  readonly cost: number;
  /** AICc above the best (AIC where the points are too few for it); null where the form has too many constants. */
  readonly delta: number | null;
  /** The curve on a grid, to draw. */
  readonly curve: { readonly x: Float64Array; readonly y: Float64Array };
}

/**
 * at chance: a constant is the best account; unclear: some scale is above chance, but not all larger ones are; gradual:
 * rises all along or with no clear threshold; emergent: chance, then a bend upwards. Without a known score of guessing
 * no threshold is sought.
 */
export type EmergenceVerdict = 'at chance' | 'unclear' | 'gradual' | 'emergent';

export interface Emergence {
  readonly name: string;
  readonly verdict: EmergenceVerdict;
  readonly reason: string;
  /** The base that was given or, from the best curve, fitted. */
  readonly chance: number;
  readonly chanceKnown: boolean;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly sd: Float64Array;
  readonly curves: readonly ComparedCurve[];
  readonly best: CurveName;
  /** What ranks the curves: AICc, or AIC where the points are too few for it. */
  readonly criterion: 'aicc' | 'aic';
  /**
   * Scale at which the best bent curve is a tenth of the way from chance to its last value, with a 95 % interval that is
   * never narrower than the gap between the scales it falls into. Null where already the smallest scale is above that.
   */
  readonly onset: (Interval & { readonly x: number }) | null;
  /** Data alone, where chance is known: the last scale that is not above chance, and the first from which on all are (by 1.96 sd). */
  readonly leaves: { readonly after: number | null; readonly by: number | null };
  /** Factors of ten in scale from a tenth to nine tenths of the rise, with an interval of the same kind. */
  readonly decades: (Interval & { readonly value: number }) | null;
}

const LEAST_WITH_STDERR = 4;
const LEAST = 5;
const BENT: readonly CurveName[] = ['piecewise', 'sigmoid', 'bnsl'];
/** A bend is believed if its criterion is this much below the line's. */
const CLEAR = 2;

/**
 * Where and how sharply a score leaves chance. Fits a constant, a line in log x, a piecewise line, a sigmoid and a broken
 * power law, and compares them by AIC, AICc and BIC; intervals by a parametric bootstrap that refits the best bent curve.
 * Throws a sentence with fewer than 5 different scales (4 with standard errors).
 */
export function emergence(input: EmergenceInput, options: EmergenceOptions = {}): Emergence {
  const { chance = null, higherIsBetter = true, whole } = input;
  const given = scaleSeries(input);
  requirePoints(given, given.stderr ? LEAST_WITH_STDERR : LEAST);
  const sign = higherIsBetter ? 1 : -1;
  const series = { ...given, y: given.y.map(v => sign * v) };
  const base = chance === null ? null : sign * chance;
  const rise = higherIsBetter && chance !== null && whole !== undefined ? whole - chance : undefined;
  const forms = emergenceForms(series.u, base, rise);
  const names = Object.keys(forms) as CurveName[];
  const data = weighted(series);
  const fits = Object.fromEntries(names.map(name => [name, fitCurve(forms[name], data)])) as Record<
    CurveName,
    FittedCurve
  >;
  const scored = names.map(name => ({ name, fit: fits[name], ...criteriaOf(fits[name], series) }));
  const corrected = scored.every(({ name, aicc }) => aicc !== null || name === 'bnsl');
  const value = (c: Criteria) => (corrected ? c.aicc : c.aic) ?? Number.POSITIVE_INFINITY;
  const bestOf = (some: typeof scored) => some.reduce((a, b) => (value(b) < value(a) ? b : a));
  const best = bestOf(scored);
  const bent = bestOf(scored.filter(({ name }) => BENT.includes(name)));
  const line = scored.find(({ name }) => name === 'line') ?? best;
  const sd = noiseOf(series, bent.fit);
  const found = baseOf(bent.fit);
  const leaves = chance === null ? { after: null, by: null } : leavesChance(series, found, sd);
  const gain = value(line) - value(bent);
  const verdict = verdictOf(best.name, leaves, gain, chance !== null);
  const rises = verdict === 'emergent' || verdict === 'gradual';
  const measured = rises ? measure(data, bent.fit, sd, options) : { onset: null, decades: null };
  return {
    name: given.name,
    verdict,
    reason: reasonOf(verdict, bent.name, gain, { corrected, chanceKnown: chance !== null }),
    chance: sign * found,
    chanceKnown: chance !== null,
    ...{ x: given.x, y: given.y, sd, leaves },
    best: best.name,
    criterion: corrected ? 'aicc' : 'aic',
    ...measured,
    curves: scored.map(({ name, fit, aic, aicc, bic }) => ({
      ...{ name, aic, aicc, bic },
      k: constantsOf(fit.form),
      cost: fit.cost,
      delta: Number.isFinite(value({ aic, aicc, bic })) ? value({ aic, aicc, bic }) - value(best) : null,
      constants: namedConstants(fit, sign),
      curve: drawn(fit, series.u, sign),
    })),
  };
}

function verdictOf(
  best: CurveName,
  { after, by }: Emergence['leaves'],
  gain: number,
  chanceKnown: boolean,
): EmergenceVerdict {
  if (best === 'constant') return 'at chance';
  if (!chanceKnown) return 'gradual';
  if (by === null) return 'unclear';
  return gain >= CLEAR && after !== null ? 'emergent' : 'gradual';
}

function weighted({ u, y, stderr }: ScaleSeries): CurveData {
  const floor = leastSpread(y);
  return { u, y, w: stderr ? stderr.map(s => 1 / Math.max(s * s, floor * floor)) : y.map(() => 1) };
}

/** Differences below a thousandth of the range are rounding. */
function leastSpread(y: Float64Array): number {
  return 1e-3 * (Math.max(...y) - Math.min(...y)) || 1e-9;
}

function criteriaOf(fit: FittedCurve, { y, stderr }: ScaleSeries): Criteria {
  return criteria(fit.cost, y.length, constantsOf(fit.form), stderr !== null, leastSpread(y) ** 2);
}

/** Standard deviation of each score: as known, or that of the residuals. */
function noiseOf(series: ScaleSeries, fit: FittedCurve): Float64Array {
  const { u, y, stderr } = series;
  const least = leastSpread(y);
  if (stderr) return stderr.map(s => Math.max(s, least));
  const free = Math.max(y.length - constantsOf(fit.form), 1);
  const square = y.reduce((sum, v, i) => sum + (v - curveAt(fit, u[i])) ** 2, 0) / free;
  return new Float64Array(y.length).fill(Math.max(Math.sqrt(square), least));
}

function leavesChance({ x, y }: ScaleSeries, base: number, sd: Float64Array): Emergence['leaves'] {
  let first = y.length;
  while (first > 0 && y[first - 1] > base + 1.96 * sd[first - 1]) first--;
  return { after: first > 0 ? x[first - 1] : null, by: first < y.length ? x[first] : null };
}

function namedConstants({ form, shape, amplitudes }: FittedCurve, sign: number): Record<string, number> {
  const shapes = form.shape.map(({ name }, i): [string, number] => [name, shape[i]]);
  return Object.fromEntries([
    ...form.amplitudes.map((name, i): [string, number] => [name, sign * amplitudes[i]]),
    ...shapes,
  ]);
}

const DRAWN_POINTS = 121;

function drawn(fit: FittedCurve, u: Float64Array, sign: number) {
  const step = (u[u.length - 1] - u[0]) / (DRAWN_POINTS - 1);
  const grid = Float64Array.from({ length: DRAWN_POINTS }, (_, i) => u[0] + i * step);
  return { x: grid.map(v => 10 ** v), y: grid.map(v => sign * curveAt(fit, v)) };
}
