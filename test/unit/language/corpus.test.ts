import { describe, expect, it } from 'vitest';
import { breakEven, STEP_SECONDS } from '../../../src/language/library/functions/corpus/advice';
import { funnelBlocks } from '../../../src/language/library/functions/corpus/funnel';
import {
  CORPUS_FUNCTIONS,
  type CorpusAnswer,
  type CorpusPipeline,
} from '../../../src/language/library/functions/corpus/job';
import { allEntries } from '../../../src/language/library/registry';
import { noTotals } from '../../../src/science/corpus/pipeline/counts';
import { noReadCounts } from '../../../src/science/corpus/pipeline/report';
import { blocksToText } from '../../../src/views';
import { evaluate, run } from './evaluate';

/** A host that counts what it is asked to work out. */
function counting() {
  const asked: CorpusPipeline[] = [];
  const answer = ({ stages }: CorpusPipeline): CorpusAnswer => ({
    report: {
      version: 1,
      tokenizer: 'gpt2',
      files: 1,
      bytes: 100e6,
      read: noReadCounts(),
      stages: stages.map(({ name, params }) => ({
        name,
        params,
        citations: [],
        counts: { input: { ...noTotals(), tokens: 10 }, output: { ...noTotals(), tokens: 8 }, rules: {} },
      })),
      input: { ...noTotals(), tokens: 10 },
      left: { ...noTotals(), tokens: 10 - stages.length },
    },
    cost: { times: stages.map(() => 14_000), other: 6000, elapsed: 30_000, workers: 2, steps: 17 },
  });
  return {
    asked,
    answer,
    folders: () => Promise.resolve(['/texts']),
    job: (_name: string, pipeline: unknown) => {
      asked.push(pipeline as CorpusPipeline);
      return Promise.resolve(answer(pipeline as CorpusPipeline));
    },
  };
}

describe('a chain of stages', () => {
  it('is worked out once, at its end', async () => {
    const host = counting();
    const text =
      'docs = corpus("a/*.jsonl")\nclean = docs |> strip_html() |> repair() |> dedup(method: "exact")\nclean.tokens';
    expect(await evaluate(text, host)).toEqual({ value: 7, unit: 'tokens' });
    expect(host.asked.map(({ stages }) => stages.length)).toEqual([0, 3]);
    expect(host.asked[1]).toMatchObject({
      inputs: ['a/*.jsonl'],
      field: 'text',
      tokenizer: 'gpt2',
      folders: ['/texts'],
    });
  });

  it('is worked out where something of it is asked for, in lists and records too', async () => {
    const host = counting();
    expect(await evaluate('(corpus("a") |> repair()).tokens', host)).toEqual({ value: 9, unit: 'tokens' });
    const { results, error } = await run('x = {both: [corpus("a"), corpus("b") |> repair()]}', host);
    expect(error).toBeUndefined();
    expect(results).toHaveLength(1);
    expect(host.asked).toHaveLength(3);
  });

  it('hands its number to the planner', async () => {
    const host = counting();
    const plan = await evaluate(
      'plan(law: laws.muennighoff, budget: 1e18 FLOP, unique: corpus("a").tokens * 1e9).epochs',
      host,
    );
    expect(plan).toBeGreaterThan(0);
  });

  it('takes lists from files', async () => {
    const host = {
      ...counting(),
      readFile: () => Promise.resolve(new TextEncoder().encode('# words\nugly\n\nbad phrase\n')),
    };
    await evaluate(
      'corpus("a") |> filter_harmful(list: "words.txt", urls: ["bad.example"], patterns: "patterns.txt")',
      host,
    );
    expect(host.asked[0]?.stages).toEqual([
      {
        name: 'filter_harmful',
        params: { words: ['ugly', 'bad phrase'], urls: ['bad.example'], patterns: ['ugly', 'bad phrase'] },
      },
    ]);
  });

  it('refuses what is no corpus', async () => {
    await expect(evaluate('3 |> repair()', counting())).rejects.toThrow(/corpus/);
  });

  it('names every function that gives a corpus', () => {
    const found = allEntries().filter(({ signatures }) =>
      signatures.some(s => s.returns.startsWith('view with documents')),
    );
    expect(new Set(found.map(entry => entry.name))).toEqual(new Set(CORPUS_FUNCTIONS));
  });
});

describe('the advice on clusters', () => {
  it('is where both would end at the same time', () => {
    const speed = 8e6;
    const size = breakEven(speed, { workers: 2, steps: 17 }, 64);
    const here = size / speed;
    const there = 17 * STEP_SECONDS + size / ((speed / 2) * 64);
    expect(here).toBeCloseTo(there, 6);
    expect(breakEven(speed, { workers: 64, steps: 17 }, 64)).toBe(Number.POSITIVE_INFINITY);
  });

  it('stands in live answers alone', () => {
    const { answer } = counting();
    const whole = answer({ inputs: ['a'], field: 'text', tokenizer: 'gpt2', stages: [{ name: 'repair', params: {} }] });
    const live = blocksToText(funnelBlocks(whole), { width: 400 });
    // 100 MB in 20 s of work on two workers: 10 MB/s.
    expect(live).toContain('10 MB/s');
    expect(live).toMatch(/From about 11 GB .* 10 MB\/s as measured here/);
    const copy = blocksToText(funnelBlocks({ report: whole.report }), { width: 400 });
    expect(copy).not.toMatch(/MB\/s|14 s|From about/);
  });
});
