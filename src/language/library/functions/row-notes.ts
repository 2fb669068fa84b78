import type { Table } from '../../values/value';

const textAt = (from: Table, name: string, i: number): string | undefined => {
  const value = from.columns.get(name)?.[i];
  return typeof value === 'string' && value !== '' ? value : undefined;
};

/** Where a row of a table is from: its own source and locator, else that of the whole table. */
export function sourceOfRow(from: Table, i: number): string | null {
  const [source, locator] = [textAt(from, 'source', i), textAt(from, 'locator', i)];
  if (source === undefined) return from.source ?? null;
  return locator === undefined ? source : `${source}, ${locator}`;
}

/** What a point of rows says on hover: their models and where they are from. Null where neither is known. */
export function noteOfRows(from: Table, rows: readonly number[]): string | null {
  const models = rows.map(i => textAt(from, 'model', i));
  const sources = rows.map(i => sourceOfRow(from, i));
  const said = new Set([...models, ...sources].filter(text => text !== undefined && text !== null));
  return said.size === 0 ? null : [...said].slice(0, 4).join(' · ');
}
