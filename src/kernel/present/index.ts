import type { StatementResult } from '../../language/evaluate/run';
import { isList, type Note, type Value, type View } from '../../language/values/value';
import { mimeOf } from '../../views/view';
import type { Output } from '../protocol';
import { isDocument } from './clip';
import { fitPayload } from './fit';
import { inputPayload } from './input';
import { namespacePayload, recordLike } from './record';
import { tableLike } from './table';
import { valueItems } from './values';
import { viewOutput } from './view-output';

export const isView = (value: Value): value is View =>
  value !== null && typeof value === 'object' && !isList(value) && value.kind === 'view';

/** The views in a value: itself, or the items of a list of views. */
export function viewsOf(value: Value): { mime: string; data: unknown }[] {
  const views = isView(value) ? [value] : isList(value) && !(value instanceof Float64Array) ? value.filter(isView) : [];
  return views.map(view => ({ mime: mimeOf(view.view), data: view.payload }));
}

/**
 * What the statements of a cell show, in their order. `inPercent` says which sliders the source writes in percent.
 * Plain results in a row share one output.
 */
export function presentResults(
  results: readonly StatementResult[],
  inPercent: (key: string) => boolean = () => false,
): readonly Output[] {
  const outputs: Output[] = [];
  let row: StatementResult[] = [];
  const flush = (): void => {
    if (row.length > 0)
      outputs.push(
        viewOutput(String(outputs.length), 'values', {
          items: row.flatMap(valueItems),
          // A document is copied as it is: remarks on how it came about would be copied with it.
          notes: row.flatMap(r => (typeof r.value === 'string' && isDocument(r.value) ? [] : r.notes)),
        }),
      );
    row = [];
  };
  for (const result of results) {
    if (result.hidden) continue;
    const own = presentOne(result, outputs.length + (row.length > 0 ? 1 : 0), inPercent);
    if (!own) {
      row.push(result);
      continue;
    }
    flush();
    outputs.push(...own);
  }
  flush();
  return outputs;
}

/** The outputs of a result that has some of its own; `undefined` for plain ones. */
function presentOne(
  { name, value, notes }: StatementResult,
  at: number,
  inPercent: (key: string) => boolean,
): Output[] | undefined {
  const id = String(at);
  const views = isView(value) ? [value] : viewsOf(value).length > 0 ? (value as readonly View[]) : [];
  if (views.length > 0) {
    const inside = views.length === 1 && NOTED.has((views[0] as View).view);
    const shown = views.map((view, i) =>
      viewOutput(`${id}.${i}`, view.view, inside ? withNotes(view.payload, notes) : view.payload, view.text),
    );
    return inside ? shown : [...shown, ...remarks(`${id}.notes`, notes)];
  }
  if (value === null || typeof value !== 'object') return undefined;
  const table = tableLike(value, name, notes);
  if (table) return [viewOutput(id, 'table', table)];
  if (isList(value)) return undefined;
  if (value.kind === 'input') return [viewOutput(id, 'input', inputPayload(value, name, inPercent(value.key)))];
  if (value.kind === 'namespace') return [viewOutput(id, 'record', namespacePayload(value))];
  const fit = value.kind === 'law' ? fitPayload(value, name, notes) : undefined;
  if (fit) return [viewOutput(id, 'blocks', fit)];
  const record = recordLike(value, name, notes);
  return record && [viewOutput(id, 'record', record)];
}

/** Views whose payloads have a place for notes. */
const NOTED: ReadonlySet<string> = new Set(['plot', 'isoflop', 'comparison', 'calibration', 'loss-curves']);

function withNotes(payload: unknown, notes: readonly Note[]): unknown {
  if (notes.length === 0 || typeof payload !== 'object' || payload === null) return payload;
  const own = 'notes' in payload && Array.isArray(payload.notes) ? payload.notes : [];
  return { ...payload, notes: [...own, ...notes] };
}

const remarks = (id: string, notes: readonly Note[]): Output[] =>
  notes.length === 0 ? [] : [viewOutput(id, 'values', { items: [], notes })];
