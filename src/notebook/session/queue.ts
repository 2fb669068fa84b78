import type { CellId } from '../graph';
import type { Cause } from './types';

/** The cells that are to run, and why. */
export class RunQueue {
  readonly #causes = new Map<CellId, Cause>();
  readonly #forced = new Set<CellId>();

  get isEmpty(): boolean {
    return this.#causes.size === 0;
  }

  has(id: CellId): boolean {
    return this.#causes.has(id);
  }

  /** Whether the cell is to run even if its result holds. */
  isForced(id: CellId): boolean {
    return this.#forced.has(id);
  }

  /** A reader's own wish outlasts a reason that follows from another cell. */
  add(id: CellId, cause: Cause, forced = false): void {
    if (cause !== 'dependency' || !this.#causes.has(id)) this.#causes.set(id, cause);
    if (forced) this.#forced.add(id);
  }

  take(id: CellId): Cause {
    const cause = this.#causes.get(id) ?? 'dependency';
    this.#causes.delete(id);
    this.#forced.delete(id);
    return cause;
  }

  keepOnly(keep: (id: CellId) => boolean): void {
    for (const id of [...this.#causes.keys()]) if (!keep(id)) this.take(id);
  }

  clear(): void {
    this.#causes.clear();
    this.#forced.clear();
  }
}
