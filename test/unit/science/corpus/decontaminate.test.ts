import { describe, expect, it } from 'vitest';
import { createStage } from '../../../../src/science/corpus/create';
import {
  createGrams,
  gramsOf,
  openEvalIndex,
  packEvalIndex,
} from '../../../../src/science/corpus/decontaminate/eval-index';
import { gopherDecontaminateStage } from '../../../../src/science/corpus/decontaminate/gopher';
import { contaminatedSpans, gpt3DecontaminateStage } from '../../../../src/science/corpus/decontaminate/gpt3';
import { runPipeline } from '../../../../src/science/corpus/pipeline/run';
import type { Document } from '../../../../src/science/corpus/stage';
import { createUint32List } from '../../../../src/science/corpus/text/word-hashes';
import { createRandom } from '../../../../src/science/random';
import { vocabulary } from './synthetic';

const random = createRandom(4);
const words = vocabulary(500, random);
const prose = (count: number) => Array.from({ length: count }, () => words[random.below(words.length)]!).join(' ');
const question = 'What is the name of the small river that flows through the old town of Arbor, and why?';
const run = (docs: Document[], packed: Uint8Array, changes = {}) =>
  runPipeline([docs], [gpt3DecontaminateStage(packed, changes)]);

describe('the index of evaluation n-grams', () => {
  it('finds what strings find', () => {
    const texts = Array.from({ length: 30 }, () => prose(20 + random.below(40)));
    const index = openEvalIndex(packEvalIndex(texts, 5));
    const gramsIn = (text: string) => {
      const list = text.split(' ');
      return Array.from({ length: Math.max(0, list.length - 4) }, (_, i) => list.slice(i, i + 5).join(' '));
    };
    const all = new Map<string, Set<number>>();
    texts.forEach((text, t) => {
      for (const gram of gramsIn(text)) all.set(gram, (all.get(gram) ?? new Set()).add(t));
    });
    expect(index.size).toBe(all.size);
    expect(index.documents).toBe(30);
    const list = createUint32List();
    const grams = createGrams();
    for (const text of [...texts, prose(50)]) {
      const count = gramsOf(text, 5, list, grams);
      const strings = gramsIn(text);
      expect(count).toBe(strings.length);
      strings.forEach((gram, i) => {
        const id = index.find(grams.low.values[i]!, grams.high.values[i]!);
        expect(id < 0 ? [] : [...index.textsOf(id)]).toEqual([...(all.get(gram) ?? [])]);
      });
    }
    for (const [t, text] of texts.entries()) expect(index.sizeOf(t)).toBe(new Set(gramsIn(text)).size);
  });

  it('of nothing, or of short texts, matches nothing', () => {
    for (const texts of [[], ['too short']]) {
      const packed = packEvalIndex(texts, 13);
      const text = prose(100);
      expect(run([{ id: 'a', text }], packed).documents[0]!.text).toBe(text);
      expect(gopherDecontaminateStage(packed).process({ id: 'a', text }).keep).toBe(true);
    }
  });
});

describe("GPT-3's way", () => {
  const packed = packEvalIndex([question], 13);

  it('ignores case and punctuation, and cuts 200 characters on either side', () => {
    const before = prose(150);
    const after = prose(150);
    const asked = question.toUpperCase().replace(',', ' --');
    const text = `${before} ${asked} ${after}`;
    const { documents } = run([{ id: 'a', text }], packed);
    const [left, right] = documents[0]!.text.split('\n\n');
    expect(before.startsWith(left!)).toBe(true);
    expect(before.length - left!.length).toBeGreaterThanOrEqual(199);
    expect(before.length - left!.length).toBeLessThanOrEqual(201);
    expect(after.endsWith(right!)).toBe(true);
    expect(after.length - right!.length).toBeLessThanOrEqual(202);
  });

  it('needs thirteen words in a row', () => {
    const twelve = question.split(' ').slice(0, 12).join(' ');
    const text = `${prose(100)} ${twelve} ${prose(100)}`;
    expect(run([{ id: 'a', text }], packed).documents[0]!.text).toBe(text);
    expect(contaminatedSpans(question, 13, 0, () => true)).toHaveLength(1);
  });

  it('drops short pieces, and documents of too many pieces', () => {
    const short = `${prose(20)} ${question} ${prose(20)}`;
    const result = run([{ id: 'a', text: short }], packed);
    expect(result.documents).toEqual([]);
    expect(result.counts[0]!.rules.eval_overlap!.removed.documents).toBe(1);
    const many = Array.from({ length: 12 }, () => `${prose(150)} ${question}`).join(' ');
    expect(run([{ id: 'a', text: many }], packed).counts[0]!.rules).toHaveProperty('too_many_pieces');
  });

  it('can take n-grams of many documents for common phrases', () => {
    const docs = Array.from({ length: 12 }, (_, i) => ({
      id: String(i),
      text: `${prose(150)} ${question} ${prose(150)}`,
    }));
    expect(run(docs, packed, { maxDocuments: 10 }).documents.map(doc => doc.text)).toEqual(docs.map(doc => doc.text));
    const few = docs.slice(0, 10);
    expect(run(few, packed, { maxDocuments: 10 }).documents.every((doc, i) => doc.text !== few[i]!.text)).toBe(true);
  });
});

describe("Gopher's way", () => {
  it('removes documents whose 13-grams are those of an evaluation text, and no others', () => {
    const test = prose(120);
    const packed = packEvalIndex([prose(80), test], 13);
    const stage = gopherDecontaminateStage(packed);
    const near = test
      .split(' ')
      .map((word, i) => (i === 3 ? 'changed' : word))
      .join(' ');
    expect(stage.process({ id: 'a', text: test }).reasons[0]).toMatchObject({
      rule: 'eval_similarity',
      value: 1,
      limit: 0.8,
    });
    expect(stage.process({ id: 'a', text: near }).keep).toBe(false);
    // The same text inside a longer document: similarity 108 of 216 n-grams.
    expect(stage.process({ id: 'a', text: `${test} ${prose(120)}` }).keep).toBe(true);
    const half = stage.process({ id: 'a', text: `${test} ${prose(20)}` });
    expect(half.keep).toBe(false);
    expect(half.reasons[0]!.value).toBeCloseTo(108 / 128, 12);
  });

  it('comes from a specification too', async () => {
    const packed = packEvalIndex([question], 13);
    const stage = await createStage({ name: 'decontaminate', params: { method: 'gopher', jaccard: 0.5 } }, packed);
    expect(stage.params).toEqual({ method: 'gopher', ngram: 13, jaccard: 0.5 });
    await expect(createStage({ name: 'decontaminate', params: { method: 'gpt3' } })).rejects.toThrow(
      /evaluation texts/,
    );
  });
});
