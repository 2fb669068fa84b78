import { type Dimension, NONE } from '../units/dimension';
import { findUnit } from '../units/table';
import type { Estimate, Note, Quantity, RecordValue, Table, Value, View } from './value';
import { isList, type List } from './value';

/** A number in base units as a value: a plain number where the dimension is none. */
export const quantity = (value: number, dimension: Dimension): number | Quantity =>
  dimension === NONE ? value : { kind: 'quantity', value, dimension };

/** A number in base units of the named unit: `inUnit(5.76e23, 'FLOP')`. */
export function inUnit(value: number, unit: string): number | Quantity {
  const known = findUnit(unit);
  if (!known) throw new Error(`no unit ${unit}`);
  return quantity(value * known.factor, known.dimension);
}

export const DEFAULT_LEVEL = 0.9;

export const estimate = (
  value: number,
  draws: Float64Array,
  dimension: Dimension = NONE,
  level = DEFAULT_LEVEL,
): Estimate => ({
  kind: 'estimate',
  value,
  draws,
  dimension,
  level,
});

type Fields = Readonly<Record<string, Value | undefined>> | ReadonlyMap<string, Value>;

const toMap = (fields: Fields): ReadonlyMap<string, Value> =>
  fields instanceof Map
    ? fields
    : new Map(
        Object.entries(fields as Readonly<Record<string, Value | undefined>>).filter(
          (e): e is [string, Value] => e[1] !== undefined,
        ),
      );

export const record = (
  fields: Fields,
  extra: { title?: string; notes?: readonly Note[]; sources?: ReadonlyMap<string, string> } = {},
): RecordValue => ({ kind: 'record', fields: toMap(fields), ...extra });

export const view = (name: string, payload: unknown, fields: Fields, text: string): View => ({
  kind: 'view',
  view: name,
  payload,
  fields: toMap(fields),
  text,
});

/** A table from columns of equal length; throws where they differ. */
export function table(
  columns: Readonly<Record<string, List>> | ReadonlyMap<string, List>,
  extra: { title?: string; source?: string; notes?: readonly Note[] } = {},
): Table {
  const map = columns instanceof Map ? columns : new Map(Object.entries(columns as Readonly<Record<string, List>>));
  const rows = map.values().next().value?.length ?? 0;
  for (const [name, values] of map) {
    if (values.length !== rows) throw new Error(`column ${name} has ${values.length} values, not ${rows}`);
  }
  return { kind: 'table', columns: map, rows, ...extra };
}

export const item = (list: List, index: number): Value => list[index] as Value;

/** A list as typed numbers where all items are plain numbers (booleans and `none` are not). */
export function compact(items: readonly Value[]): List {
  if (items.length === 0 || !items.every(i => typeof i === 'number')) return items;
  return Float64Array.from(items as readonly number[]);
}

/** Maps over lists of either kind; the result is typed where all are numbers. */
export function mapList(list: List, f: (value: Value, index: number) => Value): List {
  const result: Value[] = new Array(list.length);
  for (let i = 0; i < list.length; i++) result[i] = f(list[i] as Value, i);
  return compact(result);
}

export const toArray = (list: List): readonly Value[] => (list instanceof Float64Array ? Array.from(list) : list);

export { isList };

/**
 * A view whose answer is costly: it is found when something of it is first asked for, at the latest when its statement ends
 * (`settle`), so that a chain of stages is worked out once, at its end.
 */
export function lazyView(name: string, find: () => View): View {
  let found: View | undefined;
  const get = (): View => {
    found ??= find();
    return found;
  };
  return {
    kind: 'view',
    view: name,
    get payload() {
      return get().payload;
    },
    get fields() {
      return get().fields;
    },
    get text() {
      return get().text;
    },
  };
}

/** Finds what is not worked out yet in a value: a statement ends with all of its answer. */
export function settle(value: Value): void {
  if (typeof value !== 'object' || value === null || value instanceof Float64Array) return;
  if (isList(value)) for (const each of value) settle(each);
  else if (value.kind === 'view') void value.fields;
  else if (value.kind === 'record') for (const each of value.fields.values()) settle(each);
}
