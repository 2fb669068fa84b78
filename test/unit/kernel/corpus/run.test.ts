import { readdir, readFile, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import esbuild from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStages, loadResources, planPipeline } from '../../../../src/kernel/corpus/plan';
import { removeWork, runPlan, workFolder } from '../../../../src/kernel/corpus/run';
import { parseShard, runStep } from '../../../../src/kernel/corpus/slurm/steps';
import { stepsOf } from '../../../../src/kernel/corpus/steps/list';
import { runPipeline } from '../../../../src/science/corpus/pipeline/run';
import { loadTokenizer } from '../../../../src/science/corpus/tokens/tokenizer';
import { corpusFolder, records, STAGES, temporary } from './corpus-files';

let root: string;
let script: string;
const made: string[] = [];
const folder = async () => {
  const name = await temporary();
  made.push(name);
  return name;
};

beforeAll(async () => {
  root = await corpusFolder();
  made.push(root);
  const bundle = await folder();
  script = path.join(bundle, 'worker.cjs');
  await esbuild.build({
    entryPoints: [path.resolve(import.meta.dirname, '../../../../src/kernel/corpus/worker.ts')],
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    mainFields: ['module', 'main'],
    outfile: script,
    logLevel: 'silent',
  });
});
afterAll(async () => {
  for (const name of made) await rm(name, { recursive: true, force: true });
});

const plan = () => planPipeline({ root, inputs: ['corpus'], stages: STAGES, unitBytes: 40_000 });

/** Everything that a run wrote, by name. */
async function outputs(output: string): Promise<Record<string, string>> {
  const names = (await readdir(output)).filter(name => !name.startsWith('.')).sort();
  return Object.fromEntries(
    await Promise.all(names.map(async name => [name, (await readFile(path.join(output, name))).toString('base64')])),
  );
}

describe('a run', { timeout: 120_000 }, () => {
  it('equals the pipeline in memory, with workers or without, written or not', async () => {
    const corpus = [
      ...records(260, 1),
      ...records(150, 2),
      ...records(90, 1).map(record => ({ ...record, id: `again ${record.id}` })),
    ];
    const laidOut = await plan();
    expect(laidOut.units.length).toBeGreaterThan(8);
    const stages = await createStages(laidOut, await loadResources(laidOut));
    const expected = runPipeline([corpus], stages, await loadTokenizer());
    expect(expected.documents.length).toBeGreaterThan(80);

    const output = await folder();
    const written = await runPlan(laidOut, {
      workerScript: script,
      workers: 2,
      output,
    });
    const inline = await runPlan(laidOut);
    expect(written.report).toEqual(inline.report);
    written.report.stages.forEach((stage, at) => {
      expect(stage.counts.input, stage.name).toEqual(expected.counts[at]!.input);
      expect(stage.counts.output, stage.name).toEqual(expected.counts[at]!.output);
    });
    const lines = (await readdir(output))
      .filter(name => name.startsWith('part-'))
      .sort()
      .map(async name => gunzipSync(await readFile(path.join(output, name))).toString('utf8'));
    const left = (await Promise.all(lines))
      .join('')
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line));
    expect(left.map(({ id, text }) => ({ id, text }))).toEqual(
      expected.documents.map(({ id, text }) => ({ id, text })),
    );
    // Other fields of a record stay.
    expect(left.every(record => typeof record.n === 'number')).toBe(true);
    expect(JSON.parse(await readFile(path.join(output, 'report.json'), 'utf8'))).toEqual(
      JSON.parse(JSON.stringify(written.report)),
    );
    expect(written.cost.times.every(ms => ms >= 0)).toBe(true);
  });

  it('without an output folder writes nothing', async () => {
    const before = await readdir(root, { recursive: true });
    await runPlan(await plan());
    expect(await readdir(root, { recursive: true })).toEqual(before);
  });

  it('resumes: what is done is not done again, and the result is the same', async () => {
    const laidOut = await plan();
    const [whole, broken] = [await folder(), await folder()];
    await runPlan(laidOut, { output: whole });
    const controller = new AbortController();
    let steps = 0;
    const interrupted = runPlan(laidOut, {
      workerScript: script,
      workers: 2,
      output: broken,
      signal: controller.signal,
      onProgress: ({ number }) => {
        if (number === 4 && ++steps === 3) controller.abort();
      },
    });
    await expect(interrupted).rejects.toMatchObject({ code: 'cancelled' });
    const done = (await readdir(workFolder(broken), { recursive: true })).filter(name => name.endsWith('.bin'));
    expect(done.length).toBeGreaterThan(10);
    const times = await Promise.all(done.map(async name => (await stat(path.join(workFolder(broken), name))).mtimeMs));
    const result = await runPlan(laidOut, { workerScript: script, workers: 2, output: broken });
    expect(await outputs(broken)).toEqual(await outputs(whole));
    const after = await Promise.all(done.map(async name => (await stat(path.join(workFolder(broken), name))).mtimeMs));
    expect(after).toEqual(times);
    expect(result.report.left.documents).toBeGreaterThan(0);
    await removeWork(broken);
    expect(await readdir(workFolder(broken))).toEqual(['plan.json']);
  });

  it('refuses to mix the work of two pipelines, or of a changed input', async () => {
    const output = await folder();
    await runPlan(await plan(), { output });
    const other = await planPipeline({ root, inputs: ['corpus'], stages: STAGES.slice(0, 2), unitBytes: 40_000 });
    await expect(runPlan(other, { output })).rejects.toMatchObject({
      code: 'other-plan',
    });
    await utimes(path.join(root, 'corpus/c.jsonl'), 1, 1);
    await expect(runPlan(await plan(), { output })).rejects.toMatchObject({
      code: 'other-plan',
    });
  });

  it('reports a stage that cannot be made, and a dead worker', async () => {
    const bad = await planPipeline({
      root,
      inputs: ['corpus'],
      stages: [{ name: 'dedup', params: { method: 'magic' } }],
    });
    await expect(runPlan(bad)).rejects.toMatchObject({ code: 'not-found' });
    const dead = path.join(await folder(), 'dead.cjs');
    await writeFile(dead, 'process.exit(3)');
    await expect(runPlan(await plan(), { workerScript: dead, workers: 2 })).rejects.toMatchObject({ code: 'worker' });
  });
});

