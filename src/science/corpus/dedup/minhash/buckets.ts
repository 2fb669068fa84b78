import type { Survey } from '../../stage';
import { createUint32List, wordHashes } from '../../text/word-hashes';
import { bytesOf, createRecords, forEachRun, sortedOrder } from '../records';
import { columnsOf } from '../sections';
import type { MinHashParameters } from './parameters';
import { shingles } from './shingles';
import { bandHash, createMinHasher } from './signature';

/** Collects the members of each bucket with at least two: [size, unit, index, unit, index …] per bucket. */
export function bucketsOf(units: Uint32Array, low: Uint32Array, high: Uint32Array, indices: Uint32Array): Uint32Array {
  const order = sortedOrder(low, high);
  const found: number[] = [];
  forEachRun(order, low, high, (from, to) => {
    if (to - from < 2) return;
    found.push(to - from);
    for (let i = from; i < to; i++) found.push(units[order[i]!]!, indices[order[i]!]!);
  });
  return Uint32Array.from(found);
}

/** Signatures of all documents, one part per band; grouping finds the documents that share a bucket. */
export function signatureSurvey(
  parameters: MinHashParameters,
  merge: (buckets: readonly Uint8Array[]) => ReturnType<Survey['merge']>,
): Survey {
  const { bands, rows, ngram } = parameters;
  return {
    name: 'signatures',
    parts: bands,
    begin: () => {
      const hasher = createMinHasher({ bands, rows });
      const words = createUint32List();
      const grams = createUint32List();
      const signature = new Int32Array(bands * rows);
      const hash = new Uint32Array(2);
      const parts = Array.from({ length: bands }, () => createRecords(3));
      return {
        add: ({ text }, index) => {
          wordHashes(text, words);
          shingles(words, ngram, grams);
          if (grams.length === 0) return;
          hasher.signature(grams, signature);
          for (let band = 0; band < bands; band++) {
            bandHash(signature, band, rows, hash);
            parts[band]!.push3(hash[0]!, hash[1]!, index);
          }
        },
        finish: () => parts.map(records => records.bytes()),
      };
    },
    group: (_band, sections) => {
      const { units, columns } = columnsOf(sections, 3);
      const [low, high, indices] = columns as [Uint32Array, Uint32Array, Uint32Array];
      return bytesOf(bucketsOf(units, low, high, indices));
    },
    merge: groups => merge(groups),
  };
}
