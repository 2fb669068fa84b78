import type { CorpusStage, Survey } from '../stage';
import { hash128 } from '../text/hash';
import { bytesOf, concatBytes, forEachRun, sortedOrder, wordsOf } from './records';
import { applyRepeats, type Repeat, repeatsState } from './repeats';
import { columnsOf } from './sections';

/** What makes two documents equal. */
export interface ExactOptions {
  /** `text`: every character. `words`: the words in lower case, whatever stands between them. */
  readonly compare: 'text' | 'words';
}

const PARTS = 8;
const WIDTH = 5;

const comparable = (text: string, compare: ExactOptions['compare']): string =>
  compare === 'text' ? text : (text.toLowerCase().match(/[\p{L}\p{N}\p{M}]+/gu) ?? []).join(' ');

/** The 128-bit fingerprint of each document that is left, spread over parts by its first bits. */
function fingerprints(options: ExactOptions): Survey {
  return {
    name: 'fingerprints',
    parts: PARTS,
    begin: () => {
      const parts: number[][] = Array.from({ length: PARTS }, () => []);
      const hash = new Uint32Array(4);
      return {
        add: ({ text }, index) => {
          hash128(comparable(text, options.compare), hash);
          parts[hash[3]! % PARTS]!.push(hash[0]!, hash[1]!, hash[2]!, hash[3]!, index);
        },
        finish: () => parts.map(records => bytesOf(Uint32Array.from(records))),
      };
    },
    group: (_part, sections) => {
      const { units, columns } = columnsOf(sections, WIDTH);
      const [a, b, c, d, indices] = columns as [Uint32Array, Uint32Array, Uint32Array, Uint32Array, Uint32Array];
      const order = sortedOrder(a, b);
      const found: number[] = [];
      forEachRun(order, a, b, (from, to) => {
        // The other half of the fingerprint decides; runs of different documents are all but impossible.
        const firsts: number[] = [];
        for (let i = from; i < to; i++) {
          const record = order[i]!;
          const earlier = firsts.find(known => c[known] === c[record] && d[known] === d[record]);
          if (earlier === undefined) firsts.push(record);
          else found.push(units[record]!, indices[record]!, units[earlier]!, indices[earlier]!);
        }
      });
      return bytesOf(Uint32Array.from(found));
    },
    merge: groups => {
      const words = wordsOf(concatBytes(groups));
      const repeats: Repeat[] = [];
      for (let i = 0; i < words.length; i += 4) {
        repeats.push({ unit: words[i]!, index: words[i + 1]!, ofUnit: words[i + 2]!, ofIndex: words[i + 3]! });
      }
      return repeatsState(repeats);
    },
  };
}

/** Removes every document but the first of those with the same text. */
export function exactDedupStage(changes: Partial<ExactOptions> = {}): CorpusStage {
  const options: ExactOptions = { compare: 'text', ...changes };
  return {
    kind: 'corpus',
    name: 'dedup',
    params: { method: 'exact', compare: options.compare },
    citations: [],
    changesText: false,
    surveys: [fingerprints(options)],
    apply: (state, unit) => applyRepeats(state, unit, 'exact_duplicate'),
  };
}
