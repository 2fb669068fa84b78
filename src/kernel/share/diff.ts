import type { Json } from '../../language/values/json';

/** A result that differs between two notes. */
export interface ResultChange {
  /** `best.N`, `runs.loss[2]`. */
  readonly path: string;
  readonly before?: Json;
  readonly after?: Json;
  /** After over before, for numbers. */
  readonly ratio?: number;
}

const isObject = (value: Json | undefined): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What changed between the variables of two runs; numbers count as equal within `tolerance` of each other. */
export function diffResults(
  before: Json | undefined,
  after: Json | undefined,
  tolerance = 0,
  path = '',
): ResultChange[] {
  if (before === undefined || after === undefined)
    return before === after
      ? []
      : [{ path, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }];
  if (typeof before === 'number' && typeof after === 'number') {
    const same =
      before === after || Math.abs(before - after) <= tolerance * Math.max(Math.abs(before), Math.abs(after));
    return same ? [] : [{ path, before, after, ...(before !== 0 ? { ratio: after / before } : {}) }];
  }
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    return before.flatMap((item, i) => diffResults(item, after[i], tolerance, `${path}[${i}]`));
  }
  if (isObject(before) && isObject(after)) {
    const isQuantity = 'value' in before && 'unit' in before && 'value' in after && before.unit === after.unit;
    if (isQuantity) return diffResults(before.value, after.value, tolerance, path);
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap(key =>
      diffResults(before[key], after[key], tolerance, path === '' ? key : `${path}.${key}`),
    );
  }
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ path, before, after }];
}
