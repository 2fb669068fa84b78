import type { CellId } from '../graph';
import type { CellNames } from '../names';
import { contentKey, type Entries, type Entry, type Inputs, sameContent } from './result';
import type { CellOutcome, SessionCell } from './types';

const NO_INPUTS: Inputs = new Map();

export interface Reconciled<Outcome extends CellOutcome> {
  readonly entries: Map<CellId, Entry<Outcome>>;
  /** Entries of cells that are gone, the latest last. */
  readonly unclaimed: readonly Entry<Outcome>[];
}

/**
 * What is known of a notebook's cells after they changed. A cell keeps its result, which an edit makes stale; a cell that is
 * new, or has a new text, takes the result and the inputs of one that is gone and had that text. Whether a result that was
 * taken over still holds follows from what it rests on.
 */
export function reconcile<Outcome extends CellOutcome>(
  old: Entries<Outcome>,
  removed: readonly Entry<Outcome>[],
  cells: readonly SessionCell[],
  analyze: (cell: SessionCell) => CellNames,
): Reconciled<Outcome> {
  const now = new Map(cells.map(cell => [cell.id, cell]));
  const knownNames = new Map([...old.values()].map(entry => [contentKey(entry.cell), entry.names]));
  const gone = new Set([...removed, ...[...old].filter(([id]) => !now.has(id)).map(([, entry]) => entry)]);
  const edited = [...old].flatMap(([id, entry]) => {
    const cell = now.get(id);
    return cell && !sameContent(cell, entry.cell) ? [entry] : [];
  });
  const bequests = byContent([...edited, ...[...gone].reverse()]);
  const entryOf = (cell: SessionCell): Entry<Outcome> => {
    const key = contentKey(cell);
    const names = knownNames.get(key) ?? analyze(cell);
    knownNames.set(key, names);
    const before = old.get(cell.id);
    if (before && sameContent(before.cell, cell)) return { ...before, cell };
    const giver = bequests.get(key)?.shift();
    if (!giver?.result) return { cell, names, inputs: NO_INPUTS, result: before?.result };
    gone.delete(giver);
    return { cell, names, inputs: giver.result.inputs, result: giver.result };
  };
  return { entries: new Map(cells.map(cell => [cell.id, entryOf(cell)])), unclaimed: [...gone] };
}

/** Entries by the text that their result is of. */
function byContent<Outcome extends CellOutcome>(entries: readonly Entry<Outcome>[]): Map<string, Entry<Outcome>[]> {
  const result = new Map<string, Entry<Outcome>[]>();
  for (const entry of entries) {
    if (!entry.result) continue;
    const key = contentKey(entry.result);
    const list = result.get(key);
    if (list) list.push(entry);
    else result.set(key, [entry]);
  }
  return result;
}
