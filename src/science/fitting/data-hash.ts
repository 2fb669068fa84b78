import type { Observations } from './problem';

/** A 64-bit fingerprint of the runs that were fitted (two FNV-1a streams over their bits), as 16 hexadecimal digits. */
export function dataHash({ columns, response, weights, clusters }: Observations): string {
  let [a, b] = [0x811c9dc5, 0x9e3779b9];
  const add = (word: number) => {
    a = Math.imul(a ^ word, 0x01000193);
    b = Math.imul(b ^ ((word << 13) | (word >>> 19)), 0x01000193) ^ (b >>> 15);
  };
  const addAll = (values: Float64Array | Int32Array) => {
    const words = new Uint32Array(values.buffer, values.byteOffset, values.byteLength >> 2);
    for (const word of words) add(word);
  };
  for (const name of Object.keys(columns).sort()) {
    for (let i = 0; i < name.length; i++) add(name.charCodeAt(i));
    addAll(columns[name]);
  }
  addAll(response);
  if (weights) addAll(weights);
  if (clusters) addAll(clusters);
  return [a, b].map(v => (v >>> 0).toString(16).padStart(8, '0')).join('');
}
