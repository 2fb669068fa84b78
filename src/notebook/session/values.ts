import type { CellId, Graph } from '../graph';
import type { Entries } from './result';
import type { CellOutcome, ResultId } from './types';

/** Which results' values the evaluator holds, and which results are void for a reason from outside the notebook. */
export class Values {
  readonly #forget: (results: readonly ResultId[]) => void;
  readonly #held = new Set<ResultId>();
  readonly #outdated = new Set<ResultId>();

  constructor(forget: (results: readonly ResultId[]) => void) {
    this.#forget = forget;
  }

  get outdated(): ReadonlySet<ResultId> {
    return this.#outdated;
  }

  hold(result: ResultId): void {
    this.#held.add(result);
  }

  outdate(result: ResultId): void {
    this.#outdated.add(result);
  }

  /** The evaluator has none any more. */
  lose(): void {
    this.#held.clear();
  }

  /** Lets go of all that belongs to no living result. */
  keepOnly(live: ReadonlySet<ResultId>): void {
    for (const id of this.#outdated) if (!live.has(id)) this.#outdated.delete(id);
    const dead = [...this.#held].filter(id => !live.has(id));
    if (dead.length === 0) return;
    for (const id of dead) this.#held.delete(id);
    this.#forget(dead);
  }

  /** Of all that must be computed again so that a cell can see what it needs, one that needs nothing lost itself. */
  firstLost<Outcome extends CellOutcome>(id: CellId, entries: Entries<Outcome>, graph: Graph): CellId | undefined {
    const isLost = (owner: CellId): boolean => {
      const result = entries.get(owner)?.result;
      return result !== undefined && !this.#held.has(result.id);
    };
    let first: CellId | undefined;
    let frontier: readonly CellId[] = [id];
    while (frontier.length > 0) {
      const owners = new Set(frontier.flatMap(at => graph.needs(at).map(need => need.owner)));
      frontier = [...owners].filter(isLost);
      first = frontier[0] ?? first;
    }
    return first;
  }
}
