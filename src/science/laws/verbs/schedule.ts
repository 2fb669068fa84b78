import type { Law } from '../law';
import { cannot } from './ability';

/** Loss after every step of a learning-rate schedule (one rate per step). */
export function scheduleLosses(law: Law, rates: ArrayLike<number>): Float64Array {
  const { schedule } = law.form;
  if (!schedule || !law.abilities.includes('schedule')) throw cannot(law, 'schedule');
  return schedule(law.constants, rates);
}

/** Rates of a cosine schedule from `peak` to `last` over `steps`; warm-up steps count at the peak, as the law wants them. */
export function cosineRates(steps: number, peak: number, last = 0, warmup = 0): Float64Array {
  return Float64Array.from({ length: steps }, (_, i) => {
    if (i < warmup) return peak;
    const done = (i - warmup) / Math.max(1, steps - warmup);
    return last + 0.5 * (peak - last) * (1 + Math.cos(Math.PI * done));
  });
}
