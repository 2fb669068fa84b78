import { describe, expect, it } from 'vitest';
import { createStage } from '../../../../src/science/corpus/create';
import { packEvalIndex } from '../../../../src/science/corpus/decontaminate/eval-index';
import { passesOf } from '../../../../src/science/corpus/pipeline/passes';
import { runPipeline } from '../../../../src/science/corpus/pipeline/run';
import type { Document, Stage } from '../../../../src/science/corpus/stage';
import { loadTokenizer } from '../../../../src/science/corpus/tokens/tokenizer';
import { createRandom } from '../../../../src/science/random';
import { families } from './synthetic';

const random = createRandom(12);
const question = 'which of these small towns has the oldest stone bridge over the river of its name today';
const corpus: Document[] = families(300, 31).map((words, i) => {
  const text = `The tale and that of others: ${words.join(' ')} with the end.`;
  const noise = random.uniform();
  if (noise < 0.1) return { id: `d${i}`, text: 'too short' };
  if (noise < 0.2) return { id: `d${i}`, text: `<html><body><p>${text}</p></body></html>` };
  if (noise < 0.25) return { id: `d${i}`, text: `${text} ${question} ${text}` };
  if (noise < 0.3) return { id: `d${i}`, text: `${text} forbidden` };
  return { id: `d${i}`, text };
});
corpus.push({ ...corpus[5]!, id: 'copy' });

const stages = async (): Promise<Stage[]> => [
  await createStage({ name: 'strip_html', params: {} }),
  await createStage({ name: 'repair', params: {} }),
  await createStage({ name: 'filter_harmful', params: { words: ['forbidden'] } }),
  await createStage({ name: 'filter_quality', params: { rules: 'gopher' } }),
  await createStage({ name: 'filter_repetition', params: { rules: 'gopher' } }),
  await createStage({ name: 'dedup', params: { method: 'exact' } }),
  await createStage({ name: 'dedup', params: { method: 'minhash', threshold: 0.8 } }),
  await createStage({ name: 'dedup_exact', params: { minTokens: 50 } }),
  await createStage(
    { name: 'decontaminate', params: { method: 'gpt3', maxDocuments: 100 } },
    packEvalIndex([question], 13),
  ),
];

describe('a pipeline', () => {
  it('looks at the corpus once per survey, and once to write', async () => {
    expect(passesOf(await stages()).map(({ name, from, to }) => [name, from, to])).toEqual([
      ['6-dedup-fingerprints', 0, 5],
      ['7-dedup-signatures', 5, 6],
      ['7-dedup-verify', 6, 6],
      ['8-dedup_exact-passages', 6, 7],
      ['8-dedup_exact-windows', 7, 7],
      ['9-decontaminate-overlap', 7, 8],
      ['write', 8, 9],
    ]);
  });

  it('equals running stage after stage', async () => {
    const tokenizer = await loadTokenizer();
    const all = await stages();
    const once = runPipeline([corpus], all, tokenizer);
    let documents: readonly Document[] = corpus;
    all.forEach((stage, at) => {
      const step = runPipeline([documents], [stage], tokenizer);
      documents = step.documents;
      expect(step.counts[0]!.input, stage.name).toEqual(once.counts[at]!.input);
      expect(step.counts[0]!.output, stage.name).toEqual(once.counts[at]!.output);
    });
    expect(once.documents).toEqual(documents);
    expect(once.documents.length).toBeGreaterThan(60);
  });

  it('gives the same counts and documents however the corpus is cut', async () => {
    const tokenizer = await loadTokenizer();
    const whole = runPipeline([corpus], await stages(), tokenizer);
    const cut = runPipeline(
      [corpus.slice(0, 1), corpus.slice(1, 120), [], corpus.slice(120)],
      await stages(),
      tokenizer,
    );
    expect(cut.documents).toEqual(whole.documents);
    const plain = (counts: typeof whole.counts) =>
      counts.map(({ input, output, rules }) => ({
        input,
        output,
        rules: Object.fromEntries(
          Object.entries(rules).map(([rule, { removed, changed, examples }]) => [
            rule,
            { removed, changed, ids: examples.map(example => example.id) },
          ]),
        ),
      }));
    expect(plain(cut.counts)).toEqual(plain(whole.counts));
  });

  it('accounts for every document, word and token', async () => {
    const { counts, documents } = runPipeline([corpus], await stages(), await loadTokenizer());
    expect(counts[0]!.input.documents).toBe(corpus.length);
    counts.forEach((count, at) => {
      const removed = Object.values(count.rules).reduce((sum, rule) => sum + rule.removed.documents, 0);
      expect(count.input.documents - removed).toBe(count.output.documents);
      if (at > 0) expect(count.input).toEqual(counts[at - 1]!.output);
    });
    const tokenizer = await loadTokenizer();
    const last = counts.at(-1)!.output;
    expect(last.tokens).toBe(documents.reduce((sum, { text }) => sum + tokenizer.count(text), 0));
    expect(last.bytes).toBe(documents.reduce((sum, { text }) => sum + new TextEncoder().encode(text).length, 0));
    expect(counts[2]!.rules.word!.examples[0]!.excerpt).toContain('forbidden');
  });

  it('round-trips through specifications', async () => {
    const packed = packEvalIndex([question], 13);
    for (const stage of await stages()) {
      const again = await createStage(JSON.parse(JSON.stringify({ name: stage.name, params: stage.params })), packed);
      expect([again.name, again.params, again.citations]).toEqual([stage.name, stage.params, stage.citations]);
    }
    await expect(createStage({ name: 'dedup', params: { method: 'magic' } })).rejects.toThrow(/exact, minhash/);
    await expect(createStage({ name: 'nothing', params: {} })).rejects.toThrow(/no corpus stage/);
    await expect(createStage({ name: 'repair', params: { maxUnreadable: 7 } })).rejects.toThrow(/maxUnreadable/);
  });
});
