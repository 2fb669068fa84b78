import type { Citation } from '../source';
import data from './data/tables.json';

/** A cell of a printed table: a number, words, an interval or several values, or nothing. */
export type Cell = number | string | null | readonly Cell[];

/** A table as a paper prints it. */
export interface PublishedTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  readonly citation: Citation;
}

interface RawTable {
  readonly source: string;
  readonly locator: string;
  readonly flag: Citation['flag'];
  readonly evidence: NonNullable<Citation['evidence']>;
  readonly note?: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

const raw = data as unknown as Readonly<Record<string, RawTable>>;

/** Names of the published tables. */
export const tableNames: readonly string[] = Object.keys(raw);

/** A published table by its name (`hoffmann_table3`). */
export function publishedTable(name: string): PublishedTable {
  const { columns, rows, source, locator, flag, evidence, note } = raw[name];
  return { name, columns, rows, citation: { source, locator, flag, evidence, ...(note ? { note } : {}) } };
}

/** A number in a published table: the row whose first cell is `key`, and a column by its name. */
export function printedValue(name: string, key: string | number, column: string): number {
  const { columns, rows } = raw[name];
  const row = rows.find(cells => cells[0] === key);
  return Number(row?.[columns.indexOf(column)] ?? Number.NaN);
}
