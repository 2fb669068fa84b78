/** The finaliser of MurmurHash3 (Appleby 2011, public domain): every input bit reaches every output bit. */
export function mix32(x: number): number {
  let h = x;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Folds one more 32-bit value into a running hash; order matters. */
export function fold32(hash: number, value: number): number {
  const rotated = (hash << 13) | (hash >>> 19);
  return (Math.imul(rotated ^ mix32(value), 5) + 0xe6546b64) >>> 0;
}

/**
 * 128-bit hash of a string's UTF-16 code units, as four 32-bit lanes with different multipliers.
 * Among a billion documents the chance of one false match is below 1e-20.
 */
export function hash128(text: string, out: Uint32Array, at = 0): void {
  let a = 0x9368e53c;
  let b = 0x586dcd20;
  let c = 0x47d7a6e1;
  let d = 0x1b873593;
  const { length } = text;
  // Two code units at a time; the last of an odd number stands alone, and the length tells the two cases apart.
  for (let i = 0; i < length; i += 2) {
    const unit = i + 1 < length ? text.charCodeAt(i) | (text.charCodeAt(i + 1) << 16) : text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    a ^= a >>> 13;
    b = Math.imul(b ^ unit, 0x85ebca6b);
    b ^= b >>> 15;
    c = Math.imul(c + unit, 0xcc9e2d51);
    c = (c << 15) | (c >>> 17);
    d = Math.imul(d ^ unit, 0x27d4eb2f);
    d = (d << 11) | (d >>> 21);
  }
  out[at] = mix32(a ^ length);
  out[at + 1] = mix32(b ^ mix32(length));
  out[at + 2] = mix32(c + a);
  out[at + 3] = mix32(d + b);
}
