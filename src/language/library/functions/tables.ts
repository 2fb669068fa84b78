import * as l10n from '@vscode/l10n';
import { ScaleError } from '../../errors';
import { describe } from '../../evaluate/describe';
import { rowOf } from '../../evaluate/fields';
import { applyBinary, centralValue, isScalar, truth } from '../../evaluate/operators';
import { suggestion } from '../../suggest';
import { quantileOfSorted } from '../../values/estimates';
import { compact, item, toArray } from '../../values/make';
import { isList, type List, plain, type Table, type Value } from '../../values/value';
import type { Context } from '../context';
import { type FunctionEntry, signature } from '../entry';
import { byName, count, maybe, optional, type Parameter, parameter, rest } from '../parameter';
import { anything, asTable, fn, list, oneOf, recordOf, table, text } from '../parameters';
import { measured } from '../summarise';

const source = table('A table, or a collection such as `models`.');

/** A column by name; an unknown one is an error that suggests the nearest. */
export function columnOf(from: Table, name: string): List {
  const found = from.columns.get(name);
  if (found) return found;
  throw new ScaleError(
    'unknown-column',
    l10n.t('The table has no column "{0}".', name),
    undefined,
    suggestion(name, from.columns.keys()),
  );
}

/** The rows at these places, in this order. */
export function pick(from: Table, rows: readonly number[]): Table {
  const columns = new Map<string, List>();
  for (const [name, values] of from.columns) {
    columns.set(
      name,
      values instanceof Float64Array
        ? Float64Array.from(rows, i => values[i] as number)
        : rows.map(i => values[i] as Value),
    );
  }
  return { ...from, columns, rows: rows.length };
}

const places = (from: Table): number[] => Array.from({ length: from.rows }, (_, i) => i);

/** Orders numbers and quantities by size, texts by alphabet; what is missing comes last. */
function order(a: Value, b: Value): number {
  const [x, y] = [plain(a), plain(b)];
  const missing = (v: Value): boolean => v === null || (typeof v === 'number' && Number.isNaN(v));
  if (missing(x) || missing(y)) return Number(missing(x)) - Number(missing(y));
  if (isScalar(x) && isScalar(y)) return centralValue(x) - centralValue(y);
  if (typeof x === 'boolean' && typeof y === 'boolean') return Number(x) - Number(y);
  if (typeof x === 'string' && typeof y === 'string') return x < y ? -1 : x > y ? 1 : 0;
  return applyBinary('<', x, y) ? -1 : 1;
}

/** A column's name, or a function of the row. */
const key = (doc: string): Parameter<Value> =>
  parameter(
    'column name or function',
    doc,
    v => typeof v === 'string' || (typeof v === 'object' && v !== null && !isList(v) && v.kind === 'function'),
    v => v,
  );

function keyValues(from: Table, by: Value, context: Context): List {
  if (typeof by === 'string') return columnOf(from, by);
  if (typeof by === 'object' && by !== null && !isList(by) && by.kind === 'function')
    return places(from).map(i => context.call(by, [rowOf(from, i)]));
  throw new ScaleError('bad-argument', l10n.t('A column is named by a text, and this is {0}.', describe(by)));
}

/** A value as a key for grouping and joining: equal values have the same. */
function identity(value: Value): string {
  const v = plain(value);
  if (isScalar(v)) return `n${centralValue(v)}`;
  return `${typeof v}${v === null || typeof v !== 'object' ? String(v) : describe(v)}`;
}

