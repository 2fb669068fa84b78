import { bytesOf, wordsOf } from '../records';

/** A set of 64-bit keys in flat memory (open addressing), which workers can share without a copy. */
export interface KeySet {
  readonly has: (low: number, high: number) => boolean;
}

/** Packs keys: [capacity, hasZero, low, high, low, high …]; the key (0, 0) marks an empty place. */
export function packKeys(low: Uint32Array, high: Uint32Array): Uint8Array {
  let capacity = 16;
  while (capacity < low.length * 2) capacity *= 2;
  const table = new Uint32Array(2 + 2 * capacity);
  table[0] = capacity;
  const mask = capacity - 1;
  for (let i = 0; i < low.length; i++) {
    const a = low[i]!;
    const b = high[i]!;
    if (a === 0 && b === 0) {
      table[1] = 1;
      continue;
    }
    let slot = (a ^ (b >>> 7)) & mask;
    for (;;) {
      const at = 2 + 2 * slot;
      if (table[at] === 0 && table[at + 1] === 0) {
        table[at] = a;
        table[at + 1] = b;
        break;
      }
      if (table[at] === a && table[at + 1] === b) break;
      slot = (slot + 1) & mask;
    }
  }
  return bytesOf(table);
}

/** Reads a packed set. */
export function openKeys(bytes: Uint8Array): KeySet {
  const table = wordsOf(bytes);
  if (table.length === 0) return { has: () => false };
  const mask = table[0]! - 1;
  return {
    has: (low, high) => {
      if (low === 0 && high === 0) return table[1] === 1;
      let slot = (low ^ (high >>> 7)) & mask;
      for (;;) {
        const at = 2 + 2 * slot;
        const a = table[at]!;
        const b = table[at + 1]!;
        if (a === low && b === high) return true;
        if (a === 0 && b === 0) return false;
        slot = (slot + 1) & mask;
      }
    },
  };
}
