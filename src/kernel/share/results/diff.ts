import type { Json } from '../../../language/values/json';

/** A result that differs between two runs. */
export interface ResultChange {
  /** `best.N`, `runs.loss[2]`. */
  readonly path: string;
  /** Absent where the result is new. */
  readonly before?: Json;
  /** Absent where the result is gone. */
  readonly after?: Json;
  /** Of numbers with one. */
  readonly unit?: string;
}

type Fields = { readonly [key: string]: Json };

const isFields = (value: Json | undefined): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What changed between the results of two runs. Numbers within a share `tolerance` of each other count as equal. */
export function diffResults(
  before: Json | undefined,
  after: Json | undefined,
  tolerance = 0,
  path = '',
  unit?: string,
): ResultChange[] {
  const named = unit === undefined ? { path } : { path, unit };
  if (before === undefined) return after === undefined ? [] : [{ ...named, after }];
  if (after === undefined) return [{ ...named, before }];
  if (typeof before === 'number' && typeof after === 'number') {
    const largest = Math.max(Math.abs(before), Math.abs(after));
    return before === after || Math.abs(before - after) <= tolerance * largest ? [] : [{ ...named, before, after }];
  }
  if (Array.isArray(before) && Array.isArray(after)) return diffLists(before, after, tolerance, path);
  if (isFields(before) && isFields(after)) return diffFields(before, after, tolerance, path);
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ ...named, before, after }];
}

function diffLists(before: readonly Json[], after: readonly Json[], tolerance: number, path: string): ResultChange[] {
  const count = Math.max(before.length, after.length);
  return Array.from({ length: count }, (_, i) => diffResults(before[i], after[i], tolerance, `${path}[${i}]`)).flat();
}

function diffFields(before: Fields, after: Fields, tolerance: number, path: string): ResultChange[] {
  // A table's columns and a quantity's value are reached without a word for them.
  if (isTable(before) && isTable(after)) return diffResults(before.columns, after.columns, tolerance, path);
  const unit = unitOf(before);
  const isMeasure = isMeasured(before) && isMeasured(after) && unit === unitOf(after);
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap(key => {
    const inside = isMeasure && key === 'value' ? path : path === '' ? key : `${path}.${key}`;
    return diffResults(
      own(before, key),
      own(after, key),
      tolerance,
      inside,
      isMeasure && unit !== '' ? unit : undefined,
    );
  });
}

const own = (fields: Fields, key: string): Json | undefined => (Object.hasOwn(fields, key) ? fields[key] : undefined);

const isTable = (fields: Fields): boolean => isFields(fields.columns) && typeof fields.rows === 'number';

/** A quantity or an estimate. */
const isMeasured = (fields: Fields): boolean =>
  'value' in fields && ('unit' in fields || ('low' in fields && 'high' in fields && 'level' in fields));

const unitOf = ({ unit }: Fields): string => (typeof unit === 'string' ? unit : '');
