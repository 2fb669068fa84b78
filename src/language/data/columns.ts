import type { List, Table, Value } from '../values/value';

const NUMBER = /^[+-]?(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const MISSING: ReadonlySet<string> = new Set(['', 'na', 'n/a', 'null', 'none', '-']);
const SPECIAL: Readonly<Record<string, number>> = {
  nan: Number.NaN,
  inf: Infinity,
  '+inf': Infinity,
  '-inf': -Infinity,
  infinity: Infinity,
  '-infinity': -Infinity,
};

/** Reads a cell of text data as a number; `undefined` where it is none. */
function readNumber(text: string): number | undefined {
  const t = text.trim();
  if (NUMBER.test(t)) return Number(t.replaceAll('_', ''));
  const special = t.toLowerCase();
  return Object.hasOwn(SPECIAL, special) ? SPECIAL[special] : undefined;
}

/** A column of texts as the narrowest list that holds it: numbers, true and false, or texts; missing cells are `none`. */
export function typedColumn(cells: readonly string[]): List {
  const missing = (c: string): boolean => MISSING.has(c.trim().toLowerCase());
  const present = cells.filter(c => !missing(c));
  if (present.length > 0 && present.every(c => readNumber(c) !== undefined)) {
    if (present.length === cells.length) return Float64Array.from(cells, c => readNumber(c) as number);
    return cells.map(c => (missing(c) ? null : (readNumber(c) as number)));
  }
  if (present.length > 0 && present.every(c => /^(true|false)$/i.test(c.trim()))) {
    return cells.map(c => (missing(c) ? null : c.trim().toLowerCase() === 'true'));
  }
  return cells.map(c => (c === '' ? null : c));
}

/** Rows of named values as a table; a name that a row lacks is `none`. */
export function tableOfRows(rows: readonly ReadonlyMap<string, Value>[]): Table {
  const names = new Set<string>();
  for (const row of rows) for (const name of row.keys()) names.add(name);
  const columns = new Map<string, List>();
  for (const name of names) {
    const values = rows.map(row => row.get(name) ?? null);
    columns.set(
      name,
      values.length > 0 && values.every(v => typeof v === 'number') ? Float64Array.from(values as number[]) : values,
    );
  }
  return { kind: 'table', columns, rows: rows.length };
}
