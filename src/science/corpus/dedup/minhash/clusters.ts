import type { State } from '../../stage';
import { bytesOf, concatBytes, wordsOf } from '../records';
import { type Repeat, repeatsState } from '../repeats';

/** Sets of documents that merge; the first document of a set stands for it. */
export interface Clusters {
  readonly root: (key: number) => number;
  readonly join: (a: number, b: number) => void;
  /** Every document that was joined to an earlier one, with the first of its set. */
  readonly repeats: () => Repeat[];
}

/** Documents per unit are fewer than this, so that (unit, index) is one exact number. */
export const UNIT = 2 ** 26;
export const keyOf = (unit: number, index: number): number => unit * UNIT + index;

/** Every document that stands in a bucket, once, in order. */
export function candidateKeys(groups: readonly Uint8Array[]): Float64Array {
  let total = 0;
  forEachBucket(groups, members => {
    total += members.length;
  });
  const keys = new Float64Array(total);
  let at = 0;
  forEachBucket(groups, members => {
    keys.set(members, at);
    at += members.length;
  });
  return keys.sort().filter((key, i, all) => i === 0 || key !== all[i - 1]);
}

/** Union-find over the sorted keys of all candidates; the least key of a set is its root, whatever the order of the joins. */
export function createClusters(keys: Float64Array): Clusters {
  const parent = Int32Array.from({ length: keys.length }, (_, i) => i);
  const find = (key: number): number => {
    let low = 0;
    let high = keys.length - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (keys[middle]! < key) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const rootAt = (place: number): number => {
    let top = place;
    while (parent[top] !== top) top = parent[top]!;
    for (let at = place; at !== top; ) {
      const next = parent[at]!;
      parent[at] = top;
      at = next;
    }
    return top;
  };
  return {
    root: key => keys[rootAt(find(key))]!,
    join: (a, b) => {
      const rootA = rootAt(find(a));
      const rootB = rootAt(find(b));
      parent[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
    },
    repeats: () => {
      const repeats: Repeat[] = [];
      keys.forEach((key, place) => {
        const root = rootAt(place);
        if (root === place) return;
        const first = keys[root]!;
        repeats.push({
          unit: Math.floor(key / UNIT),
          index: key % UNIT,
          ofUnit: Math.floor(first / UNIT),
          ofIndex: first % UNIT,
        });
      });
      return repeats;
    },
  };
}

/** Calls `visit` with the members' keys of each bucket, in the order of the bands. */
export function forEachBucket(groups: readonly Uint8Array[], visit: (members: readonly number[]) => void): void {
  for (const group of groups) {
    const words = wordsOf(group);
    for (let at = 0; at < words.length; ) {
      const size = words[at]!;
      const members: number[] = [];
      for (let i = 0; i < size; i++) members.push(keyOf(words[at + 1 + 2 * i]!, words[at + 2 + 2 * i]!));
      visit(members);
      at += 1 + 2 * size;
    }
  }
}

/** Every candidate is a duplicate: all of a bucket are one set. */
export function clusterBuckets(groups: readonly Uint8Array[]): State {
  const clusters = createClusters(candidateKeys(groups));
  forEachBucket(groups, members => {
    for (let i = 1; i < members.length; i++) clusters.join(members[0]!, members[i]!);
  });
  return repeatsState(clusters.repeats());
}

/** Candidates that wait for verification: the buckets as they are, and the candidates of each unit by index. */
export function candidateState(groups: readonly Uint8Array[]): State {
  const keys = candidateKeys(groups);
  const units = new Map<number, Uint8Array>();
  for (let from = 0; from < keys.length; ) {
    const unit = Math.floor(keys[from]! / UNIT);
    let to = from;
    while (to < keys.length && keys[to]! < (unit + 1) * UNIT) to++;
    units.set(unit, bytesOf(Uint32Array.from(keys.subarray(from, to), key => key % UNIT)));
    from = to;
  }
  return { shared: concatBytes(groups), units };
}