export const tableFunctions: readonly FunctionEntry[] = [
  {
    name: 'where',
    group: 'tables',
    summary: 'The rows for which a condition holds.',
    signatures: [
      signature(
        { table: source, condition: fn('Called with each row as a record; true keeps it.') },
        'table',
        ({ table: from, condition }, context) =>
          pick(
            from,
            places(from).filter(i => truth(context.call(condition, [rowOf(from, i)]))),
          ),
      ),
    ],
    examples: ['models |> where(m => m.tokens > 1T)'],
  },
  {
    name: 'select',
    group: 'tables',
    summary: 'Some of the columns, in the order named.',
    signatures: [
      signature(
        { table: source, columns: rest(anything('Names of columns, or one list of them.')) },
        'table',
        ({ table: from, columns }) => {
          const names = columns.flatMap(c => (isList(c) ? [...toArray(c)] : [c]));
          const chosen = new Map<string, List>();
          for (const name of names) {
            if (typeof name !== 'string')
              throw new ScaleError(
                'bad-argument',
                l10n.t('A column is named by a text, and this is {0}.', describe(name)),
              );
            chosen.set(name, columnOf(from, name));
          }
          return { ...from, columns: chosen };
        },
      ),
    ],
    examples: ['models |> select("name", "params") |> head(3)'],
  },
  {
    name: 'sort',
    group: 'tables',
    summary: 'Rows, or the items of a list, in ascending or descending order; equal ones keep their order.',
    signatures: [
      signature(
        {
          table: source,
          by: key('What to sort by.'),
          descending: optional(
            parameter(
              'true or false',
              'From the greatest down.',
              v => typeof v === 'boolean',
              v => v as boolean,
            ),
            false,
            'false',
          ),
        },
        'table',
        ({ table: from, by, descending }, context) => {
          const keys = keyValues(from, by, context);
          return pick(
            from,
            places(from).sort((a, b) => (descending ? -1 : 1) * order(item(keys, a), item(keys, b))),
          );
        },
      ),
      signature(
        {
          list: list('Numbers, quantities or texts.'),
          descending: optional(
            parameter(
              'true or false',
              'From the greatest down.',
              v => typeof v === 'boolean',
              v => v as boolean,
            ),
            false,
            'false',
          ),
        },
        'list',
        ({ list: values, descending }) =>
          compact([...toArray(values)].sort((a, b) => (descending ? -1 : 1) * order(a, b))),
      ),
    ],
    examples: ['models |> sort("params", descending: true) |> head(3)', 'sort([3, 1, 2])'],
  },
  {
    name: 'derive',
    group: 'tables',
    summary: 'The table with further columns, each computed from the row; named columns are replaced.',
    details:
      'Give the columns by name: `derive(runs, C: r => 6 * r.N * r.D)`; or as a record, `derive(runs, {C: r => 6 * r.N * r.D})`; or one as `derive(runs, "C", r => 6 * r.N * r.D)`. Columns in a record or by name are made in their order, so that later ones can use earlier ones.',
    signatures: [
      signature(
        {
          table: source,
          name: text('The new column’s name.'),
          value: anything('A function of the row, a list, or one value for all rows.'),
        },
        'table',
        ({ table: from, name, value }, context) => withColumn(from, name, value, context),
      ),
      signature(
        {
          table: source,
          columns: byName(recordOf('Functions of the row, lists or values, each under the name of its column.')),
        },
        'table',
        ({ table: from, columns }, context) => {
          let result = from;
          for (const [name, value] of columns.fields) result = withColumn(result, name, value, context);
          return result;
        },
      ),
    ],
    examples: [
      'models |> where(m => m.tokens != none) |> derive({ratio: m => m.tokens / m.params}) |> select("name", "ratio") |> head(3)',
    ],
  },
  {
    name: 'group',
    group: 'tables',
    summary: 'One row for each value of a column, with summaries of the rows that share it.',
    details:
      'The summaries are functions, each called with the group’s rows as a table: `group(runs, "C", best: t => min(t.loss))`, or as a record `group(runs, "C", {best: t => min(t.loss)})`. Without them the rows are counted.',
    signatures: [
      signature(
        {
          table: source,
          by: key('What the rows of a group have in common.'),
          summaries: byName(maybe(recordOf('Functions of the group’s table, each under the name of its column.'))),
        },
        'table',
        ({ table: from, by, summaries }, context) => {
          const keys = keyValues(from, by, context);
          const groups = new Map<string, number[]>();
          for (let i = 0; i < from.rows; i++) {
            const id = identity(item(keys, i));
            const known = groups.get(id);
            if (known) known.push(i);
            else groups.set(id, [i]);
          }
          const members = [...groups.values()];
          const columns = new Map<string, List>();
          columns.set(typeof by === 'string' ? by : 'key', compact(members.map(rows => item(keys, rows[0] as number))));
          if (!summaries)
            columns.set(
              'count',
              Float64Array.from(members, rows => rows.length),
            );
          for (const [name, summary] of summaries?.fields ?? []) {
            const f = plain(summary);
            if (typeof f !== 'object' || f === null || isList(f) || f.kind !== 'function')
              throw new ScaleError(
                'bad-argument',
                l10n.t('The summary `{0}` must be a function of a table, and it is {1}.', name, describe(f)),
              );
            columns.set(name, compact(members.map(rows => context.call(f, [pick(from, rows)]))));
          }
          return { kind: 'table', columns, rows: members.length };
        },
      ),
    ],
    examples: ['group(models, "family", {largest: t => max(t.params)})'],
  },
  {
    name: 'join',
    group: 'tables',
    summary: 'Rows of two tables that share a value, side by side.',
    signatures: [
      signature(
        {
          left: table('The table whose order is kept.'),
          right: table('The other table.'),
          on: text('Name of the column that both have.'),
          how: optional(
            oneOf(['inner', 'left'], 'Whether rows without a partner are left out or kept.'),
            'inner',
            '"inner"',
          ),
        },
        'table',
        ({ left, right, on, how }) => join(left, right, on, how === 'left'),
      ),
    ],
    examples: ['join({a: [1, 2], x: [5, 6]}, {a: [2, 3], y: [7, 8]}, on: "a")'],
  },
  {
    name: 'append',
    group: 'tables',
    summary: 'Tables one below the other; a column that one lacks is `none` there.',
    signatures: [
      signature({ tables: rest(table('A table.')) }, 'table', ({ tables }) => {
        const names = [...new Set(tables.flatMap(t => [...t.columns.keys()]))];
        const columns = new Map<string, List>();
        for (const name of names) {
          columns.set(
            name,
            compact(
              tables.flatMap(t => [...toArray(t.columns.get(name) ?? Array.from({ length: t.rows }, () => null))]),
            ),
          );
        }
        return { kind: 'table', columns, rows: tables.reduce((sum, t) => sum + t.rows, 0) };
      }),
    ],
    examples: ['append({N: [1, 2]}, {N: [3], loss: [2.5]})'],
  },
  {
    name: 'head',
    group: 'tables',
    summary: 'The first rows of a table or items of a list.',
    signatures: [
      signature(
        { table: source, count: optional(count('How many.'), 10, '10') },
        'table',
        ({ table: from, count: n }) => pick(from, places(from).slice(0, n)),
      ),
      signature(
        { list: list('A list.'), count: optional(count('How many.'), 10, '10') },
        'list',
        ({ list: values, count: n }) => (values instanceof Float64Array ? values.slice(0, n) : values.slice(0, n)),
      ),
    ],
    examples: ['head(models, 3)'],
  },
  {
    name: 'column',
    group: 'tables',
    summary: 'One column of a table as a list.',
    signatures: [
      signature({ table: source, name: text('The column’s name.') }, 'list', ({ table: from, name }) =>
        columnOf(from, name),
      ),
    ],
    examples: ['column(models, "params")'],
  },
  {
    name: 'describe',
    group: 'tables',
    summary: 'What each column holds: count, missing, mean, spread and quartiles of numbers; how many different texts.',
    signatures: [signature({ table: source }, 'table', ({ table: from }) => describeTable(from))],
    examples: ['describe(models)'],
  },
  {
    name: 'table',
    group: 'tables',
    summary: 'A table from a record of lists, or from a list of records.',
    signatures: [
      signature({ columns: anything('Lists by name, or records.') }, 'table', ({ columns }) => madeTable(columns)),
    ],
    examples: ['table({N: [1e8, 1e9], loss: [3.3, 2.9]})'],
  },
];

