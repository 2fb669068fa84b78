import * as l10n from '@vscode/l10n';
import { ScaleError } from '../errors';
import { lawFields } from '../evaluate/law-fields';
import { NONE, unitText } from '../units/dimension';
import { interval } from './estimates';
import { isList, type List, type Value } from './value';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A number as JSON has it: what JSON cannot write becomes a text. */
export const jsonNumber = (value: number): number | string =>
  Number.isFinite(value) ? value : Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity';

/** Numbers that one value may have. A list of lists of lists can hold more than any memory, though it takes little itself. */
const MOST_NUMBERS = 20_000_000;
/** What a value in no list of numbers alone counts. */
const SINGLE = 5;

/** What is left to write of a value. */
interface Budget {
  left: number;
}

function spend(budget: Budget, values: number): void {
  budget.left -= values;
  if (budget.left < 0)
    throw new ScaleError(
      'too-large',
      l10n.t('This has millions of values, which is too many to write out: take a part of it.'),
    );
}

/** A value as the command line's `--format json` prints it; quantities in their base unit. */
export const toJson = (value: Value): Json => write(value, { left: MOST_NUMBERS });

function write(value: Value, budget: Budget): Json {
  spend(budget, SINGLE);
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return jsonNumber(value);
  if (isList(value)) return listToJson(value, budget);
  switch (value.kind) {
    case 'quantity':
      return { value: jsonNumber(value.value), unit: unitText(value.dimension) };
    case 'estimate': {
      const { low, high } = interval(value);
      return {
        value: jsonNumber(value.value),
        ...(value.dimension === NONE ? {} : { unit: unitText(value.dimension) }),
        low: jsonNumber(low),
        high: jsonNumber(high),
        level: value.level,
      };
    }
    case 'record':
    case 'view':
      return fieldsToJson(value.fields, budget);
    case 'table':
      return { columns: fieldsToJson(value.columns, budget), rows: value.rows };
    case 'function':
      return { function: value.name, parameters: [...value.parameters] };
    case 'law':
      return {
        law: value.law.name,
        form: value.law.form.name,
        constants: numbersToJson(value.law.constants),
        source: `${value.law.citation.source}, ${value.law.citation.locator}`,
        formula: String(lawFields(value.law).get('formula') ?? ''),
        ...(value.fields ? fieldsToJson(value.fields, budget) : {}),
        // A fit's constants stand beside its other fields as plain numbers, with or without draws.
        ...(value.fields ? numbersToJson(value.law.constants) : {}),
      };
    case 'model':
      return { model: value.name, title: value.title, ...fieldsToJson(value.fields, budget) };
    case 'device':
      return { device: value.name, title: value.title, ...fieldsToJson(value.fields, budget) };
    case 'namespace':
      return { collection: value.name, members: [...value.names()] };
    case 'interval':
      return { low: write(value.low, budget), high: write(value.high, budget) };
    case 'input':
      return write(value.value, budget);
  }
}

function listToJson(list: List, budget: Budget): Json {
  if (!(list instanceof Float64Array)) return list.map(each => write(each, budget));
  spend(budget, list.length);
  return Array.from(list, jsonNumber);
}

const numbersToJson = (numbers: Readonly<Record<string, number>>): { [key: string]: Json } =>
  Object.fromEntries(Object.entries(numbers).map(([key, value]) => [key, jsonNumber(value)]));

/** Maps become objects; a field called `__proto__` stays an ordinary property. */
function fieldsToJson(fields: ReadonlyMap<string, Value>, budget: Budget): { [key: string]: Json } {
  return Object.fromEntries([...fields].map(([key, value]) => [key, write(value, budget)]));
}

/** JSON data as a value: objects become records, arrays lists. */
export function fromJson(json: unknown): Value {
  if (json === null || json === undefined) return null;
  if (typeof json === 'number' || typeof json === 'string' || typeof json === 'boolean') return json;
  if (typeof json === 'bigint') return Number(json);
  if (Array.isArray(json)) {
    const items = json.map(fromJson);
    return items.length > 0 && items.every(i => typeof i === 'number') ? Float64Array.from(items as number[]) : items;
  }
  if (json instanceof Date) return json.toISOString();
  if (typeof json === 'object')
    return { kind: 'record', fields: new Map(Object.entries(json).map(([k, v]) => [k, fromJson(v)])) };
  return String(json);
}
