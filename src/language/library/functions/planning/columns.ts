import { type Dimension, dimensionOf, NONE } from '../../../units/dimension';
import { estimate, quantity } from '../../../values/make';
import type { List, Value } from '../../../values/value';

export const PARAMS = dimensionOf({ param: 1 });
export const TOKENS = dimensionOf({ token: 1 });
export const FLOP = dimensionOf({ FLOP: 1 });
export const USD = dimensionOf({ USD: 1 });
export const SECONDS = dimensionOf({ second: 1 });
export const BYTES = dimensionOf({ byte: 1 });
export const JOULES = dimensionOf({ joule: 1 });
export const CARBON = dimensionOf({ kgCO2e: 1 });
export const GPUS = dimensionOf({ GPU: 1 });

/** A column of numbers in a unit; what is not known is `none`. */
export function columnOf<T>(rows: readonly T[], of: (row: T) => number | undefined, dimension: Dimension = NONE): List {
  const values = rows.map(of);
  if (dimension === NONE && values.every(x => x !== undefined)) return Float64Array.from(values);
  return values.map((x): Value => (x === undefined ? null : quantity(x, dimension)));
}

/** A column of numbers, each with its draws where there are some. */
export const drawnColumn = <T>(
  rows: readonly T[],
  of: (row: T) => { readonly value: number | undefined; readonly draws?: Float64Array | undefined },
  level: number,
): List =>
  rows.map((row): Value => {
    const { value, draws } = of(row);
    if (value === undefined) return null;
    return draws ? estimate(value, draws, NONE, level) : value;
  });
