/** Pieces that are remembered at most; then it starts again: frequent ones are back at once, and memory stays bounded. */
const CAPACITY = 1 << 18;
const SLOTS = CAPACITY * 2;
/** Longer pieces are encoded but not kept. */
const CACHED_LENGTH = 48;

/** Tokens of pieces of texts, found by the code units of the piece: no string is made to look one up. */
export interface PieceCache {
  /** Entry of the piece of a text; it is encoded on first sight. -1 where it is too long to keep. */
  readonly find: (text: string, from: number, to: number) => number;
  readonly count: (entry: number) => number;
  /** Writes the tokens of an entry to `into` at `at`. */
  readonly copy: (entry: number, into: Uint32Array, at: number) => void;
}

export function createPieceCache(encode: (piece: string) => Uint32Array): PieceCache {
  const slots = new Int32Array(SLOTS);
  const hashes = new Int32Array(CAPACITY);
  /** Where an entry's code units and tokens begin; they end where the next begin. */
  const unitsAt = new Int32Array(CAPACITY + 1);
  const tokensAt = new Int32Array(CAPACITY + 1);
  let units = new Uint16Array(1 << 16);
  let tokens = new Uint32Array(1 << 16);
  let size = 0;

  const add = (text: string, from: number, to: number, hash: number): number => {
    const ids = encode(text.slice(from, to));
    if (size === CAPACITY) {
      slots.fill(0);
      size = 0;
    }
    const entry = size++;
    const unitStart = unitsAt[entry]!;
    const tokenStart = tokensAt[entry]!;
    if (unitStart + to - from > units.length) {
      const grown = new Uint16Array(units.length * 2);
      grown.set(units);
      units = grown;
    }
    if (tokenStart + ids.length > tokens.length) {
      const grown = new Uint32Array(tokens.length * 2);
      grown.set(tokens);
      tokens = grown;
    }
    for (let i = from; i < to; i++) units[unitStart + i - from] = text.charCodeAt(i);
    tokens.set(ids, tokenStart);
    unitsAt[entry + 1] = unitStart + to - from;
    tokensAt[entry + 1] = tokenStart + ids.length;
    hashes[entry] = hash;
    let slot = hash & (SLOTS - 1);
    while (slots[slot] !== 0) slot = (slot + 1) & (SLOTS - 1);
    slots[slot] = entry + 1;
    return entry;
  };

  const same = (entry: number, text: string, from: number, to: number): boolean => {
    const start = unitsAt[entry]!;
    if (unitsAt[entry + 1]! - start !== to - from) return false;
    for (let i = from; i < to; i++) if (units[start + i - from] !== text.charCodeAt(i)) return false;
    return true;
  };

  return {
    find: (text, from, to) => {
      if (to - from > CACHED_LENGTH) return -1;
      let hash = 0x811c9dc5;
      for (let i = from; i < to; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
      hash ^= hash >>> 15;
      for (let slot = hash & (SLOTS - 1); ; slot = (slot + 1) & (SLOTS - 1)) {
        const entry = slots[slot]! - 1;
        if (entry < 0) return add(text, from, to, hash);
        if (hashes[entry] === hash && same(entry, text, from, to)) return entry;
      }
    },
    count: entry => tokensAt[entry + 1]! - tokensAt[entry]!,
    copy: (entry, into, at) => {
      const end = tokensAt[entry + 1]!;
      for (let i = tokensAt[entry]!, k = at; i < end; i++, k++) into[k] = tokens[i]!;
    },
  };
}
