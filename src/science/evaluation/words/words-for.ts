import * as l10n from '@vscode/l10n';
import { ScienceError } from '../../errors';
import { sortedQuantile } from '../../fitting/numeric/summary';
import { curveAt, type FittedCurve } from '../curves/curve';
import type { LearningCurve } from './learning-curve';

/** What a target is a share of: the score itself, or the gain from the smallest to the largest corpus measured. */
export type TargetOf = 'score' | 'gain';

/** How many words a skill needs. */
export interface WordsNeeded {
  /** The score that was sought, in the curve's unit. */
  readonly score: number;
  /** Words at which the fit reaches it; null where it never does. */
  readonly words: number | null;
  /** 95 % interval. Low is null if even that end is never reached; high is null if the upper end never is. */
  readonly low: number | null;
  readonly high: number | null;
  /** Whether `words` lies among the sizes that were measured. */
  readonly place: 'measured' | 'extrapolated' | 'never';
  readonly reason: string;
}

/** How many factors of ten beyond the measured sizes a curve is followed. */
const BEYOND = 6;

/**
 * Inverts a learning curve. `target` is a score in the curve's unit, or with `of: 'gain'` a share 0 to 1 of the gain
 * between the smallest and the largest corpus measured. The interval is of the curve's draws.
 */
export function wordsFor(curve: LearningCurve, target: number, of: TargetOf = 'score'): WordsNeeded {
  if (!Number.isFinite(target) || (of === 'gain' && !(target > 0 && target < 1)))
    throw new ScienceError(
      'bad-target',
      of === 'gain'
        ? l10n.t('The share of the gain must lie between 0 and 1, not {0}.', target)
        : l10n.t('The score to reach must be a number, not {0}.', target),
    );
  const u = curve.words.map(Math.log10);
  const ends: Ends = { low: Math.min(...u), high: Math.max(...u) };
  const levelOf = (fit: FittedCurve) => {
    if (of === 'score') return target;
    const first = curveAt(fit, ends.low);
    return first + target * (curveAt(fit, ends.high) - first);
  };
  const place = (fit: FittedCurve) => reach(fit, levelOf(fit), ends);
  const sorted = Float64Array.from(curve.draws, place).sort();
  const at = place(curve.fit);
  const asWords = (v: number) => (Number.isFinite(v) ? 10 ** v : null);
  const inside = at >= ends.low - 1e-9 && at <= ends.high + 1e-9;
  const kind = at === Number.POSITIVE_INFINITY ? 'never' : inside ? 'measured' : 'extrapolated';
  return {
    score: levelOf(curve.fit),
    words: asWords(at),
    low: asWords(Math.min(at, sortedQuantile(sorted, 0.025))),
    high: asWords(Math.max(at, sortedQuantile(sorted, 0.975))),
    place: kind,
    reason: reasonOf(kind, curve, of),
  };
}

interface Ends {
  readonly low: number;
  readonly high: number;
}

/** u at which a rising curve reaches a level: infinite where it never does, the far end where it always has. */
function reach(fit: FittedCurve, level: number, { low, high }: Ends): number {
  let a = low - BEYOND;
  let b = high + BEYOND;
  if (!(curveAt(fit, b) >= level)) return Number.POSITIVE_INFINITY;
  if (curveAt(fit, a) >= level) return a;
  while (b - a > 1e-12) {
    const middle = (a + b) / 2;
    if (middle === a || middle === b) break;
    if (curveAt(fit, middle) >= level) b = middle;
    else a = middle;
  }
  return b;
}

function reasonOf(place: WordsNeeded['place'], { name, form }: LearningCurve, of: TargetOf): string {
  if (of === 'gain' && form === 'log-linear')
    return l10n.t(
      '{0} does not level off: this share of its gain says more of the sizes measured than of the skill.',
      name,
    );
  switch (place) {
    case 'never':
      return l10n.t('The fit to {0} levels off below this score.', name);
    case 'extrapolated':
      return l10n.t('This lies outside the sizes measured for {0}: an extrapolation.', name);
    case 'measured':
      return l10n.t('This lies among the sizes measured for {0}.', name);
  }
}
