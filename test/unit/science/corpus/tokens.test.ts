import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { encode as encodeCl100k } from 'gpt-tokenizer/encoding/cl100k_base';
import { encode as encodeGpt2 } from 'gpt-tokenizer/encoding/r50k_base';
import { describe, expect, it } from 'vitest';
import { GPT2_PATTERN, gpt2Pieces } from '../../../../src/science/corpus/tokens/pieces';
import { loadTokenizer, tokenizerNames } from '../../../../src/science/corpus/tokens/tokenizer';

const library = { gpt2: encodeGpt2, cl100k: encodeCl100k };
const packages = path.resolve(import.meta.dirname, '../../../../node_modules');
const readmes = readdirSync(packages)
  .flatMap(name => {
    try {
      return [readFileSync(path.join(packages, name, 'README.md'), 'utf8')];
    } catch {
      return [];
    }
  })
  .slice(0, 150);

describe.each(['gpt2', 'cl100k'] as const)('%s', name => {
  it('gives the tokens of the library on real text', async () => {
    const tokenizer = await loadTokenizer(name);
    for (const text of readmes) {
      const expected = library[name](text, { disallowedSpecial: new Set() });
      expect([...tokenizer.encode(text)]).toEqual(expected);
      expect(tokenizer.count(text)).toBe(expected.length);
    }
  });

  it('gives the tokens of the library on any text', async () => {
    const tokenizer = await loadTokenizer(name);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), text => {
        expect([...tokenizer.encode(text)]).toEqual(library[name](text, { disallowedSpecial: new Set() }));
      }),
    );
  });

  it('merges long pieces as the library does, in linear time', async () => {
    const tokenizer = await loadTokenizer(name);
    for (const text of ['a'.repeat(700), 'abcab'.repeat(200), 'é漢字'.repeat(200), '=-'.repeat(400)]) {
      expect([...tokenizer.encode(text)]).toEqual(library[name](text));
    }
    const start = performance.now();
    expect(tokenizer.count('a'.repeat(400_000))).toBeGreaterThan(0);
    expect(performance.now() - start).toBeLessThan(4000);
  });

  it('knows the bytes of its tokens', async () => {
    const tokenizer = await loadTokenizer(name);
    const text = 'Tokens — 漢字 🤖, naïve.';
    const bytes = [...tokenizer.encode(text)].reduce((sum, id) => sum + tokenizer.byteLength(id), 0);
    expect(bytes).toBe(new TextEncoder().encode(text).length);
  });
});

describe('tokenizers', () => {
  it('count a known text as published', async () => {
    // "The quick brown fox" examples of the libraries' own documentation: one token a word here.
    expect((await loadTokenizer()).count('The quick brown fox jumps over the lazy dog.')).toBe(10);
    expect((await loadTokenizer()).vocabulary).toBe(50_256);
  });

  it('take special tokens as text', async () => {
    expect((await loadTokenizer('gpt2')).count('<|endoftext|>')).toBeGreaterThan(1);
  });

  it('are named when one is unknown', () => {
    expect(tokenizerNames.map(known => known.name)).toEqual(['gpt2', 'cl100k']);
    expect(() => loadTokenizer('gpt5')).toThrow(/gpt2, cl100k/);
    expect(() => loadTokenizer('constructor')).toThrow(/no tokenizer/);
  });
});

describe("GPT-2's pieces", () => {
  const pieces = (text: string): string[] => {
    const found: string[] = [];
    gpt2Pieces(text, (from, to) => void found.push(text.slice(from, to)));
    return found;
  };
  const matched = (text: string): readonly string[] => text.match(GPT2_PATTERN) ?? [];

  it('are those of its pattern on real text', () => {
    for (const text of readmes) expect(pieces(text)).toEqual(matched(text));
  });

  it('are those of its pattern on any text', () => {
    const tricky = fc.constantFrom(
      ...["'", "'s", "'ll", "'lx", "'re", "'r", "'D", ' ', '  ', '\n', '\t', '\u00a0', '\u0085', '\ufeff', '\u2028'],
      ...[
        'a',
        'Z',
        'é',
        'e\u0301',
        '漢',
        '١',
        '7',
        '²',
        '½',
        '🙂',
        '𝒳',
        '𝟘',
        '\ud83d',
        '\ude42',
        '.',
        '-',
        '_',
        '\u200b',
      ],
    );
    const text = fc
      .array(fc.oneof({ weight: 4, arbitrary: tricky }, fc.string({ unit: 'binary', maxLength: 2 })))
      .map(list => list.join(''));
    fc.assert(
      fc.property(text, given => {
        expect(pieces(given)).toEqual(matched(given));
      }),
      { numRuns: 2000 },
    );
  });
});
