import * as l10n from '@vscode/l10n';
import { ScienceError } from '../../errors';

/** Something a model learns as it grows: half learned at `x`, from 12 % to 88 % over `decades` factors of ten. */
export interface Learned {
  /** Scale at which half of it is learned. */
  readonly x: number;
  readonly decades: number;
  /** Score of a model that does exactly this, 0 to 1. */
  readonly score: number;
}

/** A task with an easy distractor: guess, then follow the distractor, then do the task. */
export interface DistractorMixture {
  /** Score of guessing. */
  readonly chance: number;
  readonly distractor: Learned;
  readonly task: Learned;
}

/** Logistic share learned at a scale. */
function learned({ x, decades }: Learned, scale: number): number {
  return 1 / (1 + Math.exp((-4 * (Math.log10(scale) - Math.log10(x))) / decades));
}

/**
 * A model of U-shaped scaling, not data: a large enough network does the task; of the rest, those large enough follow the
 * distractor, and the rest guess. score = t task + (1 - t) (d distractor + (1 - d) chance), where d and t are logistic in
 * log scale. After the explanation of Wei et al. 2022 (Inverse scaling can become U-shaped). Returns a score for each scale.
 */
export function distractorMixture(mixture: DistractorMixture, scales: ArrayLike<number>): Float64Array {
  const { chance, distractor, task } = mixture;
  for (const { x, decades } of [distractor, task])
    if (!(x > 0 && decades > 0))
      throw new ScienceError('bad-mixture', l10n.t('Scale and decades of what is learned must be above 0.'));
  for (const score of [chance, distractor.score, task.score])
    if (!(score >= 0 && score <= 1))
      throw new ScienceError('bad-mixture', l10n.t('Scores must lie between 0 and 1, not {0}.', score));
  return Float64Array.from({ length: scales.length }, (_, i) => {
    const d = learned(distractor, scales[i]);
    const t = learned(task, scales[i]);
    return t * task.score + (1 - t) * (d * distractor.score + (1 - d) * chance);
  });
}
