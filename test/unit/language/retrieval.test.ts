import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { JobPool } from '../../../src/kernel/jobs/pool';
import { Kernel } from '../../../src/kernel/kernel';
import { presentResults } from '../../../src/kernel/present';
import type { CellRun } from '../../../src/language/evaluate/run';
import type { Json } from '../../../src/language/values/json';
import { toJson } from '../../../src/language/values/json';
import type { Value, View } from '../../../src/language/values/value';
import { trainModel } from '../../../src/science/retrieval/model/train';
import { queriesOf } from '../../../src/science/retrieval/store/datastore';
import { learnVocabulary } from '../../../src/science/retrieval/text/bpe';
import type { KnnPayload } from '../../../src/views/kinds/knn';
import { writeNpy } from '../../samples/npy';
import { run } from './evaluate';

const text = (name: string) => readFileSync(new URL(`../../../notebooks/text/${name}.txt`, import.meta.url), 'utf8');
const train = text('economy').slice(0, 24_000);
const heldOut = text('economy-heldout').slice(0, 900);

const bytes = (content: string) => new TextEncoder().encode(content);

/** A host with these files. */
const withFiles = (files: Readonly<Record<string, Uint8Array | string>>) => ({
  readFile: (path: string) => {
    const file = files[path];
    if (file === undefined) return Promise.reject(new Error(`There is no file "${path}".`));
    return Promise.resolve(typeof file === 'string' ? bytes(file) : file);
  },
});

const TEXTS = { 'text/train.txt': train, 'text/heldout.txt': heldOut };
const TRAINED = 'lm = train_lm("text/train.txt", vocabulary: 300, epochs: 1)\n';

const last = ({ results, error }: CellRun): Value => {
  if (error) throw error;
  return results.at(-1)?.value ?? null;
};
const fields = (value: Value) => toJson(value) as Record<string, Json> & Record<string, number>;
const failure = async (cell: string, files: Parameters<typeof withFiles>[0] = {}) =>
  (await run(cell, withFiles(files))).error;

describe('the issue of looking up', () => {
  let answer: View;
  beforeAll(async () => {
    answer = last(
      await run(
        `${TRAINED}store = datastore(lm, "text/train.txt")
        knn_lm(lm, store, "text/heldout.txt", k: 1024, lambda: 0.25)`,
        withFiles(TEXTS),
      ),
    ) as View;
  }, 120_000);

  it('gives perplexities that agree with its sweep, and what beside them stands', () => {
    const all = fields(answer);
    const { sweep, best, gains, ...rest } = all;
    expect(rest).toMatchObject({ k: 1024, lambda: 0.25, temperature: 1 });
    expect(all.perplexity_lm).toBeGreaterThan(1);
    expect(Math.log(all.perplexity_lm! / all.perplexity!)).toBeCloseTo(all.gain!, 9);
    expect(all.perplexity_3gram).toBeGreaterThan(1);
    const { columns } = sweep as unknown as { columns: Record<string, number[]> };
    const at = columns.k!.findIndex((k, i) => k === 1024 && columns.lambda![i] === 0.25);
    expect(columns.perplexity![at]).toBe(all.perplexity);
    expect(columns.perplexity![columns.lambda!.indexOf(0)]).toBeCloseTo(all.perplexity_lm!, 9);
    expect((best as unknown as { perplexity: number }).perplexity).toBe(Math.min(...columns.perplexity!));
    expect((gains as unknown as { rows: number }).rows).toBeGreaterThan(3);
  });

  it('shows tokens of the held-out text with neighbours of the datastore’s text', () => {
    const { gains, losses, published } = answer.payload as KnnPayload;
    for (const { before, token, after, neighbours, lm, knn, mixed } of [...gains, ...losses]) {
      expect(heldOut).toContain(before + token + after);
      expect(mixed).toBeCloseTo(0.25 * knn + 0.75 * lm, 12);
      expect(neighbours.length).toBe(3);
      for (const near of neighbours) expect(train).toContain(near.before + near.token + near.after);
    }
    expect(published.map(({ base, mixed }) => [base, mixed])).toContainEqual([18.65, 16.12]);
    expect(published.map(({ base, mixed }) => [base, mixed])).toContainEqual([19.59, 13.73]);
  });

  it('is shown as a view with text beside it', () => {
    const [output] = presentResults([{ span: { start: 0, end: 1 }, hidden: false, value: answer, notes: [] }]);
    const mimes = output!.items.map(item => item.mime);
    expect(mimes).toEqual(
      expect.arrayContaining(['application/vnd.scalebook.knn+json', 'text/markdown', 'text/plain']),
    );
    const plain = output!.items.find(item => item.mime === 'text/plain')!.data as string;
    expect(plain).toContain('Kneser–Ney 3-gram');
    expect(plain).toContain('WikiText-103');
  });

  it('is the same once more, and notes the files that it read', { timeout: 120_000 }, async () => {
    const cell = `${TRAINED}knn_lm(lm, datastore(lm, "text/train.txt"), "text/heldout.txt")`;
    const value = last(await run(cell, withFiles(TEXTS)));
    expect(fields(value).perplexity).toBe(fields(answer).perplexity);
  });
});

