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

/** `3,31`, as it is written where columns are separated by semicolons. */
const DECIMAL_COMMA = /^[+-]?\d+,\d+(?:[eE][+-]?\d+)?$/;
/** `1,234,567`, as spreadsheets write in quotes where columns are separated by commas. */
const GROUPED = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;

/** Reads a cell of text data as a number; `undefined` where it is none. */
function readNumber(text: string, separator: string): number | undefined {
  const t = text.trim();
  if (NUMBER.test(t)) return Number(t.replaceAll('_', ''));
  if (separator === ';' && DECIMAL_COMMA.test(t)) return Number(t.replace(',', '.'));
  if (separator === ',' && GROUPED.test(t)) return Number(t.replaceAll(',', ''));
  const special = t.toLowerCase();
  return Object.hasOwn(SPECIAL, special) ? SPECIAL[special] : undefined;
}

/**
 * A column of texts as the narrowest list that holds it: numbers, true and false, or texts; missing cells are `none`. What
 * separates the columns of the file tells what a comma in a number means.
 */
export function typedColumn(cells: readonly string[], separator = ','): List {
  const missing = (c: string): boolean => MISSING.has(c.trim().toLowerCase());
  const present = cells.filter(c => !missing(c));
  if (present.length > 0 && present.every(c => readNumber(c, separator) !== undefined)) {
    if (present.length === cells.length) return Float64Array.from(cells, c => readNumber(c, separator) as number);
    return cells.map(c => (missing(c) ? null : (readNumber(c, separator) as number)));
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
