import { bytesOf, concatBytes, wordsOf } from '../dedup/records';
import { mix32 } from '../text/hash';
import { bareWordHashes, createUint32List, type Uint32List } from '../text/word-hashes';

/** N-grams of a document as 64-bit hashes, with the words' places in the text. */
export interface Grams {
  readonly low: Uint32List;
  readonly high: Uint32List;
  readonly starts: Uint32List;
  readonly ends: Uint32List;
}

export const createGrams = (): Grams => ({
  low: createUint32List(),
  high: createUint32List(),
  starts: createUint32List(),
  ends: createUint32List(),
});

const LOW = 0x01000193;
const HIGH = 0x2c1b3c6d;
const OTHER_LANE = 0x5bd1e995;

/** Computes the n-grams of a text's words (lower case, without punctuation). A shorter text has none. */
export function gramsOf(text: string, n: number, words: Uint32List, out: Grams): number {
  bareWordHashes(text, words, out.starts, out.ends);
  const count = Math.max(0, words.length - n + 1);
  for (const list of [out.low, out.high]) {
    if (list.values.length < count) list.values = new Uint32Array(count * 2);
    list.length = count;
  }
  // A polynomial that rolls over the words, in each lane: O(words) whatever n is.
  let lowPower = 1;
  let highPower = 1;
  for (let i = 0; i < n; i++) {
    lowPower = Math.imul(lowPower, LOW);
    highPower = Math.imul(highPower, HIGH);
  }
  const { values } = words;
  let low = 0;
  let high = 0;
  for (let i = 0; i < words.length; i++) {
    const word = values[i]!;
    low = (Math.imul(low, LOW) + word) | 0;
    high = (Math.imul(high, HIGH) + mix32(word ^ OTHER_LANE)) | 0;
    if (i >= n) {
      const gone = values[i - n]!;
      low = (low - Math.imul(lowPower, gone)) | 0;
      high = (high - Math.imul(highPower, mix32(gone ^ OTHER_LANE))) | 0;
    }
    if (i >= n - 1) {
      out.low.values[i - n + 1] = mix32(low);
      out.high.values[i - n + 1] = mix32(high);
    }
  }
  return count;
}

/** The n-grams of evaluation texts: which texts have each, and how many different n-grams each text has. */
export interface EvalIndex {
  readonly n: number;
  readonly documents: number;
  /** The texts (numbers from 0) that have an n-gram, or undefined. */
  readonly find: (low: number, high: number) => number;
  /** Number of different n-grams. */
  readonly size: number;
  readonly textsOf: (gram: number) => Uint32Array;
  /** Different n-grams of a text. */
  readonly sizeOf: (text: number) => number;
}

/**
 * Packs an index so that workers can share it: header [n, texts, grams, texts' entries], keys, sizes of the texts,
 * offsets into the texts' lists, the lists.
 */
export function packEvalIndex(texts: Iterable<string>, n: number): Uint8Array {
  const ids = new Map<number, Map<number, number>>();
  const lists: number[][] = [];
  const low: number[] = [];
  const high: number[] = [];
  const sizes: number[] = [];
  const words = createUint32List();
  const grams = createGrams();
  let text = 0;
  for (const content of texts) {
    const count = gramsOf(content, n, words, grams);
    let different = 0;
    for (let i = 0; i < count; i++) {
      const a = grams.low.values[i]!;
      const b = grams.high.values[i]!;
      let second = ids.get(a);
      if (!second) {
        second = new Map();
        ids.set(a, second);
      }
      let id = second.get(b);
      if (id === undefined) {
        id = lists.length;
        second.set(b, id);
        lists.push([]);
        low.push(a);
        high.push(b);
      }
      if (lists[id]!.at(-1) === text) continue;
      lists[id]!.push(text);
      different++;
    }
    sizes.push(different);
    text++;
  }
  const offsets = new Uint32Array(lists.length + 1);
  lists.forEach((list, i) => {
    offsets[i + 1] = offsets[i]! + list.length;
  });
  return concatBytes(
    [
      Uint32Array.of(n, text, lists.length, offsets.at(-1) ?? 0),
      Uint32Array.from(low),
      Uint32Array.from(high),
      Uint32Array.from(sizes),
      offsets,
      Uint32Array.from(lists.flat()),
    ].map(bytesOf),
  );
}

/** Opens a packed index. */
export function openEvalIndex(bytes: Uint8Array): EvalIndex {
  const words = wordsOf(bytes);
  const [n = 0, documents = 0, size = 0, entries = 0] = words;
  let at = 4;
  const take = (length: number) => {
    const part = words.subarray(at, at + length);
    at += length;
    return part;
  };
  const low = take(size);
  const high = take(size);
  const sizes = take(documents);
  const offsets = take(size + 1);
  const lists = take(entries);
  const table = slots(low, high);
  const mask = table.length - 1;
  return {
    n,
    documents,
    size,
    find: (a, b) => {
      for (let slot = (a ^ (b >>> 7)) & mask; ; slot = (slot + 1) & mask) {
        const gram = table[slot]!;
        if (gram < 0) return -1;
        if (low[gram] === a && high[gram] === b) return gram;
      }
    },
    textsOf: gram => lists.subarray(offsets[gram]!, offsets[gram + 1]!),
    sizeOf: text => sizes[text] ?? 0,
  };
}

function slots(low: Uint32Array, high: Uint32Array): Int32Array {
  let capacity = 16;
  while (capacity < low.length * 2) capacity *= 2;
  const table = new Int32Array(capacity).fill(-1);
  for (let gram = 0; gram < low.length; gram++) {
    let slot = (low[gram]! ^ (high[gram]! >>> 7)) & (capacity - 1);
    while (table[slot]! >= 0) slot = (slot + 1) & (capacity - 1);
    table[slot] = gram;
  }
  return table;
}
