import type { State, Survey } from '../../stage';
import type { Tokenizer } from '../../tokens/tokenizer';
import { bytesOf, concatBytes, createRecords, forEachRun, sortedOrder, wordsOf } from '../records';
import { columnsOf, splitByUnit } from '../sections';
import { openKeys, packKeys } from './key-set';
import type { Keep } from './spans';
import { spansOfWindows } from './spans';
import { type WindowHashes, windowHashes, winnow } from './winnow';

/** Parts of each survey: at most an eighth of the records is sorted at once. */
const PARTS = 8;

/**
 * Any passage of `minTokens` tokens holds `window` grams of `gram` tokens; equal passages pick the same one of them.
 * So every repeated passage shows as a picked gram that occurs twice, and only picked grams need be remembered.
 */
export function gramSizes(minTokens: number): { gram: number; window: number } {
  const gram = Math.max(1, Math.ceil(minTokens / 2));
  return { gram, window: minTokens - gram + 1 };
}

/** Tokens and hashes of a document, in memory that is used again for the next. */
export function createScratch(tokenizer: Tokenizer) {
  let ids = new Uint32Array(4096);
  let picks = new Uint32Array(4096);
  const hashes: WindowHashes = { low: new Uint32Array(4096), high: new Uint32Array(4096), count: 0 };
  return {
    tokens: (text: string): Uint32Array => {
      if (ids.length < text.length * 3) ids = new Uint32Array(text.length * 4);
      return tokenizer.encode(text, ids);
    },
    hash: (tokens: Uint32Array, width: number): WindowHashes => {
      windowHashes(tokens, width, hashes);
      return hashes;
    },
    pick: (grams: WindowHashes, window: number): Uint32Array => {
      if (picks.length < grams.count) picks = new Uint32Array(grams.count * 2);
      return picks.subarray(0, winnow(grams, window, picks));
    },
  };
}

/** First look: the picked grams of every document. Finds those that occur more than once, and who has them. */
export function gramSurvey(tokenizer: Tokenizer, minTokens: number): Survey {
  const { gram, window } = gramSizes(minTokens);
  return {
    name: 'passages',
    parts: PARTS,
    begin: () => {
      const scratch = createScratch(tokenizer);
      const parts = Array.from({ length: PARTS }, () => createRecords(3));
      return {
        add: ({ text }, index) => {
          const grams = scratch.hash(scratch.tokens(text), gram);
          const picks = scratch.pick(grams, window);
          for (let i = 0; i < picks.length; i++) {
            const at = picks[i]!;
            if (i > 0 && picks[i - 1] === at) continue;
            parts[grams.high[at]! % PARTS]!.push3(grams.low[at]!, grams.high[at]!, index);
          }
        },
        finish: () => parts.map(records => records.bytes()),
      };
    },
    group: (_part, sections) => {
      const { units, columns } = columnsOf(sections, 3);
      const [low, high, indices] = columns as [Uint32Array, Uint32Array, Uint32Array];
      const order = sortedOrder(low, high);
      const keys: number[] = [];
      const owners: number[] = [];
      forEachRun(order, low, high, (from, to) => {
        if (to - from < 2) return;
        keys.push(low[order[from]!]!, high[order[from]!]!);
        for (let i = from; i < to; i++) owners.push(units[order[i]!]! * 2 ** 26 + indices[order[i]!]!);
      });
      const sorted = Float64Array.from(owners)
        .sort()
        .filter((owner, i, all) => i === 0 || owner !== all[i - 1]);
      const found = new Uint32Array(1 + keys.length + 2 * sorted.length);
      found[0] = keys.length / 2;
      found.set(keys, 1);
      sorted.forEach((owner, i) => {
        found[1 + keys.length + 2 * i] = Math.floor(owner / 2 ** 26);
        found[2 + keys.length + 2 * i] = owner % 2 ** 26;
      });
      return bytesOf(found);
    },
    merge: groups => {
      const keys: Uint32Array[] = [];
      const owners: Uint32Array[] = [];
      for (const group of groups) {
        const words = wordsOf(group);
        if (words.length === 0) continue;
        keys.push(words.subarray(1, 1 + 2 * words[0]!));
        owners.push(words.subarray(1 + 2 * words[0]!));
      }
      const pairs = wordsOf(concatBytes(keys.map(bytesOf)));
      const units = new Map<number, Uint8Array>();
      for (const [unit, indices] of splitByUnit(wordsOf(concatBytes(owners.map(bytesOf))), 2)) {
        units.set(unit, bytesOf(Uint32Array.from(new Set(indices)).sort()));
      }
      return {
        shared: packKeys(
          pairs.filter((_, i) => i % 2 === 0),
          pairs.filter((_, i) => i % 2 === 1),
        ),
        units,
      };
    },
  };
}

