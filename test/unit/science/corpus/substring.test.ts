import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { repeatedSpans } from '../../../../src/science/corpus/dedup/substring/by-suffix-array';
import { openKeys, packKeys } from '../../../../src/science/corpus/dedup/substring/key-set';
import type { Keep, Span } from '../../../../src/science/corpus/dedup/substring/spans';
import { characterSpans, exactSubstringStage } from '../../../../src/science/corpus/dedup/substring/stage';
import { longestCommonPrefixes, suffixArray } from '../../../../src/science/corpus/dedup/substring/suffix-array';
import { windowHashes, winnow } from '../../../../src/science/corpus/dedup/substring/winnow';
import { runPipeline } from '../../../../src/science/corpus/pipeline/run';
import { loadTokenizer, type Tokenizer } from '../../../../src/science/corpus/tokens/tokenizer';
import { createRandom } from '../../../../src/science/random';
import { vocabulary } from './synthetic';

/** Naive search: compares every window with every window before it, token by token. */
function naiveSpans(documents: readonly Uint32Array[], width: number, keep: Keep): Span[][] {
  const windows: { d: number; at: number; key: string }[] = [];
  documents.forEach((tokens, d) => {
    for (let at = 0; at + width <= tokens.length; at++)
      windows.push({ d, at, key: tokens.subarray(at, at + width).join() });
  });
  const marked = documents.map(tokens => new Uint8Array(tokens.length));
  windows.forEach((window, i) => {
    const others = keep === 'first' ? windows.slice(0, i) : windows.filter((_, k) => k !== i);
    if (others.some(other => other.key === window.key)) marked[window.d]!.fill(1, window.at, window.at + width);
  });
  return marked.map(marks => {
    const spans: Span[] = [];
    for (let i = 0; i < marks.length; i++) {
      if (!marks[i]) continue;
      let end = i;
      while (marks[end]) end++;
      spans.push({ start: i, end });
      i = end;
    }
    return spans;
  });
}

