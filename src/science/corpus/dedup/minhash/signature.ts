import { createRandom } from '../../../random';
import { fold32, mix32 } from '../../text/hash';
import type { Uint32List } from '../../text/word-hashes';
import type { Banding } from './curve';

/** Computes MinHash signatures (Broder 1997) with a fixed family of hash functions. */
export interface MinHasher {
  readonly banding: Banding;
  /** The least value of each hash function over the shingles; `out` holds bands x rows values. */
  readonly signature: (shingles: Uint32List, out: Int32Array) => void;
}

/**
 * Hash functions x -> a x + b modulo 2^32 with odd a: permutations of the 32-bit shingle hashes, ordered as signed
 * integers. The seed fixes them, so that signatures of different machines agree.
 */
export function createMinHasher(banding: Banding, seed = 1): MinHasher {
  const count = banding.bands * banding.rows;
  const random = createRandom(seed);
  const multipliers = Int32Array.from({ length: count }, () => random.below(0x100000000) | 1);
  const offsets = Int32Array.from({ length: count }, () => random.below(0x100000000) | 0);
  return {
    banding,
    signature: ({ values, length }, out) => {
      const eights = count - (count % 8);
      for (let h = 0; h < eights; h += 8) eightLeast(multipliers, offsets, h, values, length, out);
      for (let h = eights; h < count; h++) {
        const a = multipliers[h]!;
        const b = offsets[h]!;
        let least = 0x7fffffff;
        for (let i = 0; i < length; i++) {
          const value = (Math.imul(a, values[i]!) + b) | 0;
          if (value < least) least = value;
        }
        out[h] = least;
      }
    },
  };
}

/** Eight hash functions at once: each shingle is loaded once for all of them, and their least values stay in registers. */
function eightLeast(
  multipliers: Int32Array,
  offsets: Int32Array,
  h: number,
  values: Uint32Array,
  length: number,
  out: Int32Array,
): void {
  const a0 = multipliers[h]!;
  const a1 = multipliers[h + 1]!;
  const a2 = multipliers[h + 2]!;
  const a3 = multipliers[h + 3]!;
  const a4 = multipliers[h + 4]!;
  const a5 = multipliers[h + 5]!;
  const a6 = multipliers[h + 6]!;
  const a7 = multipliers[h + 7]!;
  const b0 = offsets[h]!;
  const b1 = offsets[h + 1]!;
  const b2 = offsets[h + 2]!;
  const b3 = offsets[h + 3]!;
  const b4 = offsets[h + 4]!;
  const b5 = offsets[h + 5]!;
  const b6 = offsets[h + 6]!;
  const b7 = offsets[h + 7]!;
  let m0 = 0x7fffffff;
  let m1 = m0;
  let m2 = m0;
  let m3 = m0;
  let m4 = m0;
  let m5 = m0;
  let m6 = m0;
  let m7 = m0;
  for (let i = 0; i < length; i++) {
    const x = values[i]! | 0;
    m0 = Math.min(m0, (Math.imul(a0, x) + b0) | 0);
    m1 = Math.min(m1, (Math.imul(a1, x) + b1) | 0);
    m2 = Math.min(m2, (Math.imul(a2, x) + b2) | 0);
    m3 = Math.min(m3, (Math.imul(a3, x) + b3) | 0);
    m4 = Math.min(m4, (Math.imul(a4, x) + b4) | 0);
    m5 = Math.min(m5, (Math.imul(a5, x) + b5) | 0);
    m6 = Math.min(m6, (Math.imul(a6, x) + b6) | 0);
    m7 = Math.min(m7, (Math.imul(a7, x) + b7) | 0);
  }
  out[h] = m0;
  out[h + 1] = m1;
  out[h + 2] = m2;
  out[h + 3] = m3;
  out[h + 4] = m4;
  out[h + 5] = m5;
  out[h + 6] = m6;
  out[h + 7] = m7;
}

/** Two 32-bit hashes of one band's rows; equal rows give equal hashes, others differ but for 1 in 2^64. */
export function bandHash(signature: Int32Array, band: number, rows: number, out: Uint32Array): void {
  let low = band;
  let high = 0x9e3779b9 ^ band;
  for (let i = band * rows; i < (band + 1) * rows; i++) {
    low = fold32(low, signature[i]!);
    high = Math.imul(high ^ signature[i]!, 0x85ebca6b);
    high ^= high >>> 15;
  }
  out[0] = low;
  out[1] = mix32(high);
}

/** Share of equal MinHashes: an estimate of the Jaccard similarity with variance J (1 - J) / hashes. */
export function estimateJaccard(a: Int32Array, b: Int32Array): number {
  let equal = 0;
  for (let i = 0; i < a.length; i++) if (a[i] === b[i]) equal++;
  return equal / a.length;
}
