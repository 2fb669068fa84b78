import { ALONE, classOf, isSpace, lowerOf, SEPARATOR } from './characters';
import { mix32 } from './hash';

const SEED = 0x811c9dc5;
const PRIME = 0x01000193;

/** A growing list of 32-bit values that is used again from document to document. */
export interface Uint32List {
  values: Uint32Array;
  length: number;
}

export const createUint32List = (capacity = 4096): Uint32List => ({ values: new Uint32Array(capacity), length: 0 });

/** Makes room for `capacity` values and keeps those that are there. */
export function reserve(list: Uint32List, capacity: number): void {
  if (list.values.length >= capacity) return;
  const grown = new Uint32Array(Math.max(capacity, list.values.length * 2));
  grown.set(list.values.subarray(0, list.length));
  list.values = grown;
}

/**
 * Hashes of the words of a text, in order: letters, digits and marks in lower case; anything else separates. Characters
 * of scripts without spaces (Han, kana, Thai …) are words of their own, so that n-grams work there as well.
 */
export function wordHashes(text: string, out: Uint32List): void {
  reserve(out, text.length + 1);
  const values = out.values;
  let count = 0;
  let hash = SEED;
  let inside = false;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    const kind = classOf(unit);
    if (kind === SEPARATOR || kind === ALONE) {
      if (inside) values[count++] = mix32(hash);
      inside = false;
      hash = SEED;
      if (kind === ALONE) values[count++] = mix32(Math.imul(SEED ^ unit, PRIME));
    } else {
      inside = true;
      hash = Math.imul(hash ^ lowerOf(unit), PRIME);
    }
  }
  if (inside) values[count++] = mix32(hash);
  out.length = count;
}

/**
 * Hashes of the words as GPT-3's decontamination saw them: split at white space, in lower case, without punctuation
 * ("don't" is one word). `starts` and `ends` receive the span of each in code units.
 */
export function bareWordHashes(text: string, out: Uint32List, starts: Uint32List, ends: Uint32List): void {
  reserve(out, text.length + 1);
  reserve(starts, text.length + 1);
  reserve(ends, text.length + 1);
  let count = 0;
  let hash = SEED;
  let first = -1;
  let last = -1;
  const close = () => {
    if (first < 0) return;
    out.values[count] = mix32(hash);
    starts.values[count] = first;
    ends.values[count] = last + 1;
    count++;
    first = -1;
    hash = SEED;
  };
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit <= 32 || isSpace(unit)) {
      close();
      continue;
    }
    const kind = classOf(unit);
    if (kind === SEPARATOR) continue;
    if (kind === ALONE) close();
    if (first < 0) first = i;
    last = i;
    hash = Math.imul(hash ^ lowerOf(unit), PRIME);
    if (kind === ALONE) close();
  }
  close();
  out.length = count;
  starts.length = count;
  ends.length = count;
}
