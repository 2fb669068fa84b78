import type { Observations } from './problem';

/** Bits of a number's last places that are left out, and half of that. */
const [LAST, HALF] = [0x000fffff, 0x00080000];

/**
 * A 64-bit fingerprint of the runs that were fitted (two FNV-1a streams over their bits), as 16 hexadecimal digits. Numbers are
 * rounded to 32 bits of mantissa (nine digits): runs that were computed differ in their last bit from one machine's
 * logarithms and powers to another's, and are the same runs.
 */
export function dataHash({ columns, response, weights, clusters }: Observations): string {
  let [a, b] = [0x811c9dc5, 0x9e3779b9];
  const add = (word: number) => {
    a = Math.imul(a ^ word, 0x01000193);
    b = Math.imul(b ^ ((word << 13) | (word >>> 19)), 0x01000193) ^ (b >>> 15);
  };
  const pair = new Float64Array(1);
  const [low, high] = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1 ? [0, 1] : [1, 0];
  const words = new Uint32Array(pair.buffer);
  const addAll = (values: Float64Array) => {
    for (const value of values) {
      pair[0] = value;
      const carries = words[low] > 0xffffffff - HALF;
      add((words[low] + HALF) & ~LAST);
      add(words[high] + (carries ? 1 : 0));
    }
  };
  for (const name of Object.keys(columns).sort()) {
    for (let i = 0; i < name.length; i++) add(name.charCodeAt(i));
    addAll(columns[name]);
  }
  addAll(response);
  if (weights) addAll(weights);
  if (clusters) for (const cluster of clusters) add(cluster);
  return [a, b].map(v => (v >>> 0).toString(16).padStart(8, '0')).join('');
}
