import type { CellId } from '../graph';
import type { CellNames } from '../names';
import { contentKey, type Entries, type Entry, type Inputs, sameContent } from './result';
import type { CellOutcome, SessionCell } from './types';

const NO_INPUTS: Inputs = new Map();

/**
 * What is known of a notebook's cells after they changed. A cell keeps its result, which an edit makes stale; a cell that is
 * new, or has a new text, takes the result and the inputs of one that is gone and had that text. Whether a result that was
 * taken over still holds follows from what it rests on.
 */
export function reconcile<Outcome extends CellOutcome>(
  old: Entries<Outcome>,
  cells: readonly SessionCell[],
  analyze: (cell: SessionCell) => CellNames,
): Map<CellId, Entry<Outcome>> {
  const now = new Map(cells.map(cell => [cell.id, cell]));
  const knownNames = new Map([...old.values()].map(entry => [contentKey(entry.cell), entry.names]));
  const orphans = new Map<string, Entry<Outcome>[]>();
  for (const [id, entry] of old) {
    const cell = now.get(id);
    if (!entry.result || (cell && sameContent(cell, entry.cell))) continue;
    const key = contentKey(entry.result);
    const list = orphans.get(key);
    if (list) list.push(entry);
    else orphans.set(key, [entry]);
  }
  const entryOf = (cell: SessionCell): Entry<Outcome> => {
    const key = contentKey(cell);
    const names = knownNames.get(key) ?? analyze(cell);
    knownNames.set(key, names);
    const before = old.get(cell.id);
    if (before && sameContent(before.cell, cell)) return { ...before, cell };
    const orphan = orphans.get(key)?.shift();
    if (orphan) return { cell, names, inputs: orphan.result?.inputs ?? NO_INPUTS, result: orphan.result };
    return { cell, names, inputs: NO_INPUTS, result: before?.result };
  };
  return new Map(cells.map(cell => [cell.id, entryOf(cell)]));
}
