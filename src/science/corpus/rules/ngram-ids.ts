/**
 * Numbers the n-grams of a document so that equal n-grams have equal numbers: exact, without hashing collisions.
 * An n-gram is its (n-1)-gram and one more word, so that each length follows from the one before.
 */
export interface NgramIds {
  /** Number of words per n-gram, now. */
  n: number;
  /** `ids[i]` numbers the n-gram at word i by its first occurrence: `ids[i] <= i`. */
  readonly ids: Int32Array;
  /** `counts[id]`: how often the n-gram that first occurs at `id` occurs. */
  readonly counts: Int32Array;
}

/** The 1-grams of a list of words. */
export function unigramIds(words: readonly string[]): NgramIds {
  const ids = new Int32Array(words.length);
  const counts = new Int32Array(words.length);
  const first = new Map<string, number>();
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    const known = first.get(word);
    const id = known ?? i;
    if (known === undefined) first.set(word, i);
    ids[i] = id;
    counts[id]!++;
  }
  return { n: 1, ids, counts };
}

/**
 * Lengthens the n-grams by one word, in place. `words` are the 1-gram ids. An n-gram whose (n-1)-gram occurs once occurs
 * once: it needs no look-up, which leaves little to do beyond n = 3 in ordinary prose.
 */
export function lengthen(grams: NgramIds, words: Int32Array): void {
  const { ids, counts } = grams;
  const last = words.length - grams.n - 1;
  const first = new Map<number, number>();
  const next = new Int32Array(ids.length);
  const total = words.length;
  for (let i = 0; i <= last; i++) {
    let id = i;
    if (counts[ids[i]!]! > 1) {
      const key = ids[i]! * total + words[i + grams.n]!;
      const known = first.get(key);
      if (known === undefined) first.set(key, i);
      else id = known;
    }
    next[i] = id;
  }
  counts.fill(0);
  for (let i = 0; i <= last; i++) counts[next[i]!]!++;
  ids.set(next);
  grams.n++;
}