describe('suffix arrays', () => {
  it('order the suffixes as sorting does', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(3), { maxLength: 60 }), values => {
        const text = Int32Array.from(values);
        const sorted = values
          .map((_, i) => i)
          .sort((a, b) => {
            for (let k = 0; ; k++) {
              if (a + k >= values.length) return -1;
              if (b + k >= values.length) return 1;
              if (values[a + k] !== values[b + k]) return values[a + k]! - values[b + k]!;
            }
          });
        const suffixes = suffixArray(text, 4);
        expect([...suffixes]).toEqual(sorted);
        const lcp = longestCommonPrefixes(text, suffixes);
        for (let r = 1; r < values.length; r++) {
          let common = 0;
          while (
            suffixes[r]! + common < values.length &&
            suffixes[r - 1]! + common < values.length &&
            values[suffixes[r]! + common] === values[suffixes[r - 1]! + common]
          ) {
            common++;
          }
          expect(lcp[r]).toBe(common);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('grow linearly', () => {
    const random = createRandom(5);
    const time = (n: number) => {
      const text = Int32Array.from({ length: n }, () => random.below(500));
      const start = performance.now();
      suffixArray(text, 500);
      return performance.now() - start;
    };
    time(100_000);
    expect(time(1_000_000) / time(250_000)).toBeLessThan(12);
  });
});

describe('repeated passages', () => {
  it('found with a suffix array are those of a naive search', () => {
    const documents = fc.array(fc.array(fc.nat(2), { maxLength: 25 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(
        documents,
        fc.integer({ min: 1, max: 7 }),
        fc.constantFrom<Keep>('first', 'none'),
        (lists, width, keep) => {
          const docs = lists.map(list => Uint32Array.from(list));
          expect(repeatedSpans(docs, width, keep)).toEqual(naiveSpans(docs, width, keep));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('always show in a picked gram: equal runs pick the same place', () => {
    const random = createRandom(2);
    const passage = Uint32Array.from({ length: 50 }, () => random.below(6));
    const place = (before: number) => {
      const tokens = Uint32Array.from([
        ...Array.from({ length: before }, () => random.below(6)),
        ...passage,
        ...Array.from({ length: 30 }, () => random.below(6)),
      ]);
      const hashes = { low: new Uint32Array(1), high: new Uint32Array(1), count: 0 };
      windowHashes(tokens, 25, hashes);
      const picks = new Uint32Array(tokens.length);
      winnow(hashes, 26, picks);
      return { offset: picks[before]! - before, hash: hashes.low[picks[before]!] };
    };
    const first = place(0);
    for (let before = 1; before < 40; before++) expect(place(before)).toEqual(first);
  });

  it('window hashes depend on the window alone', () => {
    const random = createRandom(9);
    const tokens = Uint32Array.from({ length: 400 }, () => random.below(50_000));
    const all = { low: new Uint32Array(1), high: new Uint32Array(1), count: 0 };
    windowHashes(tokens, 50, all);
    for (const at of [0, 1, 77, 350]) {
      const one = { low: new Uint32Array(1), high: new Uint32Array(1), count: 0 };
      windowHashes(tokens.slice(at, at + 50), 50, one);
      expect([one.low[0], one.high[0]]).toEqual([all.low[at], all.high[at]]);
    }
  });
});

describe('the streaming stage', () => {
  let tokenizer: Tokenizer;
  beforeAll(async () => {
    tokenizer = await loadTokenizer();
  });

  it('cuts exactly what the suffix array finds, however the corpus is cut into units', async () => {
    const random = createRandom(21);
    const words = vocabulary(800, random);
    const prose = (count: number) => Array.from({ length: count }, () => words[random.below(words.length)]!).join(' ');
    const shared = Array.from({ length: 12 }, () => prose(20 + random.below(60)));
    const texts = Array.from({ length: 150 }, () => {
      const parts = [prose(30 + random.below(80))];
      if (random.uniform() < 0.4) parts.push(shared[random.below(shared.length)]!);
      if (random.uniform() < 0.2) parts.push(shared[random.below(shared.length)]!, prose(10));
      parts.push(prose(20));
      return parts.join(' ');
    });
    for (const keep of ['first', 'none'] as const) {
      const stage = await exactSubstringStage({ minTokens: 50, keep });
      const docs = texts.map((text, i) => ({ id: String(i), text }));
      const tokens = texts.map(text => tokenizer.encode(text).slice());
      const expected = repeatedSpans(tokens, 50, keep);
      expect(expected.flat().length).toBeGreaterThan(30);
      const cut = expected.map((spans, i) => {
        let left = '';
        let at = 0;
        for (const { start, end } of characterSpans(texts[i]!, tokens[i]!, spans, tokenizer)) {
          left += texts[i]!.slice(at, start);
          at = end;
        }
        return left + texts[i]!.slice(at);
      });
      for (const units of [[docs], [docs.slice(0, 50), docs.slice(50, 51), docs.slice(51)]]) {
        const result = runPipeline(units, [stage], tokenizer);
        expect(result.documents.map(doc => doc.text)).toEqual(cut.filter(text => text.trim() !== ''));
      }
    }
  });

  it('leaves characters whole where tokens cut them', () => {
    const text = 'ab 🤖🤖 ünïcode 漢字 text';
    const tokens = tokenizer.encode(text);
    for (let start = 0; start < tokens.length; start++) {
      for (let end = start + 1; end <= tokens.length; end++) {
        const [span] = characterSpans(text, tokens, [{ start, end }], tokenizer);
        const left = text.slice(0, span!.start) + text.slice(span!.end);
        expect(() => encodeURIComponent(left)).not.toThrow();
        expect(span!.end).toBeGreaterThanOrEqual(span!.start);
      }
    }
    expect(
      characterSpans('plain words here', tokenizer.encode('plain words here'), [{ start: 1, end: 2 }], tokenizer),
    ).toEqual([{ start: 5, end: 11 }]);
  });
});

describe('key sets', () => {
  it('hold what was packed and nothing else', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(40), fc.nat(3))),
        fc.array(fc.tuple(fc.nat(40), fc.nat(3))),
        (inside, asked) => {
          const keys = openKeys(
            packKeys(Uint32Array.from(inside.map(key => key[0])), Uint32Array.from(inside.map(key => key[1]))),
          );
          for (const [low, high] of inside) expect(keys.has(low, high)).toBe(true);
          for (const [low, high] of asked)
            expect(keys.has(low, high)).toBe(inside.some(key => key[0] === low && key[1] === high));
        },
      ),
    );
    expect(openKeys(new Uint8Array(0)).has(0, 0)).toBe(false);
  });
});
