/** A growing list of fixed-size records of 32-bit words, written to bytes in little-endian order. */
export interface Records {
  readonly width: number;
  push4: (a: number, b: number, c: number, d: number) => void;
  push3: (a: number, b: number, c: number) => void;
  readonly count: () => number;
  readonly bytes: () => Uint8Array;
}

/** Records of `width` 32-bit words. */
export function createRecords(width: number, capacity = 256): Records {
  let words = new Uint32Array(capacity * width);
  let length = 0;
  const room = () => {
    if (length + width <= words.length) return;
    const grown = new Uint32Array(words.length * 2);
    grown.set(words);
    words = grown;
  };
  return {
    width,
    push4: (a, b, c, d) => {
      room();
      words[length] = a;
      words[length + 1] = b;
      words[length + 2] = c;
      words[length + 3] = d;
      length += width;
    },
    push3: (a, b, c) => {
      room();
      words[length] = a;
      words[length + 1] = b;
      words[length + 2] = c;
      length += width;
    },
    count: () => length / width,
    bytes: () => new Uint8Array(words.slice(0, length).buffer),
  };
}

/** The 32-bit words of some bytes; copies only where the bytes do not begin at a multiple of four. */
export function wordsOf(bytes: Uint8Array): Uint32Array {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  return new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.byteLength >>> 2);
}

/** The bytes of 32-bit words, without a copy. */
export const bytesOf = (words: Uint32Array): Uint8Array =>
  new Uint8Array(words.buffer, words.byteOffset, words.byteLength);

/**
 * The order that sorts records by their 64-bit keys (`high`, then `low`), equal keys in the order in which they stand: a
 * radix sort, linear in their number.
 */
export function sortedOrder(low: Uint32Array, high: Uint32Array): Uint32Array {
  const n = low.length;
  let order = new Uint32Array(n);
  for (let i = 0; i < n; i++) order[i] = i;
  let spare = new Uint32Array(n);
  const starts = new Uint32Array(65537);
  for (const [keys, shift] of [
    [low, 0],
    [low, 16],
    [high, 0],
    [high, 16],
  ] as const) {
    starts.fill(0);
    for (let i = 0; i < n; i++) starts[((keys[i]! >>> shift) & 0xffff) + 1]!++;
    for (let digit = 0; digit < 65536; digit++) starts[digit + 1]! += starts[digit]!;
    for (let i = 0; i < n; i++) {
      const record = order[i]!;
      const digit = (keys[record]! >>> shift) & 0xffff;
      spare[starts[digit]!++] = record;
    }
    [order, spare] = [spare, order];
  }
  return order;
}

/** Calls `visit` for each run of equal keys, with the ends of the run in `order`. */
export function forEachRun(
  order: Uint32Array,
  low: Uint32Array,
  high: Uint32Array,
  visit: (from: number, to: number) => void,
): void {
  for (let from = 0; from < order.length; ) {
    const first = order[from]!;
    let to = from + 1;
    while (to < order.length && low[order[to]!] === low[first] && high[order[to]!] === high[first]) to++;
    visit(from, to);
    from = to;
  }
}

/** Joins byte strings. */
export function concatBytes(chunks: readonly Uint8Array[]): Uint8Array {
  let total = 0;
  for (const chunk of chunks) total += chunk.length;
  const joined = new Uint8Array(total);
  let at = 0;
  for (const chunk of chunks) {
    joined.set(chunk, at);
    at += chunk.length;
  }
  return joined;
}
