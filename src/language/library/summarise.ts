import * as l10n from '@vscode/l10n';
import { ScaleError } from '../errors';
import { describe } from '../evaluate/describe';
import { applyBinary, centralValue, dimensionOfScalar, isScalar } from '../evaluate/operators';
import { type Dimension, NONE, raiseDimension } from '../units/dimension';
import { estimate, item, quantity } from '../values/make';
import { type List, plain, type Value } from '../values/value';

/** The numbers of a list, and their common unit. */
interface Measured {
  readonly numbers: Float64Array;
  readonly dimension: Dimension;
  readonly wrap: (x: number) => Value;
}

/** Numbers of a list with their common unit. `none` and NaN stay NaN. */
export function measured(values: List): Measured {
  if (values instanceof Float64Array) return { numbers: values, dimension: NONE, wrap: x => x };
  let dimension = NONE;
  const numbers = Float64Array.from(values, (value, i) => {
    const v = plain(value);
    if (v === null) return Number.NaN;
    if (!isScalar(v))
      throw new ScaleError('not-a-number', l10n.t('Item {0} is {1}, and should be a number.', i, describe(v)));
    const own = dimensionOfScalar(v);
    if (i > 0 && own !== dimension) applyBinary('+', item(values, 0), v);
    dimension = own;
    return centralValue(v);
  });
  return { numbers, dimension, wrap: x => quantity(x, dimension) };
}

/**
 * A summary of a list: one number in a power of its unit. Where items are estimates it is taken once of the central values and
 * once of each draw, so that what the items have in common stays in common.
 */
export function summarise(values: List, f: (numbers: Float64Array) => number, power = 1): Value {
  const { numbers, dimension } = measured(values);
  const unit = raiseDimension(dimension, power);
  const centre = f(numbers);
  const estimates = Array.from(values, (value, place) => ({ value: plain(value), place })).flatMap(
    ({ value, place }) =>
      typeof value === 'object' && value !== null && 'draws' in value ? [{ ...value, place }] : [],
  );
  if (estimates.length === 0) return quantity(centre, unit);
  const count = Math.max(...estimates.map(e => e.draws.length));
  const draws = Float64Array.from({ length: count }, (_, k) => {
    const drawn = Float64Array.from(numbers);
    for (const { place, draws: own } of estimates) drawn[place] = own[k % own.length] as number;
    return f(drawn);
  });
  return estimate(centre, draws, unit, Math.min(...estimates.map(e => e.level)));
}
