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
      for (let h = 0; h < count; h++) {
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
