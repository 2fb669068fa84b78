import * as l10n from '@vscode/l10n';
import { ScienceError } from '../../errors';

/** One way a gamble may end. */
export interface Outcome {
  readonly probability: number;
  /** What is won, in dollars; losses are below 0. */
  readonly outcome: number;
}

/** A question of Hindsight Neglect: was the gamble right, whatever came of it? */
export interface GambleAnswer {
  /** Mean of the outcomes, in dollars. */
  readonly expectedValue: number;
  /** Share of the expected value of each outcome. */
  readonly terms: readonly number[];
  /** Y if the expected value is above 0. */
  readonly right: 'Y' | 'N';
  /** What judging by hindsight says: Y if it was won. */
  readonly hindsight: 'Y' | 'N';
  /** The question is a trap: hindsight gives the wrong answer. */
  readonly trap: boolean;
}

/** Works out a gamble: probabilities must sum to 1. `happened` is what was won or lost in the end. */
export function judgeGamble(gamble: readonly Outcome[], happened: number): GambleAnswer {
  const total = gamble.reduce((sum, { probability }) => sum + probability, 0);
  if (!(Math.abs(total - 1) < 1e-9) || gamble.some(({ probability }) => probability < 0))
    throw new ScienceError('bad-gamble', l10n.t('Probabilities must be 0 or more and sum to 1, not to {0}.', total));
  const terms = gamble.map(({ probability, outcome }) => probability * outcome);
  const expectedValue = terms.reduce((sum, term) => sum + term, 0);
  const right = expectedValue > 0 ? 'Y' : 'N';
  const hindsight = happened > 0 ? 'Y' : 'N';
  return { expectedValue, terms, right, hindsight, trap: right !== hindsight };
}
