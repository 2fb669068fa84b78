import * as l10n from '@vscode/l10n';
import { ScienceError } from '../../errors';
import { sortedQuantile } from '../../fitting/numeric/summary';
import { curveAt, type FittedCurve } from '../curves/curve';
import type { LearningCurve } from './learning-curve';

/** What a target is a share of: the score itself, or the gain from the smallest to the largest corpus measured. */
export type TargetOf = 'score' | 'gain';

/**
 * Where the answer lies: among the corpora measured; up to ten times beyond them; farther than that (beyond, or before the
 * smallest), where no number is given; or nowhere, since the fit levels off.
 */
export type WordsPlace = 'measured' | 'extrapolated' | 'beyond' | 'before' | 'never';

/** How many words a skill needs. */
export interface WordsNeeded {
  /** The score that was sought, in the curve's unit. */
  readonly score: number;
  /** Words at which the fit reaches it; null where the measurements do not support a number. */
  readonly words: number | null;
  /**
   * 95 % interval, cut at what the measurements support. Without `words`, `low` is a lower bound alone; `high` is null
   * where no upper bound is supported.
   */
  readonly low: number | null;
  readonly high: number | null;
  readonly place: WordsPlace;
  readonly reason: string;
}

/** How many factors of ten beyond the corpora measured a number is still given. */
export const SUPPORTED = 1;
/** How far a curve is followed to tell "farther" from "never". */
const FOLLOWED = 6;

/** log10 of the smallest and of the largest corpus. */
interface Ends {
  readonly low: number;
  readonly high: number;
}

/**
 * Inverts a learning curve. `target` is a score in the curve's unit, or with `of: 'gain'` a share 0 to 1 of the gain
 * between the smallest and the largest corpus measured. The interval is of the curve's draws. Farther than ten times
 * beyond the corpora measured the forms that fit equally well part by orders of magnitude: there only bounds are given.
 */
export function wordsFor(curve: LearningCurve, target: number, of: TargetOf = 'score'): WordsNeeded {
  requireTarget(target, of);
  const u = curve.words.map(Math.log10);
  const ends: Ends = { low: Math.min(...u), high: Math.max(...u) };
  const sign = curve.higherIsBetter ? 1 : -1;
  const levelOf = (fit: FittedCurve) => {
    if (of === 'score') return target;
    const first = curveAt(fit, ends.low);
    return first + target * (curveAt(fit, ends.high) - first);
  };
  const placeOf = (fit: FittedCurve) => reach(fit, levelOf(fit), sign, ends);
  const sorted = Float64Array.from(curve.draws, placeOf).sort();
  const at = placeOf(curve.fit);
  const [from, to] = [ends.low - SUPPORTED, ends.high + SUPPORTED];
  const low = Math.min(at, sortedQuantile(sorted, 0.025), to);
  const high = Math.max(at, sortedQuantile(sorted, 0.975), from);
  const place = placeName(at, ends, curve.form === 'log-linear' && improves(curve, ends));
  const found: Omit<WordsNeeded, 'reason'> = {
    score: levelOf(curve.fit),
    words: place === 'measured' || place === 'extrapolated' ? 10 ** at : null,
    low: low >= from ? 10 ** low : null,
    high: high <= to ? 10 ** high : null,
    place,
  };
  return { ...found, reason: reasonOf(place, curve, of, ends) };
}

function requireTarget(target: number, of: TargetOf): void {
  if (Number.isFinite(target) && (of === 'score' || (target > 0 && target < 1))) return;
  throw new ScienceError(
    'bad-target',
    of === 'gain'
      ? l10n.t('The share of the gain must lie between 0 and 1, not {0}.', target)
      : l10n.t('The score to reach must be a number, not {0}.', target),
  );
}

/** u at which a curve reaches a level: infinite where it never does, minus infinite where it always has. */
function reach(fit: FittedCurve, level: number, sign: 1 | -1, { low, high }: Ends): number {
  let a = low - FOLLOWED;
  let b = high + FOLLOWED;
  const reached = (v: number) => sign * (curveAt(fit, v) - level) >= 0;
  if (!reached(b)) return Number.POSITIVE_INFINITY;
  if (reached(a)) return Number.NEGATIVE_INFINITY;
  while (b - a > 1e-12) {
    const middle = (a + b) / 2;
    if (middle === a || middle === b) break;
    if (reached(middle)) b = middle;
    else a = middle;
  }
  return b;
}

const improves = ({ fit, higherIsBetter }: LearningCurve, { low, high }: Ends): boolean =>
  (higherIsBetter ? 1 : -1) * (curveAt(fit, high) - curveAt(fit, low)) > 0;

/** A straight line that rises gets everywhere, however late. */
function placeName(at: number, { low, high }: Ends, endless: boolean): WordsPlace {
  const slack = 1e-9;
  if (at === Number.POSITIVE_INFINITY) return endless ? 'beyond' : 'never';
  if (at > high + SUPPORTED) return 'beyond';
  if (at < low - SUPPORTED) return 'before';
  return at >= low - slack && at <= high + slack ? 'measured' : 'extrapolated';
}

function reasonOf(place: WordsPlace, curve: LearningCurve, of: TargetOf, ends: Ends): string {
  const { name, form } = curve;
  const { low, high } = ends;
  if (!improves(curve, ends)) return l10n.t('{0} does not get better with more words.', name);
  if (of === 'gain' && form === 'log-linear')
    return l10n.t(
      '{0} does not level off: this share of its gain says more of the sizes measured than of the skill.',
      name,
    );
  switch (place) {
    case 'never':
      return l10n.t('The fit to {0} levels off before this score: no number of words reaches it.', name);
    case 'beyond':
      return l10n.t(
        '{0} does not reach this score within {1} words, ten times the largest corpus measured. Farther on the fit is a guess, so that only a lower bound is given.',
        ...[name, wordCount(high + SUPPORTED)],
      );
    case 'before':
      return l10n.t(
        '{0} has this score well before the smallest corpus measured ({1} words): how early is not known.',
        ...[name, wordCount(low)],
      );
    case 'extrapolated':
      return l10n.t('This lies outside the sizes measured for {0}: an extrapolation.', name);
    case 'measured':
      return l10n.t('This lies among the sizes measured for {0}.', name);
  }
}

/** "300 B", from a logarithm. */
function wordCount(log: number): string {
  const words = 10 ** log;
  const [size, suffix] = (
    [
      [1e12, ' T'],
      [1e9, ' B'],
      [1e6, ' M'],
      [1e3, ' k'],
    ] as const
  ).find(([each]) => words >= each * 0.9995) ?? [1, ''];
  return `${Number((words / size).toPrecision(3))}${suffix}`;
}
