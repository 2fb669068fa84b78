import type { Keep, Span } from './spans';
import { spansOfWindows } from './spans';
import { longestCommonPrefixes, suffixArray } from './suffix-array';

/**
 * Passages of at least `minTokens` tokens that occur more than once in some documents, found with a suffix array
 * (Lee et al. 2021, sec 4.1), whole and in memory: about 20 bytes a token.
 * @param documents token ids of each document; no passage crosses the end of a document
 * @returns for each document the token spans that go
 */
export function repeatedSpans(documents: readonly Uint32Array[], minTokens: number, keep: Keep = 'first'): Span[][] {
  const separators = documents.length;
  const total = documents.reduce((sum, tokens) => sum + tokens.length + 1, 0);
  const text = new Int32Array(total);
  const owner = new Int32Array(total);
  const dense = new Map<number, number>();
  let at = 0;
  documents.forEach((tokens, d) => {
    for (const token of tokens) {
      let id = dense.get(token);
      if (id === undefined) {
        id = separators + dense.size;
        dense.set(token, id);
      }
      owner[at] = d;
      text[at++] = id;
    }
    // A value of its own ends each document, so that no common prefix reaches beyond it.
    owner[at] = d;
    text[at++] = d;
  });
  const suffixes = suffixArray(text, separators + dense.size);
  const lcp = longestCommonPrefixes(text, suffixes);
  const goes = new Uint8Array(total);
  for (let from = 0; from < total; ) {
    let to = from + 1;
    let first = suffixes[from]!;
    while (to < total && lcp[to]! >= minTokens) {
      first = Math.min(first, suffixes[to]!);
      to++;
    }
    if (to - from > 1) {
      for (let r = from; r < to; r++) if (keep === 'none' || suffixes[r] !== first) goes[suffixes[r]!] = 1;
    }
    from = to;
  }
  const starts: number[][] = documents.map(() => []);
  let base = 0;
  for (let i = 0, d = 0; i < total; i++) {
    if (owner[i] !== d) {
      d = owner[i]!;
      base = i;
    }
    if (goes[i]) starts[d]!.push(i - base);
  }
  return starts.map(list => spansOfWindows(list, minTokens));
}