/** What `table` makes of its argument; where that is no table, the error says why. */
function madeTable(given: Value): Table {
  const value = plain(given);
  const made = asTable(value);
  if (made) return made;
  const isRecord = typeof value === 'object' && value !== null && !isList(value) && value.kind === 'record';
  if (isRecord && value.fields.size === 0) return { kind: 'table', columns: new Map(), rows: 0 };
  if (isList(value) && value.length === 0) return { kind: 'table', columns: new Map(), rows: 0 };
  const columns = isRecord ? [...value.fields] : [];
  const single = columns.find(([, column]) => !isList(column));
  if (single)
    throw new ScaleError(
      'bad-argument',
      l10n.t('The column `{0}` should be a list, and is {1}.', single[0], describe(single[1])),
    );
  if (columns.length > 0)
    throw new ScaleError(
      'length-mismatch',
      l10n.t(
        'The columns of a table have the same number of values, and these have {0}.',
        columns.map(([name, column]) => `${name}: ${(column as List).length}`).join(', '),
      ),
    );
  throw new ScaleError(
    'bad-argument',
    l10n.t('A table is made of a record of lists, or of a list of records, and this is {0}.', describe(value)),
  );
}

function withColumn(from: Table, name: string, given: Value, context: Context): Table {
  const value = plain(given);
  const made = (): List => {
    if (typeof value === 'object' && value !== null && !isList(value) && value.kind === 'function')
      return compact(places(from).map(i => context.call(value, [rowOf(from, i)])));
    if (!isList(value)) return compact(places(from).map(() => value));
    if (value.length !== from.rows)
      throw new ScaleError(
        'length-mismatch',
        l10n.t('The table has {0} rows, and the new column `{1}` {2} values.', from.rows, name, value.length),
      );
    return value;
  };
  return { ...from, columns: new Map([...from.columns, [name, made()]]) };
}

