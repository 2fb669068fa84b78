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

/** Union-find over documents; the least key of a set is its root, whatever the order of the joins. */
export function createClusters(): Clusters {
  const parent = new Map<number, number>();
  const root = (key: number): number => {
    let top = key;
    for (let next = parent.get(top); next !== undefined; next = parent.get(top)) top = next;
    for (let at = key; at !== top; ) {
      const next = parent.get(at)!;
      parent.set(at, top);
      at = next;
    }
    return top;
  };
  return {
    root,
    join: (a, b) => {
      const rootA = root(a);
      const rootB = root(b);
      if (rootA !== rootB) parent.set(Math.max(rootA, rootB), Math.min(rootA, rootB));
    },
    repeats: () =>
      [...parent.keys()].map(key => {
        const first = root(key);
        return {
          unit: Math.floor(key / UNIT),
          index: key % UNIT,
          ofUnit: Math.floor(first / UNIT),
          ofIndex: first % UNIT,
        };
      }),
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
  const clusters = createClusters();
  forEachBucket(groups, members => {
    for (let i = 1; i < members.length; i++) clusters.join(members[0]!, members[i]!);
  });
  return repeatsState(clusters.repeats());
}

/** Candidates that wait for verification: the buckets as they are, and the candidates of each unit by index. */
export function candidateState(groups: readonly Uint8Array[]): State {
  const candidates = new Map<number, Set<number>>();
  forEachBucket(groups, members => {
    for (const key of members) {
      const unit = Math.floor(key / UNIT);
      const indices = candidates.get(unit);
      if (indices) indices.add(key % UNIT);
      else candidates.set(unit, new Set([key % UNIT]));
    }
  });
  const units = new Map<number, Uint8Array>();
  for (const [unit, indices] of [...candidates].sort((a, b) => a[0] - b[0])) {
    units.set(unit, bytesOf(Uint32Array.from(indices).sort()));
  }
  return { shared: concatBytes(groups), units };
}
