import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { c4Stage } from '../../../../src/science/corpus/rules/c4';
import { gopherQualityStage, qualityStatistics } from '../../../../src/science/corpus/rules/gopher-quality';
import {
  duplicateNgramShare,
  duplicateShares,
  gopherRepetitionStage,
  topNgramShare,
} from '../../../../src/science/corpus/rules/gopher-repetition';
import { lengthen, unigramIds } from '../../../../src/science/corpus/rules/ngram-ids';
import { countSentences } from '../../../../src/science/corpus/rules/sentences';
import { paragraphs, trimmedLines, wordSpans } from '../../../../src/science/corpus/text/lines';
import { measureText } from '../../../../src/science/corpus/text/measure';
import { gopherQuality } from '../../../../src/science/facts/corpus';

const PROSE = `The harbour town wakes before the sun does, and with it the gulls that have made the old pier their own.
Fishermen mend their nets in silence while a radio, far away, tells of weather to come.
By noon the market is full of colour: baskets of plums, bread still warm, and cheese from the hills.
Nobody hurries here, for everything worth having will be found before the evening tide returns.
In winter the same streets belong to the wind, yet people speak of that season with a quiet kind of pride.`;

const run = (stage: ReturnType<typeof gopherQualityStage>, text: string) => stage.process({ id: 'x', text });
const rule = (text: string, changes = {}) => run(gopherQualityStage(changes), text).reasons[0]?.rule;
/** Sixty ordinary words with two stop words, to which a test adds what it is about. */
const BASE = Array.from({ length: 58 }, (_, i) => ['river', 'stone', 'garden', 'window'][i % 4]!).join(' ');

describe('Gopher quality rules', () => {
  it('keep ordinary prose', () => {
    expect(run(gopherQualityStage(), PROSE)).toEqual({ keep: true, text: PROSE, reasons: [] });
  });

  it.each([
    ['min_words', 'the and short text'],
    ['max_words', `the and ${'word '.repeat(100_001)}`],
    ['min_mean_word_length', `the and ${'ab '.repeat(80)}`],
    ['max_mean_word_length', `the and ${'incomprehensibilities '.repeat(60)}`],
    ['hash_to_word_ratio', `the and ${BASE} ${'#tag '.repeat(10)}`],
    ['ellipsis_to_word_ratio', `the and ${BASE} ${'so... '.repeat(10)}`],
    ['bullet_lines', `${'• the garden and the stone wall\n'.repeat(19)}the end`],
    [
      'ellipsis_lines',
      `${'read more about the gardens and stones…\n'.repeat(4)}${'a calm line of words with the sea\n'.repeat(6)}`.replace(
        '…',
        '…',
      ),
    ],
    ['alphabetic_words', `the and ${BASE} ${'2024 '.repeat(20)}`],
    ['stop_words', `${BASE} river stone garden the`],
  ])('%s', (expected, text) => {
    const off = expected === 'ellipsis_lines' || expected === 'bullet_lines' ? { maxSymbolsPerWord: null } : {};
    expect(rule(text, off)).toBe(expected);
  });

  it('say what they measured and the limit', () => {
    expect(run(gopherQualityStage(), 'the and a few').reasons).toEqual([{ rule: 'min_words', value: 4, limit: 50 }]);
  });

  it('stand at the published limits, inclusive', () => {
    const words = (n: number) => `the and ${Array.from({ length: n - 2 }, () => 'stone').join(' ')}`;
    expect(rule(words(50))).toBeUndefined();
    expect(rule(words(49))).toBe('min_words');
    // One hash sign for ten words is allowed, more is not.
    expect(rule(`${words(60)} ${'# '.repeat(6)}`)).toBeUndefined();
    expect(rule(`${words(60)} ${'# '.repeat(7)}`)).toBe('hash_to_word_ratio');
  });

  it('count stop words once each, in any case and with punctuation around them', () => {
    const stop = new Set<string>(gopherQuality.stopWords);
    expect(qualityStatistics('The the THE', stop).stopWords).toBe(1);
    expect(qualityStatistics('"The end," he said, and that was that.', stop).stopWords).toBe(3);
    expect(qualityStatistics('theatre bee often', stop).stopWords).toBe(0);
  });

  it('measure an empty text without dividing by zero', () => {
    const s = qualityStatistics(' \n ', new Set(['the']));
    expect(Object.values(s).every(Number.isFinite)).toBe(true);
    expect(rule('')).toBe('min_words');
  });
});