/** Second look: every window of `minTokens` tokens whose picked gram occurs twice. Finds those that occur twice themselves. */
export function windowSurvey(tokenizer: Tokenizer, minTokens: number, keep: Keep): Survey {
  const { gram, window } = gramSizes(minTokens);
  return {
    name: 'windows',
    parts: PARTS,
    begin: (before, unit) => {
      const repeated = openKeys(before.shared);
      const wanted = new Set(wordsOf(before.units.get(unit) ?? new Uint8Array(0)));
      const grams = createScratch(tokenizer);
      const windows = createScratch(tokenizer);
      const parts = Array.from({ length: PARTS }, () => createRecords(4));
      return {
        add: ({ text }, index) => {
          if (!wanted.has(index)) return;
          const tokens = grams.tokens(text);
          const gramHashes = grams.hash(tokens, gram);
          const picks = grams.pick(gramHashes, window);
          const hashes = windows.hash(tokens, minTokens);
          let last = -1;
          let twice = false;
          for (let i = 0; i < picks.length; i++) {
            const at = picks[i]!;
            if (at !== last) {
              twice = repeated.has(gramHashes.low[at]!, gramHashes.high[at]!);
              last = at;
            }
            if (twice) parts[hashes.high[i]! % PARTS]!.push4(hashes.low[i]!, hashes.high[i]!, index, i);
          }
        },
        finish: () => parts.map(records => records.bytes()),
      };
    },
    group: (_part, sections) => {
      const { units, columns } = columnsOf(sections, 4);
      const [low, high, indices, starts] = columns as [Uint32Array, Uint32Array, Uint32Array, Uint32Array];
      const order = sortedOrder(low, high);
      const goes = createRecords(3);
      forEachRun(order, low, high, (from, to) => {
        if (to - from < 2) return;
        for (let i = keep === 'first' ? from + 1 : from; i < to; i++) {
          goes.push3(units[order[i]!]!, indices[order[i]!]!, starts[order[i]!]!);
        }
      });
      return goes.bytes();
    },
    merge: groups => mergeWindows(groups, minTokens),
  };
}

/** Joins the windows that go into spans: [index, start, end] per span and unit. */
function mergeWindows(groups: readonly Uint8Array[], minTokens: number): State {
  const units = new Map<number, Uint8Array>();
  for (const [unit, records] of splitByUnit(wordsOf(concatBytes(groups)), 3)) {
    const indices = records.filter((_, i) => i % 2 === 0);
    const starts = records.filter((_, i) => i % 2 === 1);
    const order = sortedOrder(starts, indices);
    const spans: number[] = [];
    for (let from = 0; from < order.length; ) {
      const index = indices[order[from]!]!;
      let to = from;
      while (to < order.length && indices[order[to]!] === index) to++;
      const sorted = order.subarray(from, to).map(record => starts[record]!);
      for (const span of spansOfWindows(sorted, minTokens)) spans.push(index, span.start, span.end);
      from = to;
    }
    units.set(unit, bytesOf(Uint32Array.from(spans)));
  }
  return { shared: new Uint8Array(0), units };
}
