import type { WordSpans } from '../text/lines';

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
  /** How many n-grams occurred before. Where none did, no longer one does. */
  repeats: number;
}

/** The 1-grams of the words of a text. */
export function unigramIds(text: string, { starts, lengths, count }: WordSpans): NgramIds {
  const ids = new Int32Array(count);
  const counts = new Int32Array(count);
  let capacity = 64;
  while (capacity < count * 2) capacity *= 2;
  /** Words by their hash: the first place of each, and 1. */
  const slots = new Int32Array(capacity);
  let repeats = 0;
  for (let i = 0; i < count; i++) {
    const from = starts[i]!;
    const length = lengths[i]!;
    let hash = length;
    for (let k = from; k < from + length; k++) hash = Math.imul(hash ^ text.charCodeAt(k), 0x01000193);
    hash ^= hash >>> 15;
    let slot = hash & (capacity - 1);
    let id = i;
    for (; slots[slot] !== 0; slot = (slot + 1) & (capacity - 1)) {
      const known = slots[slot]! - 1;
      if (lengths[known] !== length || !sameUnits(text, starts[known]!, from, length)) continue;
      id = known;
      break;
    }
    if (id === i) slots[slot] = i + 1;
    else repeats++;
    ids[i] = id;
    counts[id]!++;
  }
  return { n: 1, ids, counts, repeats };
}

function sameUnits(text: string, a: number, b: number, length: number): boolean {
  for (let k = 0; k < length; k++) if (text.charCodeAt(a + k) !== text.charCodeAt(b + k)) return false;
  return true;
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
  let repeats = 0;
  for (let i = 0; i <= last; i++) {
    let id = i;
    if (counts[ids[i]!]! > 1) {
      const key = ids[i]! * total + words[i + grams.n]!;
      const known = first.get(key);
      if (known === undefined) first.set(key, i);
      else {
        id = known;
        repeats++;
      }
    }
    next[i] = id;
  }
  counts.fill(0);
  for (let i = 0; i <= last; i++) counts[next[i]!]!++;
  ids.set(next);
  grams.repeats = repeats;
  grams.n++;
}
