import type { Cell } from './format';

/** A name where it stands. Offsets are UTF-16 code units from the start of the cell's text; `end` is past the name. */
export interface NamePlace {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** What a cell defines, and what it takes from other cells. Built-in names belong in neither. */
export interface CellNames {
  readonly defines: readonly NamePlace[];
  readonly uses: readonly NamePlace[];
}

const NO_NAMES: CellNames = { defines: [], uses: [] };

/** The names of any cell, given how to find those of Scale. A data cell defines its name, which stands on its fence. */
export function namesOf(cell: Cell, analyze: (text: string) => CellNames): CellNames {
  if (cell.kind === 'scale') return analyze(cell.text);
  if (cell.kind === 'data') return { defines: [{ name: cell.name, start: 0, end: 0 }], uses: [] };
  return NO_NAMES;
}

/** Reserved names belong to no cell: one that a cell tries to define is an error there, and nobody's need. */
export const withoutReserved = ({ defines, uses }: CellNames, isReserved: (name: string) => boolean): CellNames => ({
  defines: defines.filter(({ name }) => !isReserved(name)),
  uses: uses.filter(({ name }) => !isReserved(name)),
});
