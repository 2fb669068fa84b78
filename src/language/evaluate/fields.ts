import * as l10n from '@vscode/l10n';
import { ScaleError } from '../errors';
import { suggestion } from '../suggest';
import { interval } from '../values/estimates';
import { item, mapList, quantity, record } from '../values/make';
import { isList, type List, plain, type RecordValue, type Table, type Value } from '../values/value';
import { describe } from './describe';
import { lawFields } from './law-fields';

/** Value of `target.name`, or `undefined` where there is no such field. */
export function findField(target: Value, name: string): Value | undefined {
  const value = plain(target);
  if (value === null || typeof value !== 'object') return undefined;
  if (isList(value)) return fieldOfItems(value, name);
  switch (value.kind) {
    case 'record':
    case 'view':
    case 'model':
    case 'device':
      return value.fields.get(name);
    case 'law':
      return value.fields?.get(name) ?? lawFields(value.law).get(name);
    case 'namespace':
      return value.member(name);
    case 'table':
      return value.columns.get(name) ?? tableProperty(value, name);
    case 'interval':
      return name === 'low' ? value.low : name === 'high' ? value.high : undefined;
    case 'estimate': {
      if (name === 'value') return quantity(value.value, value.dimension);
      if (name === 'draws') return value.draws;
      if (name === 'level') return value.level;
      const { low, high } = interval(value);
      return name === 'low'
        ? quantity(low, value.dimension)
        : name === 'high'
          ? quantity(high, value.dimension)
          : undefined;
    }
    default:
      return undefined;
  }
}

/** Value of `target.name`; an unknown field is an error that suggests the nearest known one. */
export function getField(target: Value, name: string): Value {
  const found = findField(target, name);
  if (found !== undefined) return found;
  const holder = plain(target);
  const absent =
    holder !== null && typeof holder === 'object' && 'absent' in holder ? holder.absent?.(name) : undefined;
  if (absent !== undefined) throw new ScaleError('unknown-field', absent);
  const names = fieldNames(target);
  if (names.length === 0)
    throw new ScaleError(
      'no-fields',
      l10n.t('{0} has no fields, so `.{1}` finds nothing.', describe(plain(target)), name),
    );
  throw new ScaleError(
    'unknown-field',
    l10n.t('{0} has no field `{1}`.', describe(plain(target)), name),
    undefined,
    suggestion(name, names),
  );
}

/** Names that may stand behind a dot, for messages and completion. */
export function fieldNames(target: Value): readonly string[] {
  const value = plain(target);
  if (value === null || typeof value !== 'object') return [];
  if (isList(value)) return value.length > 0 && !(value instanceof Float64Array) ? fieldNames(value[0] as Value) : [];
  switch (value.kind) {
    case 'record':
    case 'view':
    case 'model':
    case 'device':
      return [...value.fields.keys()];
    case 'law':
      return [...new Set([...(value.fields?.keys() ?? []), ...lawFields(value.law).keys()])];
    case 'namespace':
      return value.names();
    case 'table':
      return [...value.columns.keys(), 'rows', 'columns'];
    case 'interval':
      return ['low', 'high'];
    case 'estimate':
      return ['value', 'low', 'high', 'level', 'draws'];
    default:
      return [];
  }
}

/** A field of a list of records is the list of their fields. */
function fieldOfItems(list: List, name: string): List | undefined {
  if (list.length === 0 || list instanceof Float64Array || findField(list[0] as Value, name) === undefined)
    return undefined;
  return mapList(list, each => getField(each, name));
}

function tableProperty(value: Table, name: string): Value | undefined {
  if (name === 'rows') return value.rows;
  if (name === 'columns') return [...value.columns.keys()];
  return undefined;
}

/** One row of a table as a record. */
export function rowOf(source: Table, index: number): RecordValue {
  const fields = new Map<string, Value>();
  for (const [name, values] of source.columns) fields.set(name, item(values, index));
  return record(fields);
}

/** `target[index]`: zero-based, negative from the end; tables give rows, records fields by text. */
export function getIndex(target: Value, index: Value): Value {
  const value = plain(target);
  const at = plain(index);
  if (typeof at === 'string') return getField(value, at);
  const length = isList(value)
    ? value.length
    : value !== null && typeof value === 'object' && value.kind === 'table'
      ? value.rows
      : undefined;
  if (length === undefined)
    throw new ScaleError(
      'not-indexable',
      l10n.t('Only lists and tables have items by number, and this is {0}.', describe(value)),
    );
  if (typeof at !== 'number' || !Number.isInteger(at)) {
    throw new ScaleError(
      'bad-index',
      l10n.t('An index is a whole number, counted from 0, and this is {0}.', describe(at)),
    );
  }
  const position = at < 0 ? at + length : at;
  if (position < 0 || position >= length) {
    throw new ScaleError(
      'index-out-of-range',
      length === 0
        ? l10n.t('There is no item {0}: it is empty.', at)
        : l10n.t('There is no item {0}: there are {1}, from 0 to {2}.', at, length, length - 1),
    );
  }
  return isList(value) ? item(value, position) : rowOf(value as Table, position);
}
