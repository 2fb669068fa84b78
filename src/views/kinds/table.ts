import * as v from 'valibot';
import type { Cell, Column } from '../blocks';
import type { NumberStyle } from '../chart';
import { figures, LIMITS, listOf, notes, style, text } from '../check/basics';
import { checker } from '../check/check';
import { columnUnit, exactNumber, formatColumn, NO_VALUE, styleOf } from '../format';
import type { ViewKind } from '../view';
import { heading, noteBlocks, type ViewNote } from './notes';

type Datum = number | string | boolean | null;

/** A column: raw values, so that sorting and copying are exact. */
export interface TableColumn {
  readonly name: string;
  readonly values: readonly Datum[];
  /** Base unit of the numbers: `params`, `GPU second`; decides the style where none is given. */
  readonly unit?: string;
  readonly style?: NumberStyle;
  readonly source?: string;
  /** Interval ends of estimates, one per row. */
  readonly low?: readonly (number | null)[];
  readonly high?: readonly (number | null)[];
}

export interface TablePayload {
  readonly title?: string;
  readonly subtitle?: string;
  /** The first rows, at most 1,000. */
  readonly columns: readonly TableColumn[];
  /** How many rows there are in all. */
  readonly total: number;
  readonly notes?: readonly ViewNote[];
}

const values = v.custom<Datum[]>(
  input =>
    Array.isArray(input) &&
    input.length <= LIMITS.rows &&
    input.every(x => x === null || typeof x === 'number' || typeof x === 'boolean' || isText(x)),
  'a list of at most 1,000 numbers, texts or truth values',
);

const isText = (x: unknown): boolean => typeof x === 'string' && x.length <= LIMITS.text;

export const table: ViewKind<TablePayload> = {
  name: 'table',
  check: checker(
    'table',
    v.object({
      title: v.optional(text),
      subtitle: v.optional(text),
      columns: listOf(
        v.object({
          name: text,
          values,
          unit: v.optional(text),
          style: v.optional(style),
          source: v.optional(text),
          low: v.optional(figures),
          high: v.optional(figures),
        }),
        LIMITS.columns,
      ),
      total: v.pipe(v.number(), v.integer(), v.minValue(0)),
      notes,
    }),
  ),
  layout: ({ title, subtitle, columns: sent, total, notes: sentences }) => {
    const columns = sent.map(inUsualUnit);
    return [
      ...heading(title, subtitle),
      { kind: 'table', columns: columns.map(head), rows: rowsOf(columns), total, sortable: true },
      ...noteBlocks(sentences),
    ];
  },
};

/** GPU-hours instead of GPU seconds: numbers, head and what is copied are in the unit that people use. */
function inUsualUnit(column: TableColumn): TableColumn {
  const { unit, factor, style: usual } = columnUnit(column.unit ?? '');
  if (factor === 1) return column;
  const scaled = <T extends Datum>(x: T): T | number => (typeof x === 'number' ? x / factor : x);
  return {
    ...column,
    unit,
    style: column.style ?? usual,
    values: column.values.map(scaled),
    ...(column.low && column.high ? { low: column.low.map(scaled), high: column.high.map(scaled) } : {}),
  };
}

const isNumeric = (column: TableColumn): boolean =>
  column.values.some(x => typeof x === 'number') && column.values.every(x => typeof x !== 'string');

/** Units that a style writes itself are not repeated in the head. */
const SELF_EXPLAINING: ReadonlySet<NumberStyle> = new Set(['usd', 'duration', 'bytes', 'energy', 'co2', 'percent']);

function head(column: TableColumn): Column {
  const { name, unit, source } = column;
  const shown = column.style ?? styleOf(unit ?? '');
  return {
    name,
    align: isNumeric(column) ? 'end' : 'start',
    style: shown,
    ...(unit && !saysUnit(name, unit) && !SELF_EXPLAINING.has(shown) ? { unit } : {}),
    ...(source === undefined ? {} : { source }),
    ...(isProse(column) ? { wrap: true } : {}),
  };
}

/** Texts longer than this are sentences. */
const PROSE = 48;

const isProse = (column: TableColumn): boolean => column.values.some(x => typeof x === 'string' && x.length > PROSE);

/** `gpu_hours` says GPU-hours. */
function saysUnit(name: string, unit: string): boolean {
  const [said, meant] = [name, unit].map(text => text.toLowerCase().replace(/[^a-z]/g, ''));
  return said === meant;
}

function rowsOf(columns: readonly TableColumn[]): Cell[][] {
  const cells = columns.map(cellsOf);
  const count = cells.reduce((most, c) => Math.max(most, c.length), 0);
  return Array.from({ length: count }, (_, i) => cells.map(c => c[i] ?? { text: NO_VALUE, value: null }));
}

function cellsOf(column: TableColumn): Cell[] {
  const style = column.style ?? styleOf(column.unit ?? '');
  const format = (from: readonly unknown[]): string[] =>
    formatColumn(
      from.map(x => (typeof x === 'number' ? x : null)),
      style,
    );
  const texts = format(column.values);
  // Interval ends are written with the column, so that their decimals agree with it.
  const { low, high } = column;
  const ends = low && high ? format([...column.values, ...low, ...high]) : undefined;
  const n = column.values.length;
  return column.values.map((value, i) => {
    if (value === null) return { text: NO_VALUE, value };
    if (typeof value !== 'number') return { text: typeof value === 'string' ? value : value ? 'yes' : 'no', value };
    const known = typeof low?.[i] === 'number' && typeof high?.[i] === 'number';
    return {
      text: (ends ?? texts)[i] ?? exactNumber(value),
      value,
      ...(ends && known ? { interval: `${ends[n + i]} – ${ends[n + low.length + i]}` } : {}),
    };
  });
}
