import * as l10n from '@vscode/l10n';
import { ScienceError } from '../../errors';
import type { Law } from '../law';
import { cannot } from './ability';
import { requirePositive } from './inputs';

/** Loss after every step of a learning-rate schedule (one rate per step). */
export function scheduleLosses(law: Law, rates: ArrayLike<number>): Float64Array {
  const { schedule } = law.form;
  if (!schedule || !law.abilities.includes('schedule')) throw cannot(law, 'schedule');
  return schedule(law.constants, rates);
}

/** How a rate falls behind its warm-up: `wsd` stays at the peak and decays over the last part, linearly. */
export const scheduleShapes = ['cosine', 'linear', 'wsd', 'constant'] as const;
export type ScheduleShape = (typeof scheduleShapes)[number];

export interface ScheduleOptions {
  /** Rate of the last step. */
  readonly last?: number;
  /** Steps at the beginning that count at the peak, as the law wants warm-up counted. */
  readonly warmup?: number;
  /** Share of the steps in which `wsd` decays. */
  readonly decay?: number;
}

const MOST_STEPS = 1e7;

/** The rate of every step of a schedule. Warm-up steps count at the peak. */
export function scheduleRates(
  shape: ScheduleShape,
  steps: number,
  peak: number,
  { last = 0, warmup = 0, decay = 0.2 }: ScheduleOptions = {},
): Float64Array {
  requirePositive(steps, 'steps');
  requirePositive(peak, 'peak');
  if (steps > MOST_STEPS) {
    throw new ScienceError(
      'too-large',
      l10n.t('A schedule may have {0} steps at most, and this has {1}.', MOST_STEPS, steps),
    );
  }
  const start = shape === 'wsd' ? Math.max(warmup, steps * (1 - decay)) : warmup;
  return Float64Array.from({ length: Math.round(steps) }, (_, i) => {
    if (i < start || shape === 'constant') return peak;
    const done = (i - start) / Math.max(1, steps - start);
    const left = shape === 'cosine' ? 0.5 * (1 + Math.cos(Math.PI * done)) : 1 - done;
    return last + (peak - last) * left;
  });
}
