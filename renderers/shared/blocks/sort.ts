import type { Cell } from '../../../src/views/blocks';

type Row = readonly Cell[];

/** Rows in the order of a column: numbers by value, texts by alphabet, missing values last either way. */
export function sortRows(rows: readonly Row[], column: number, descending: boolean): Row[] {
  const sign = descending ? -1 : 1;
  return rows
    .map((row, i) => ({ row, i, key: keyOf(row[column]) }))
    .sort((a, b) => {
      if (a.key === null || b.key === null) return a.key === b.key ? a.i - b.i : a.key === null ? 1 : -1;
      return sign * compare(a.key, b.key) || a.i - b.i;
    })
    .map(({ row }) => row);
}

function keyOf(cell: Cell | undefined): number | string | null {
  const value = cell === undefined ? null : cell.value === undefined ? cell.text : cell.value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return typeof value === 'number' && Number.isNaN(value) ? null : value;
}

function compare(a: number | string, b: number | string): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a).localeCompare(String(b), 'en', { numeric: true });
}
