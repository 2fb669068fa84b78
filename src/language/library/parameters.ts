import * as l10n from '@vscode/l10n';
import { ScaleError } from '../errors';
import { suggestion } from '../suggest';
import { NONE } from '../units/dimension';
import { findUnit } from '../units/table';
import { toArray } from '../values/make';
import {
  type DeviceValue,
  type FunctionValue,
  type Interval,
  isList,
  type LawValue,
  type List,
  type ModelValue,
  plain,
  type RecordValue,
  type Table,
  type Value,
} from '../values/value';
import { type Parameter, parameter } from './parameter';

type Tagged = Exclude<Value, number | string | boolean | null | List>;

const isKind = (value: Value, kind: Tagged['kind']): boolean =>
  typeof value === 'object' && value !== null && !isList(value) && value.kind === kind;
const identity = <T extends Value>(value: Value): T => value as T;

export const text = (doc: string): Parameter<string> =>
  parameter('text', doc, v => typeof v === 'string', identity<string>);
export const boolean = (doc: string): Parameter<boolean> =>
  parameter('true or false', doc, v => typeof v === 'boolean', identity<boolean>);
export const anything = (doc: string): Parameter<Value> =>
  parameter(
    'any value',
    doc,
    () => true,
    v => v,
  );
export const list = (doc: string): Parameter<List> => parameter('list', doc, isList, identity<List>);
export const law = (doc: string): Parameter<LawValue> =>
  parameter('law', doc, v => isKind(v, 'law'), identity<LawValue>);
export const model = (doc: string): Parameter<ModelValue> =>
  parameter('model', doc, v => isKind(v, 'model'), identity<ModelValue>);
export const device = (doc: string): Parameter<DeviceValue> =>
  parameter('device', doc, v => isKind(v, 'device'), identity<DeviceValue>);
export const fn = (doc: string): Parameter<FunctionValue> =>
  parameter('function', doc, v => isKind(v, 'function'), identity<FunctionValue>);
export const recordOf = (doc: string): Parameter<RecordValue> =>
  parameter('record', doc, v => isKind(v, 'record'), identity<RecordValue>);

/** One of a few texts. */
export const oneOf = <T extends string>(choices: readonly T[], doc: string): Parameter<T> =>
  parameter<T>(
    choices.map(c => `"${c}"`).join(' or '),
    doc,
    v => typeof v === 'string',
    v => {
      if ((choices as readonly string[]).includes(v as string)) return v as T;
      throw new ScaleError(
        'bad-choice',
        l10n.t('"{0}" is not one of {1}.', String(v), choices.map(c => `"${c}"`).join(', ')),
        undefined,
        suggestion(String(v), choices),
      );
    },
    { choices: choices.map(c => `"${c}"`) },
  );

/** A list of numbers, or of quantities in one unit; the code gets base units. `none` becomes NaN. */
export function numbers(doc: string, unit = ''): Parameter<Float64Array> {
  const dimension = unit === '' ? NONE : findUnit(unit)?.dimension;
  return parameter(
    unit === '' ? 'list of numbers' : `list of ${unit}`,
    doc,
    v => isList(v),
    v => {
      if (v instanceof Float64Array) return v;
      return Float64Array.from(toArray(v as List), (each, i) => {
        const one = plain(each);
        if (typeof one === 'number') return one;
        if (one === null) return Number.NaN;
        if (
          typeof one === 'object' &&
          !isList(one) &&
          (one.kind === 'quantity' || one.kind === 'estimate') &&
          (unit === '' || one.dimension === dimension || one.dimension === NONE)
        )
          return one.value;
        throw new ScaleError(
          'bad-argument',
          l10n.t('Item {0} of the list is not a number in {1}.', i, unit || l10n.t('a plain number')),
        );
      });
    },
  );
}

/** A number or a list of them, always as a list. */
export function numberOrNumbers(doc: string, unit = ''): Parameter<Float64Array> {
  const many = numbers(doc, unit);
  const dimension = unit === '' ? NONE : findUnit(unit)?.dimension;
  return {
    ...many,
    type: unit === '' ? 'number or list' : `${unit} or list`,
    accepts: v =>
      isList(v) ||
      typeof v === 'number' ||
      (typeof v === 'object' &&
        v !== null &&
        (v.kind === 'quantity' || v.kind === 'estimate') &&
        v.dimension === dimension),
    convert: v => many.convert(isList(v) ? v : [v]),
  };
}

export const intervalOf = (doc: string): Parameter<Interval> =>
  parameter('interval a..b', doc, v => isKind(v, 'interval'), identity<Interval>);

/** A table, or what can be read as one: a collection (`models`), a view with a table, a record of lists of one length. */
export const table = (doc: string): Parameter<Table> =>
  parameter(
    'table',
    doc,
    v => asTable(v) !== undefined,
    v => asTable(v) as Table,
  );

export function asTable(value: Value): Table | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (isList(value)) return tableOfRecords(value);
  if (value.kind === 'table') return value;
  if (value.kind === 'namespace') return value.table?.();
  if (value.kind === 'view') return asTable(value.fields.get('table') ?? null);
  if (value.kind === 'record' && value.fields.size > 0) {
    const columns = new Map<string, List>();
    let rows: number | undefined;
    for (const [name, column] of value.fields) {
      if (!isList(column) || (rows !== undefined && column.length !== rows)) return undefined;
      rows = column.length;
      columns.set(name, column);
    }
    return { kind: 'table', columns, rows: rows ?? 0 };
  }
  return undefined;
}

/** A list of records with the same fields is a table with those columns; a field that a record lacks is `none`. */
export function tableOfRecords(items: List): Table | undefined {
  if (items instanceof Float64Array || items.length === 0) return undefined;
  const names = new Set<string>();
  for (const each of items) {
    if (!isKind(each, 'record')) return undefined;
    for (const name of (each as RecordValue).fields.keys()) names.add(name);
  }
  const columns = new Map<string, List>();
  for (const name of names)
    columns.set(
      name,
      items.map(each => (each as RecordValue).fields.get(name) ?? null),
    );
  return { kind: 'table', columns, rows: items.length };
}
