import type { CellId } from '../graph';
import type { CellState, StateDetail } from './types';

/** Tells a host of each state that is not the one last told. The host may change the session while it is told. */
export class Announcer {
  readonly #tell: (cell: CellId, state: CellState, detail: StateDetail) => void;
  #told = new Map<CellId, CellState>();
  #busy = false;
  #again = false;

  constructor(tell: (cell: CellId, state: CellState, detail: StateDetail) => void) {
    this.#tell = tell;
  }

  /** `look` gives the states of all cells as they are when it is called. */
  announce(
    look: () => Iterable<readonly [CellId, CellState]>,
    detail: (cell: CellId, state: CellState) => StateDetail,
  ): void {
    this.#again = true;
    if (this.#busy) return;
    this.#busy = true;
    try {
      while (this.#again) {
        this.#again = false;
        const states = [...look()];
        const before = this.#told;
        this.#told = new Map(states);
        for (const [cell, state] of states) {
          if (state !== (before.get(cell) ?? 'idle')) this.#tell(cell, state, detail(cell, state));
        }
      }
    } finally {
      this.#busy = false;
    }
  }
}
