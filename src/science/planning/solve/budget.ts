import * as l10n from '@vscode/l10n';
import { ScienceError } from '../../errors';
import { HOUR } from '../units';
import { short } from '../words';
import type { Constraints, Rates } from './constraints';

/** How far two given figures may lie apart and still count as the same: published figures are rounded. */
export const SAME = 0.01;

export const agree = (a: number, b: number, tolerance = SAME): boolean => Math.abs(a - b) <= tolerance * Math.abs(b);

/** A budget in FLOP, and the arguments that gave it. */
export interface Budget {
  readonly flop: number;
  readonly name: string;
}

/** Every budget that the constraints hold, in FLOP. */
export function budgetsOf(c: Constraints, rates: Rates): Budget[] {
  const found: Budget[] = [];
  const rate = rates.flopPerGpuSecond;
  if (c.flop !== undefined) found.push({ flop: c.flop, name: 'budget' });
  if (c.gpuSeconds !== undefined) found.push({ flop: c.gpuSeconds * rate, name: 'budget' });
  if (c.usd !== undefined) {
    if (rates.usdPerGpuSecond === undefined || !(rates.usdPerGpuSecond > 0)) {
      throw new ScienceError(
        'missing-price',
        l10n.t(
          'A budget in USD needs the price of a GPU hour, and none is known for this hardware. Give price: … USD / (GPU hour).',
        ),
      );
    }
    found.push({ flop: (c.usd / rates.usdPerGpuSecond) * rate, name: 'budget' });
  }
  if (c.time !== undefined && c.gpus !== undefined) {
    found.push({ flop: c.time * c.gpus * rate, name: 'time and gpus' });
  }
  return found;
}

/** The one budget that the constraints hold, or none; a sentence where two of them disagree. */
export function budgetOf(c: Constraints, rates: Rates): Budget | undefined {
  const [first, ...others] = budgetsOf(c, rates);
  const other = first && others.find(b => !agree(b.flop, first.flop));
  if (first && other) {
    const hours = (b: Budget) => short(b.flop / rates.flopPerGpuSecond / HOUR);
    throw new ScienceError(
      'over-determined',
      first.name === other.name
        ? l10n.t('Two budgets are given and they differ: {0} and {1} GPU hours. Drop one.', hours(first), hours(other))
        : l10n.t(
            'The {0} is worth {1} GPU hours, and {2} make {3} GPU hours. Drop budget, time or gpus: the two others give the third.',
            first.name,
            hours(first),
            other.name,
            hours(other),
          ),
    );
  }
  return first;
}
