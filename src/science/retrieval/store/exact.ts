import { BLOCK, type Datastore, QUERIES } from './datastore';
import { createTopK, type Neighbours } from './top-k';

/** Finds the keys nearest to a query. */
export interface Index {
  readonly search: (query: ArrayLike<number>, k: number) => Neighbours;
  /** The same for several queries at once: exact search reads the keys once for all of them. */
  readonly searchMany: (queries: readonly ArrayLike<number>[], k: number) => Neighbours[];
}

/** Exact search: the distance to every key. One query is bound by how fast memory delivers the keys, many are not. */
export function exactIndex(store: Datastore): Index {
  const { kernels, keys, queries, distances, size } = store;

  const searchSome = (wanted: readonly ArrayLike<number>[], k: number): Neighbours[] => {
    const tops = wanted.map(() => createTopK(Math.min(k, size)));
    queries.values.fill(0);
    wanted.forEach((query, i) => {
      queries.values.set(query, i * queries.columns);
    });
    for (let from = 0; from < keys.rows; from += BLOCK) {
      const to = Math.min(keys.rows, from + BLOCK);
      const last = Math.min(to, size) - from;
      tops.forEach((top, query) => {
        kernels.distances(keys, from, to, queries, query, distances);
        let bound = top.bound();
        for (let i = 0; i < last; i++) {
          if (distances.values[i]! > bound) continue;
          top.offer(distances.values[i]!, from + i);
          bound = top.bound();
        }
      });
    }
    return tops.map(top => top.take());
  };

  return {
    search: (query, k) => searchSome([query], k)[0]!,
    searchMany: (wanted, k) => {
      const found: Neighbours[] = [];
      for (let from = 0; from < wanted.length; from += QUERIES)
        found.push(...searchSome(wanted.slice(from, from + QUERIES), k));
      return found;
    },
  };
}
