import type { Section } from '../stage';
import { wordsOf } from './records';

/** Records of all units side by side, column by column, in the order (unit, record). */
export interface Columns {
  readonly count: number;
  /** The unit of each record. */
  readonly units: Uint32Array;
  /** Columns of the records as they were written. */
  readonly columns: readonly Uint32Array[];
}

/** Lays the sections of one part out as columns. */
export function columnsOf(sections: Iterable<Section>, width: number): Columns {
  const parts = [...sections].sort((a, b) => a.unit - b.unit);
  let count = 0;
  for (const { bytes } of parts) count += bytes.byteLength / (4 * width);
  const units = new Uint32Array(count);
  const columns = Array.from({ length: width }, () => new Uint32Array(count));
  let at = 0;
  for (const { unit, bytes } of parts) {
    const words = wordsOf(bytes);
    const records = words.length / width;
    units.fill(unit, at, at + records);
    for (let column = 0; column < width; column++) {
      const target = columns[column]!;
      for (let i = 0; i < records; i++) target[at + i] = words[i * width + column]!;
    }
    at += records;
  }
  return { count, units, columns };
}

/** Splits records (whose first word is their unit) by unit, in the order in which they stand. The unit word is left out. */
export function splitByUnit(words: Uint32Array, width: number): Map<number, Uint32Array> {
  const counts = new Map<number, number>();
  for (let i = 0; i < words.length; i += width) counts.set(words[i]!, (counts.get(words[i]!) ?? 0) + 1);
  const split = new Map<number, Uint32Array>();
  for (const [unit, count] of [...counts].sort((a, b) => a[0] - b[0]))
    split.set(unit, new Uint32Array(count * (width - 1)));
  const filled = new Map<number, number>();
  for (let i = 0; i < words.length; i += width) {
    const unit = words[i]!;
    const at = filled.get(unit) ?? 0;
    split.get(unit)!.set(words.subarray(i + 1, i + width), at);
    filled.set(unit, at + width - 1);
  }
  return split;
}
