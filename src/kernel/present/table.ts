import { displayText } from '../../language/display';
import { tableOfRecords } from '../../language/library/parameters';
import { type Dimension, NONE, unitText } from '../../language/units/dimension';
import { interval } from '../../language/values/estimates';
import { isList, type List, type Note, plain, type Value } from '../../language/values/value';
import type { TableColumn, TablePayload } from '../../views/kinds/table';

/** Rows that are sent to a renderer; a table says how many there are in all. */
const SHOWN_ROWS = 1000;

/** The payload of a table, or of a list of records that reads as one. */
export function tableLike(value: Value, name: string | undefined, notes: readonly Note[]): TablePayload | undefined {
  if (value === null || typeof value !== 'object') return undefined;
  const table = isList(value) ? tableOfRecords(value) : value.kind === 'table' ? value : undefined;
  if (!table) return undefined;
  const title = name ?? table.title;
  return {
    ...(title === undefined ? {} : { title }),
    ...(table.source === undefined ? {} : { subtitle: table.source }),
    columns: [...table.columns].map(([column, values]) => tableColumn(column, values)),
    total: table.rows,
    ...(notes.length > 0 ? { notes } : {}),
  };
}

export function tableColumn(name: string, list: List): TableColumn {
  const shown = list.slice(0, SHOWN_ROWS);
  if (shown instanceof Float64Array) return { name, values: Array.from(shown) };
  let dimension: Dimension = NONE;
  let uncertain = false;
  const low: (number | null)[] = [];
  const high: (number | null)[] = [];
  const values = shown.map((each, i) => {
    const v = plain(each);
    low[i] = null;
    high[i] = null;
    if (v === null || typeof v === 'number' || typeof v === 'string' || typeof v === 'boolean') return v;
    if (!isList(v) && (v.kind === 'quantity' || v.kind === 'estimate')) {
      dimension = v.dimension;
      if (v.kind === 'estimate') {
        uncertain = true;
        const ends = interval(v);
        low[i] = ends.low;
        high[i] = ends.high;
      }
      return v.value;
    }
    return displayText(v);
  });
  const unit = unitText(dimension);
  return { name, values, ...(unit ? { unit } : {}), ...(uncertain ? { low, high } : {}) };
}