describe('training', () => {
  it('tells how far it is', { timeout: 120_000 }, async () => {
    const seen: number[] = [];
    const host = {
      ...withFiles(TEXTS),
      findFiles: () => Promise.resolve([]),
      folders: () => Promise.resolve([]),
      progress: (_: number, done: number) => void seen.push(done),
    };
    const kernel = new Kernel(host, () => 0, undefined as unknown as JobPool);
    const { status, files } = await kernel.evaluate({ kind: 'scale', text: TRAINED, result: 1, needs: [] });
    expect(status).toBe('ok');
    expect(seen.length).toBeGreaterThan(50);
    expect(seen.at(-1)).toBe(1);
    expect(files).toEqual({ 'text/train.txt': expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  it('says what it cannot read or use', { timeout: 120_000 }, async () => {
    const broken = { 'a.txt': Uint8Array.of(0xff, 0xfe, 0x41), 'b.txt': 'short' };
    expect((await failure('train_lm("a.txt")', broken))!.message).toMatch(/"a.txt" is not UTF-8/);
    expect((await failure('train_lm("b.txt")', broken))!.message).toMatch(/too short to train on/);
    expect((await failure('train_lm("c.txt")', broken))!.message).toMatch(/no file "c.txt"/);
    expect((await failure('train_lm("corpus/a.jsonl")', broken))!.message).toMatch(/"corpus\/a.jsonl" is no text file/);
    const other = `${TRAINED}other = train_lm("text/train.txt", vocabulary: 300, epochs: 1, seed: 1)
      knn_lm(lm, datastore(other, "text/heldout.txt"), "text/heldout.txt")`;
    expect((await failure(other, TEXTS))!.message).toMatch(/keys of another model/);
    expect((await failure('knn_lm(3, 4, "x")'))!.code).toBe('bad-argument');
  });
});

describe('the approximate index', () => {
  it('shows its recall, which is whole when it looks everywhere', { timeout: 120_000 }, async () => {
    const cell = (probes: number) =>
      `${TRAINED}knn_lm(lm, datastore(lm, "text/train.txt"), "text/heldout.txt", k: 32, index: "ivf", lists: 40, probes: ${probes})`;
    const few = last(await run(cell(4), withFiles(TEXTS))) as View;
    const { index } = few.payload as KnnPayload;
    expect(fields(few).recall).toBeGreaterThan(0.6);
    expect(fields(few).recall).toBeLessThan(1);
    expect(fields(few).visited).toBeLessThan(0.3);
    expect(index!.curve.map(point => point.probes)).toEqual([1, 2, 4, 8, 16, 32, 40]);
    const all = last(await run(cell(40), withFiles(TEXTS)));
    const exact = last(
      await run(`${TRAINED}knn_lm(lm, datastore(lm, "text/train.txt"), "text/heldout.txt", k: 32)`, withFiles(TEXTS)),
    );
    expect(fields(all).recall).toBe(1);
    expect(fields(all).perplexity).toBe(fields(exact).perplexity);
  });
});

describe('a model of one’s own', () => {
  // The small model stands for a real one: its keys and log-probabilities go through files.
  const vocabulary = learnVocabulary(train, 300);
  const tokens = vocabulary.encode(train);
  const evaluated = vocabulary.encode(heldOut);
  let files: Record<string, Uint8Array | string>;

  beforeAll(() => {
    const model = trainModel(tokens, vocabulary.pieces.length, { epochs: 1 });
    const stored = queriesOf(model, tokens);
    const queries = queriesOf(model, evaluated);
    const keys = (list: typeof stored) => list.flatMap(query => [...query.key]);
    const line = ({ key, target, logLm }: (typeof stored)[number]) =>
      JSON.stringify({ key: [...key], token: target, logprob: logLm });
    files = {
      'keys.npy': writeNpy(Float32Array.from(keys(stored)), [stored.length, 64]),
      'values.npy': writeNpy(tokens, [tokens.length]),
      'eval-keys.npy': writeNpy(Float32Array.from(keys(queries)), [queries.length, 64]),
      'targets.npy': writeNpy(evaluated, [evaluated.length]),
      'logs.npy': writeNpy(
        Float64Array.from(queries, query => query.logLm),
        [queries.length],
      ),
      'store.jsonl': stored.map(line).join('\n'),
      'eval.jsonl': `${queries.map(line).join('\r\n')}\n`,
      'vocabulary.json': JSON.stringify(vocabulary.pieces),
      'narrow.npy': writeNpy(new Float32Array(evaluated.length * 8), [evaluated.length, 8]),
      'cut.npy': writeNpy(new Float32Array(64), [1, 64]).slice(0, 300),
      ...TEXTS,
    };
  }, 120_000);

  const STORE = 'store = datastore(keys: "keys.npy", values: "values.npy", vocabulary: "vocabulary.json")\n';

  it('gives what the model itself gives, from .npy and from .jsonl', { timeout: 120_000 }, async () => {
    const direct = last(
      await run(`${TRAINED}knn_lm(lm, datastore(lm, "text/train.txt"), "text/heldout.txt", k: 64)`, withFiles(files)),
    ) as View;
    const npy = last(
      await run(
        `${STORE}knn_lm(store, keys: "eval-keys.npy", targets: "targets.npy", logprobs: "logs.npy", k: 64)`,
        withFiles(files),
      ),
    ) as View;
    const jsonl = last(await run('knn_lm(datastore("store.jsonl"), "eval.jsonl", k: 64)', withFiles(files))) as View;
    for (const other of [npy, jsonl]) {
      expect(fields(other).perplexity).toBe(fields(direct).perplexity);
      expect(fields(other).perplexity_lm).toBeCloseTo(fields(direct).perplexity_lm!, 9);
      expect(fields(other).perplexity_3gram).toBeUndefined();
    }
    const [shown, named] = [direct.payload as KnnPayload, npy.payload as KnnPayload];
    expect(named.gains).toEqual(shown.gains);
    expect((jsonl.payload as KnnPayload).gains[0]!.token).toMatch(/^ ⟨\d+⟩$/);
  });

  it('says which file is wrong, and how', { timeout: 120_000 }, async () => {
    const cases: readonly (readonly [string, RegExp])[] = [
      ['datastore(keys: "keys.npy")', /"keys.npy" holds keys only.*values/],
      ['datastore(keys: "keys.npy", values: "targets.npy")', /"keys.npy", "targets.npy": \d+ keys need as many values/],
      ['datastore(keys: "values.npy", values: "values.npy")', /two dimensions/],
      ['datastore(keys: "keys.npy", values: "keys.npy")', /values are float32/],
      ['datastore(keys: "cut.npy", values: "values.npy")', /^"cut.npy": .*fewer than the 64 numbers/],
      ['datastore(keys: "text/train.txt")', /no file of keys/],
      ['datastore(keys: "store.jsonl", values: "values.npy")', /holds the tokens itself/],
      ['datastore(keys: "keys.npy", values: "values.npy", vocabulary: "store.jsonl")', /"store.jsonl" is not JSON/],
      [`${STORE}knn_lm(store, "eval-keys.npy")`, /need `targets/],
      [
        `${STORE}knn_lm(store, keys: "narrow.npy", targets: "targets.npy", logprobs: "logs.npy")`,
        /^"narrow.npy": These keys have 8 dimensions and those of the datastore 64/,
      ],
      [
        `${STORE}knn_lm(store, keys: "eval-keys.npy", targets: "logs.npy", logprobs: "logs.npy")`,
        /targets are float64/,
      ],
      [`${STORE}knn_lm(store, "eval.jsonl", lambda: 2)`, /"lambda" must lie between 0 and 1/],
    ];
    for (const [cell, message] of cases) expect((await failure(cell, files))?.message, cell).toMatch(message);
  });
});

describe('published tables', () => {
  it('are data, with their source', async () => {
    const value = last(await run('data.knnlm_table1.test_perplexity', {}));
    expect(toJson(value)).toEqual([18.65, 16.12, 18.27, 15.79]);
    const lambda = last(await run('data.knnlm_lambda.lambda', {}));
    expect(toJson(lambda)).toEqual([0.25, 0.65]);
    const cited = last(await run('cite(data.knnlm_table3)', {}));
    expect(JSON.stringify(toJson(cited))).toContain('Khandelwal');
  });
});