describe('Gopher repetition rules', () => {
  const reason = (text: string) => gopherRepetitionStage().process({ id: 'x', text }).reasons[0];
  it('keep ordinary prose', () => expect(reason(PROSE)).toBeUndefined());

  it('find repeated lines and paragraphs', () => {
    expect(reason(`${PROSE}\n${'Buy now\n'.repeat(4)}`)?.rule).toBe('duplicate_line_fraction');
    expect(reason(`one\n\ntwo\n\ntwo\n\nthree ${PROSE}`)).toBeUndefined();
    const blocks = ['alpha one\nalpha two', 'alpha one\nalpha three', 'beta'];
    expect(duplicateShares(paragraphs(`${blocks.join('\n\n')}\n\nbeta\n\nbeta`))).toEqual({
      elements: 2 / 5,
      characters: 8 / (19 + 21 + 4 + 8),
    });
    const long = 'A single long sentence that takes up most of this small page by itself, twice over.';
    expect(reason(`${long}\nb\nc\nd\n${long}\ne\nf`)?.rule).toBe('duplicate_line_character_fraction');
  });

  it('find a frequent n-gram and repeated long n-grams', () => {
    expect(reason(Array.from({ length: 60 }, (_, i) => `buy cheap thing${i}`).join(' '))?.rule).toBe(
      'top_2_gram_characters',
    );
    const phrase = 'seven quite ordinary words in this order';
    const text = Array.from({ length: 20 }, (_, i) => `${phrase} u${i}a v${i}b w${i}c x${i}d y${i}e z${i}f`).join(' ');
    expect(reason(text)?.rule).toMatch(/^duplicate_5_gram|^top_/);
  });

  it('number n-grams as comparing strings does, and count characters once', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'bb', 'ccc'), { minLength: 1, maxLength: 40 }), words => {
        const text = words.join(' ');
        const spans = wordSpans(text);
        expect([...spans.lengths]).toEqual(words.map(word => word.length));
        const grams = unigramIds(text, spans);
        const unigrams = grams.ids.slice();
        const characters = words.join('').length;
        for (let n = 2; n <= 10 && n <= words.length; n++) {
          lengthen(grams, unigrams);
          const strings = Array.from({ length: words.length - n + 1 }, (_, i) => words.slice(i, i + n).join(' '));
          strings.forEach((gram, i) => {
            expect(grams.ids[i]).toBe(strings.indexOf(gram));
          });
          const covered = (starts: readonly number[]) => {
            const mask = new Set(starts.flatMap(i => Array.from({ length: n }, (_, k) => i + k)));
            return [...mask].reduce((sum, i) => sum + words[i]!.length, 0) / characters;
          };
          const repeats = strings.flatMap((gram, i) => (strings.indexOf(gram) < i ? [i] : []));
          expect(duplicateNgramShare(grams, spans.lengths, characters)).toBeCloseTo(covered(repeats), 12);
          const places = new Map<string, number[]>();
          strings.forEach((gram, i) => void places.set(gram, [...(places.get(gram) ?? []), i]));
          const most = Math.max(...[...places.values()].map(list => list.length));
          const top =
            most < 2 ? 0 : Math.max(...[...places.values()].filter(list => list.length === most).map(covered));
          expect(topNgramShare(grams, spans.lengths, characters)).toBeCloseTo(top, 12);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('C4 rules', () => {
  const process = (text: string) => c4Stage().process({ id: 'x', text });
  const five = 'One good line. Two good lines. Three good lines.\nFour of them! And five, then?';

  it('keep sentences, drop the lines that are none', () => {
    const page = `Home | About\n${five}\nPlease enable JavaScript to go on.\nToo short.\nWe use cookies to improve your visit.\nRead more...`;
    const { keep, text, reasons } = process(page);
    expect(keep).toBe(true);
    expect(text).toBe(five);
    expect(reasons.map(({ rule: name, detail }) => [name, detail])).toEqual([
      ['line_without_terminal_mark', 'Home | About'],
      ['line_with_javascript', 'Please enable JavaScript to go on.'],
      ['line_with_few_words', 'Too short.'],
      ['line_with_policy', 'We use cookies to improve your visit.'],
      ['line_without_terminal_mark', 'Read more...'],
    ]);
  });

  it.each([
    ['lorem_ipsum', `${five}\nLorem ipsum dolor sit amet, and so on.`],
    ['curly_bracket', `${five}\nif (a) { return b and c; } is all it says.`],
    ['min_sentences', 'One good line. Two good lines. Three good lines.\nFour of them!'],
  ])('%s', (expected, text) => {
    expect(process(text)).toMatchObject({ keep: false, reasons: [{ rule: expected }] });
  });

  it('drop lines with a word of more than 1,000 characters, and citations', () => {
    const { text, reasons } = process(
      `${five}\nThis holds ${'x'.repeat(1001)} inside.\nIt was so.[3] [citation needed]`,
    );
    expect(reasons[0]?.rule).toBe('line_with_long_word');
    expect(text.endsWith('It was so.')).toBe(true);
  });

  it('count sentences', () => {
    expect(countSentences('One. Two! "Three?" Four')).toBe(4);
    expect(countSentences('Version 2.5 is out.')).toBe(1);
    expect(countSentences('')).toBe(0);
  });
});

describe('text', () => {
  it('is measured in UTF-8 bytes and words', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        expect(measureText(text).bytes).toBe(new TextEncoder().encode(text).length);
      }),
    );
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'é', '漢', '🤖', ' ', '\n', '\u00a0', '\u3000')), parts => {
        const text = parts.join('');
        expect(measureText(text).words).toBe(text.match(/\S+/gu)?.length ?? 0);
      }),
    );
  });

  it('has lines and paragraphs', () => {
    expect(trimmedLines(' a \r\n\n b\rc')).toEqual(['a', 'b', 'c']);
    expect(paragraphs('a\nb\n\n c \n \n\nd\r\n\r\ne')).toEqual(['a\nb', 'c', 'd', 'e']);
  });
});
