import type { Json } from '../../../language/values/json';
import type { Block, Cell } from '../../../views/blocks';
import { valueText } from './words';

/** A run of a sweep: what was set, and what came out. */
export interface SweptRun {
  readonly set: Readonly<Record<string, string>>;
  readonly variables: Readonly<Record<string, Json>>;
  readonly ok: boolean;
  /** Where the run's own copy is. */
  readonly link?: string;
}

/** A table wider than this is not read. */
const MOST_COLUMNS = 14;

export type TableBlock = Extract<Block, { kind: 'table' }>;

/** What a sweep gave, a row for each run: the names that were set, and every number that differs between the runs. */
export function sweepTable(
  runs: readonly SweptRun[],
  swept: readonly string[],
  most: number = MOST_COLUMNS,
): TableBlock {
  const measures = runs.map(run => new Map(measuresOf(run.variables)));
  const paths = [...new Set(measures.flatMap(m => [...m.keys()]))]
    .filter(path => !swept.includes(path) && new Set(measures.map(m => JSON.stringify(m.get(path)))).size > 1)
    // What a note says first and says plainly comes first.
    .map((path, i) => ({ path, i, depth: path.split('.').length }))
    .sort((a, b) => a.depth - b.depth || a.i - b.i)
    .slice(0, Math.max(1, most - swept.length))
    .map(({ path }) => path);
  return {
    kind: 'table',
    columns: [
      ...swept.map(name => ({ name })),
      ...paths.map(name => ({ name, align: 'end' as const, ...unitOf(measures, name) })),
    ],
    rows: runs.map((run, i): Cell[] => [
      ...swept.map((name): Cell => ({ text: run.set[name] ?? '' })),
      ...paths.map((path): Cell => {
        const found = measures[i]?.get(path);
        if (!found) return { text: run.ok ? '–' : '✗', value: null, tone: 'quiet' };
        return { text: valueText(found.value, found.unit), value: found.value };
      }),
    ]),
    sortable: true,
  };
}

/** More runs than this do not stand beside each other. */
const MOST_BESIDE = 6;

/** More measures than this below each other are not read. */
const MOST_ROWS = 60;

/** The same for readers: few runs stand beside each other, with what differs between them below each other. */
export function sweepForReaders(runs: readonly SweptRun[], swept: readonly string[]): TableBlock {
  if (runs.length > MOST_BESIDE) return sweepTable(runs, swept);
  const { columns, rows } = sweepTable(runs, swept, MOST_ROWS);
  const [head, ...measures] = swept.length === 1 ? columns : [{ name: '' }, ...columns.slice(swept.length)];
  const nameOf = (row: readonly Cell[]): string =>
    swept.map((name, i) => (swept.length === 1 ? row[i]?.text : `${name} = ${row[i]?.text}`)).join(', ');
  return {
    kind: 'table',
    columns: [{ name: head?.name ?? '' }, ...rows.map(row => ({ name: nameOf(row), align: 'end' as const }))],
    rows: measures.map(({ name }, i): Cell[] => [
      { text: name },
      ...rows.map(row => row[swept.length + i] ?? { text: '–', value: null }),
    ]),
    sortable: false,
  };
}

/** The base unit of a column of numbers; shown values have their own. */
function unitOf(measures: readonly ReadonlyMap<string, Measure>[], path: string): { readonly source?: string } {
  const unit = measures.find(m => m.has(path))?.get(path)?.unit;
  return unit === undefined ? {} : { source: unit };
}

interface Measure {
  readonly value: number;
  readonly unit?: string;
}

/** Every number of a run that is not one of a list, by its path. */
function* measuresOf(value: Json, path = ''): Generator<readonly [string, Measure]> {
  if (typeof value === 'number') yield [path, { value }];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
  const fields = value as { readonly [key: string]: Json };
  if ('columns' in fields && 'rows' in fields) return;
  if (typeof fields.value === 'number' && ('unit' in fields || 'level' in fields)) {
    yield [path, { value: fields.value, ...(typeof fields.unit === 'string' && { unit: fields.unit }) }];
    return;
  }
  for (const [key, field] of Object.entries(fields)) yield* measuresOf(field, path === '' ? key : `${path}.${key}`);
}
