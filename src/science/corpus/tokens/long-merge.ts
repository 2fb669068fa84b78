/** No token of the vocabularies is longer in bytes (the longest are runs of 128 spaces or signs). */
const LONGEST = 256;

/**
 * Byte-pair encoding of one long piece in O(n log n): merge the pair of lowest rank, leftmost first, until none is left.
 * The library's own merge is quadratic, and a page may hold a "word" of a megabyte.
 */
export function mergeLongPiece(bytes: Uint8Array, ranks: ReadonlyMap<string, number>): Uint32Array {
  const n = bytes.length;
  const key = (from: number, to: number) => {
    let text = '';
    for (let i = from; i < to; i++) text += String.fromCharCode(bytes[i]!);
    return text;
  };
  /** Ends of the segment that begins at i; 0 where none begins. */
  const end = new Int32Array(n);
  const previous = new Int32Array(n);
  for (let i = 0; i < n; i++) {
    end[i] = i + 1;
    previous[i] = i - 1;
  }
  const heap = createHeap();
  const pairRank = new Float64Array(n).fill(Number.POSITIVE_INFINITY);
  const offer = (start: number) => {
    const second = end[start]!;
    const rank = second < n && end[second]! - start <= LONGEST ? ranks.get(key(start, end[second]!)) : undefined;
    pairRank[start] = rank ?? Number.POSITIVE_INFINITY;
    if (rank !== undefined) heap.push(rank * n + start);
  };
  for (let i = 0; i + 1 < n; i++) offer(i);
  for (let top = heap.pop(); top !== undefined; top = heap.pop()) {
    const start = top % n;
    // Stale entries: the segment is gone, or its pair has changed.
    if (end[start] === 0 || pairRank[start] !== Math.floor(top / n)) continue;
    const second = end[start]!;
    const after = end[second]!;
    end[start] = after;
    end[second] = 0;
    if (after < n) previous[after] = start;
    offer(start);
    if (previous[start]! >= 0) offer(previous[start]!);
  }
  const ids: number[] = [];
  for (let i = 0; i < n; i = end[i]!) ids.push(ranks.get(key(i, end[i]!))!);
  return Uint32Array.from(ids);
}

/** A binary heap of numbers, least first. */
function createHeap(): { push: (value: number) => void; pop: () => number | undefined } {
  const items: number[] = [];
  const push = (value: number) => {
    let at = items.push(value) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (items[parent]! <= value) break;
      items[at] = items[parent]!;
      at = parent;
    }
    items[at] = value;
  };
  const pop = () => {
    const top = items[0];
    const last = items.pop();
    if (last === undefined || items.length === 0) return top;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= items.length) break;
      if (child + 1 < items.length && items[child + 1]! < items[child]!) child++;
      if (items[child]! >= last) break;
      items[at] = items[child]!;
      at = child;
    }
    items[at] = last;
    return top;
  };
  return { push, pop };
}

/** Ranks by the bytes of a token, a byte per character, as `mergeLongPiece` wants them. */
export function ranksByBytes(ranks: readonly (string | readonly number[])[]): Map<string, number> {
  const encoder = new TextEncoder();
  const map = new Map<string, number>();
  ranks.forEach((token, rank) => {
    const bytes = typeof token === 'string' ? encoder.encode(token) : token;
    let text = '';
    for (const byte of bytes) text += String.fromCharCode(byte);
    map.set(text, rank);
  });
  return map;
}