function join(left: Table, right: Table, on: string, keepAll: boolean): Table {
  const byKey = new Map<string, number[]>();
  const rightKeys = columnOf(right, on);
  for (let i = 0; i < right.rows; i++) {
    const id = identity(item(rightKeys, i));
    byKey.set(id, [...(byKey.get(id) ?? []), i]);
  }
  const pairs: [number, number | undefined][] = [];
  const leftKeys = columnOf(left, on);
  for (let i = 0; i < left.rows; i++) {
    const partners = byKey.get(identity(item(leftKeys, i))) ?? [];
    for (const j of partners) pairs.push([i, j]);
    if (partners.length === 0 && keepAll) pairs.push([i, undefined]);
  }
  const columns = new Map<string, List>();
  for (const [name, values] of left.columns) columns.set(name, compact(pairs.map(([i]) => item(values, i))));
  for (const [name, values] of right.columns) {
    if (name === on) continue;
    // A name that both tables have is told apart by its origin.
    columns.set(
      columns.has(name) ? `${name}_right` : name,
      compact(pairs.map(([, j]) => (j === undefined ? null : item(values, j)))),
    );
  }
  return { kind: 'table', columns, rows: pairs.length };
}

function describeTable(from: Table): Table {
  const names = [
    'column',
    'type',
    'count',
    'missing',
    'distinct',
    'mean',
    'std',
    'min',
    'q25',
    'median',
    'q75',
    'max',
  ] as const;
  const rows = [...from.columns].map(([name, values]) => {
    const present = toArray(values).filter(v => v !== null && !(typeof v === 'number' && Number.isNaN(v)));
    const base = {
      column: name,
      count: present.length,
      missing: values.length - present.length,
      distinct: new Set(present.map(identity)).size,
    };
    if (present.length === 0 || !present.every(v => isScalar(plain(v))))
      return {
        ...base,
        type:
          present.length === 0
            ? 'empty'
            : typeof present[0] === 'string'
              ? 'text'
              : typeof present[0] === 'boolean'
                ? 'true or false'
                : 'mixed',
      };
    const { numbers, wrap } = measured(present);
    const sorted = Float64Array.from(numbers).sort();
    const mean = numbers.reduce((a, b) => a + b, 0) / numbers.length;
    const std = Math.sqrt(numbers.reduce((a, b) => a + (b - mean) ** 2, 0) / (numbers.length - 1));
    const q = (p: number): Value => wrap(quantileOfSorted(sorted, p));
    return {
      ...base,
      type: 'number',
      mean: wrap(mean),
      std: numbers.length > 1 ? wrap(std) : null,
      min: q(0),
      q25: q(0.25),
      median: q(0.5),
      q75: q(0.75),
      max: q(1),
    };
  });
  const cell = (row: (typeof rows)[number], name: (typeof names)[number]): Value =>
    (row as Readonly<Record<string, Value | undefined>>)[name] ?? null;
  return {
    kind: 'table',
    columns: new Map(names.map(name => [name, compact(rows.map(row => cell(row, name)))])),
    rows: rows.length,
  };
}
