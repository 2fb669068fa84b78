import { fold32 } from '../../text/hash';
import { reserve, type Uint32List } from '../../text/word-hashes';

/**
 * Hashes of the n-grams of words ("shingles"), repeats included. A text of fewer words than n is one shingle of them all;
 * a text without words has none.
 */
export function shingles(words: Uint32List, n: number, out: Uint32List): void {
  const count = words.length === 0 ? 0 : Math.max(1, words.length - n + 1);
  const width = Math.min(n, words.length);
  reserve(out, count);
  const from = words.values;
  const to = out.values;
  for (let i = 0; i < count; i++) {
    let hash = width;
    for (let k = 0; k < width; k++) hash = fold32(hash, from[i + k]!);
    to[i] = hash;
  }
  out.length = count;
}

/** Sorts shingles and leaves each once, in place. */
export function uniqueShingles(list: Uint32List): Uint32Array {
  const sorted = list.values.subarray(0, list.length).sort();
  let length = 0;
  for (let i = 0; i < sorted.length; i++) if (i === 0 || sorted[i] !== sorted[i - 1]) sorted[length++] = sorted[i]!;
  list.length = length;
  return sorted.subarray(0, length);
}

/** Jaccard similarity of two sorted sets: shared elements over all elements. Two empty sets are not similar (0). */
export function jaccard(a: Uint32Array, b: Uint32Array): number {
  let shared = 0;
  for (let i = 0, k = 0; i < a.length && k < b.length; ) {
    if (a[i] === b[k]) {
      shared++;
      i++;
      k++;
    } else if (a[i]! < b[k]!) i++;
    else k++;
  }
  const all = a.length + b.length - shared;
  return all === 0 ? 0 : shared / all;
}