describe('sharded steps', { timeout: 120_000 }, () => {
  async function sharded(shards: number, order: (shards: number[]) => number[]): Promise<Record<string, string>> {
    const laidOut = await plan();
    const output = await folder();
    const { openWork } = await import('../../../../src/kernel/corpus/run');
    await openWork(output, laidOut);
    const stages = await createStages(laidOut, await loadResources(laidOut));
    for (const step of stepsOf(laidOut, stages)) {
      for (const index of order(Array.from({ length: shards }, (_, i) => i))) {
        await runStep(output, step.name, { index, count: shards });
      }
    }
    return outputs(output);
  }

  it('give the bytes of a single run, however they are shared out and in any order', async () => {
    const output = await folder();
    await runPlan(await plan(), { output });
    const whole = await outputs(output);
    expect(Object.keys(whole)).toContain('report.json');
    expect(await sharded(1, list => list)).toEqual(whole);
    // A fixed shuffle: no task may count on another of its step.
    expect(await sharded(5, list => list.map(i => (3 * i + 2) % list.length))).toEqual(whole);
  });

  it('may be killed half-way and run again', async () => {
    const output = await folder();
    await runPlan(await plan(), { output });
    const whole = await outputs(output);
    const work = workFolder(output);
    // A killed task leaves a partial file beside the result that it did not finish.
    await rm(path.join(work, 'write/unit-00002.bin'));
    await writeFile(path.join(output, 'part-00002.jsonl.gz.1-2-3.partial'), 'half');
    await truncate(path.join(output, 'part-00002.jsonl.gz'), 10);
    await runStep(output, 'write/units', { index: 2, count: 3 });
    await rm(path.join(output, 'part-00002.jsonl.gz.1-2-3.partial'));
    expect(await outputs(output)).toEqual(whole);
  });

  it('are named when one is unknown, and shards are read', async () => {
    const output = await folder();
    await expect(runStep(output, 'x', { index: 0, count: 1 })).rejects.toMatchObject({ code: 'not-found' });
    expect(parseShard('3/64')).toEqual({ index: 3, count: 64 });
    for (const text of ['64/64', '-1/2', '1', '1/0', 'a/b']) expect(() => parseShard(text)).toThrow(/i\/n/);
  });
});
