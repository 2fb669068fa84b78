import { BLOCK, type Datastore } from './datastore';
import { createTopK, type Neighbours } from './top-k';

/** Finds the keys nearest to a query. */
export interface Index {
  readonly search: (query: ArrayLike<number>, k: number) => Neighbours;
}

/**
 * Exact search: the distance to every key. Bound by how fast memory delivers the keys.
 * Keys `from` to before `to` are offered; `numberOf` names them.
 */
export function exactIndex(store: Datastore): Index {
  const { kernels, keys, query, distances, size } = store;
  return {
    search: (wanted, k) => {
      const top = createTopK(Math.min(k, size));
      query.values.fill(0);
      query.values.set(wanted);
      for (let from = 0; from < keys.rows; from += BLOCK) {
        const to = Math.min(keys.rows, from + BLOCK);
        kernels.distances(keys, from, to, query, 0, distances);
        const last = Math.min(to, size) - from;
        let bound = top.bound();
        for (let i = 0; i < last; i++) {
          if (distances.values[i]! > bound) continue;
          top.offer(distances.values[i]!, from + i);
          bound = top.bound();
        }
      }
      return top.take();
    },
  };
}
