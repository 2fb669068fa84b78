import { mix32 } from '../../text/hash';

/** 64-bit hashes of all windows of `width` tokens, in two lanes: `low[i]`, `high[i]` for the window at i. */
export interface WindowHashes {
  low: Uint32Array;
  high: Uint32Array;
  count: number;
}

const LOW = 0x01000193;
const HIGH = 0x2c1b3c6d;

/** A polynomial that rolls over mixed tokens, finalised, in each lane: O(tokens) whatever the width. */
export function windowHashes(tokens: Uint32Array, width: number, out: WindowHashes): void {
  const count = Math.max(0, tokens.length - width + 1);
  if (out.low.length < count) {
    out.low = new Uint32Array(count * 2);
    out.high = new Uint32Array(count * 2);
  }
  out.count = count;
  if (count === 0) return;
  let lowPower = 1;
  let highPower = 1;
  for (let i = 0; i < width; i++) {
    lowPower = Math.imul(lowPower, LOW);
    highPower = Math.imul(highPower, HIGH);
  }
  let low = 0;
  let high = 0;
  for (let i = 0; i < tokens.length; i++) {
    const value = mix32(tokens[i]! + 1);
    low = (Math.imul(low, LOW) + value) | 0;
    high = (Math.imul(high, HIGH) + mix32(value ^ 0x5bd1e995)) | 0;
    if (i >= width) {
      const gone = mix32(tokens[i - width]! + 1);
      low = (low - Math.imul(lowPower, gone)) | 0;
      high = (high - Math.imul(highPower, mix32(gone ^ 0x5bd1e995))) | 0;
    }
    if (i >= width - 1) {
      out.low[i - width + 1] = mix32(low);
      out.high[i - width + 1] = mix32(high);
    }
  }
}

/**
 * For each run of `window` consecutive hashes the place of the least (leftmost of equals): winnowing (Schleimer, Wilkerson
 * and Aiken 2003). Equal runs pick the same place in the run, whatever stands around them. `picks[i]` belongs to the run
 * that begins at i.
 */
export function winnow(hashes: WindowHashes, window: number, picks: Uint32Array): number {
  const runs = Math.max(0, hashes.count - window + 1);
  let least = -1;
  for (let i = 0; i < runs; i++) {
    if (least < i) {
      least = i;
      for (let k = i + 1; k < i + window; k++) if (hashes.low[k]! < hashes.low[least]!) least = k;
    } else if (hashes.low[i + window - 1]! < hashes.low[least]!) least = i + window - 1;
    picks[i] = least;
  }
  return runs;
}
