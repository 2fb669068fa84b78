import { roundUp } from '../../numeric/kernels';
import { allocateDatastore, BLOCK, type Datastore } from './datastore';
import type { Index } from './exact';
import { kMeans } from './k-means';
import { createTopK, type Neighbours } from './top-k';

export interface IvfOptions {
  /** Inverted lists; by default about the square root of the number of keys. */
  readonly lists?: number;
  /** Lists that a search looks into. */
  readonly probes?: number;
  readonly seed?: number;
  /** Called with the keys done; throw to stop. */
  readonly onProgress?: (done: number) => void;
}

/** An inverted-file index: keys by cluster, of which a search looks into the nearest few. */
export interface IvfIndex extends Index {
  readonly lists: number;
  readonly probes: number;
  /** The same index with another number of probes. */
  readonly withProbes: (probes: number) => IvfIndex;
  /** Keys that the search for a query computes distances to, centroids included. */
  readonly visited: (query: ArrayLike<number>) => number;
}

/**
 * Builds an inverted-file index (Jegou, Douze and Schmid 2011, without compression): approximate in which keys it looks at,
 * exact in their distances. Khandelwal et al. used 4,096 lists and 32 probes for 1e8 keys.
 */
export function ivfIndex(store: Datastore, options: IvfOptions = {}): IvfIndex {
  const lists = Math.max(1, Math.min(options.lists ?? Math.round(Math.sqrt(store.size)), store.size));
  const centroids = kMeans(store, lists, { seed: options.seed ?? 0 });
  const columns = store.keys.columns;
  const listOf = new Int32Array(store.size);
  const counts = new Int32Array(lists);
  for (let i = 0; i < store.size; i++) {
    if (i % 8192 === 0) options.onProgress?.(i);
    const list = centroids.nearest(store.keys, i);
    listOf[i] = list;
    counts[list]!++;
  }
  // Each list begins at a multiple of 4 rows, filled up with keys that are far from everything.
  const starts = new Int32Array(lists + 1);
  for (let list = 0; list < lists; list++) starts[list + 1] = starts[list]! + roundUp(counts[list]!, 4);
  const rows = starts[lists]!;
  const numbers = new Int32Array(rows).fill(-1);
  const sorted = allocateDatastore(rows, store.dimensions, new Int32Array(0));
  sorted.keys.values.fill(1e18);
  const next = starts.slice();
  for (let i = 0; i < store.size; i++) {
    const row = next[listOf[i]!]!++;
    numbers[row] = i;
    sorted.keys.values.set(store.keys.values.subarray(i * columns, (i + 1) * columns), row * columns);
  }
  const { kernels, keys, queries, distances } = sorted;
  const searchLists = (wanted: ArrayLike<number>, k: number, probes: number): Neighbours => {
    const top = createTopK(Math.min(k, store.size));
    const ranked = centroids.ranked(wanted, probes);
    queries.values.fill(0, 0, columns);
    queries.values.set(wanted);
    for (const list of ranked) {
      const end = starts[list + 1]!;
      for (let from = starts[list]!; from < end; from += BLOCK) {
        const to = Math.min(end, from + BLOCK);
        kernels.distances(keys, from, to, queries, 0, distances);
        let bound = top.bound();
        for (let row = from; row < to; row++) {
          const distance = distances.values[row - from]!;
          if (distance > bound || numbers[row]! < 0) continue;
          top.offer(distance, numbers[row]!);
          bound = top.bound();
        }
      }
    }
    return top.take();
  };
  const withProbes = (probes: number): IvfIndex => {
    const search = (wanted: ArrayLike<number>, k: number) => searchLists(wanted, k, probes);
    return {
      lists,
      probes,
      withProbes,
      search,
      searchMany: (many, k) => many.map(wanted => search(wanted, k)),
      visited: wanted => {
        let sum = lists;
        for (const list of centroids.ranked(wanted, probes)) sum += counts[list]!;
        return sum;
      },
    };
  };
  return withProbes(options.probes ?? 16);
}

/** Share of the exact nearest keys that an approximate search found. */
export function recallOf(exact: { numbers: Int32Array }, approximate: { numbers: Int32Array }): number {
  if (exact.numbers.length === 0) return 1;
  const found = new Set(approximate.numbers);
  let hits = 0;
  for (const number of exact.numbers) if (found.has(number)) hits++;
  return hits / exact.numbers.length;
}
