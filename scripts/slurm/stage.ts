/**
 * What the Slurm check runs on a node: `node stage.cjs corpus stage NAME --output DIR --shard i/n [--workers n]`,
 * and on its own machine: `plan`, which lays out a pipeline and writes its jobs, and `run`, the single-machine run.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type CorpusPlan, createStages, loadResources, planPipeline } from '../../src/kernel/corpus/plan';
import { openWork, runPlan } from '../../src/kernel/corpus/run';
import { slurmJob } from '../../src/kernel/corpus/slurm/job';
import { parseShard, runStep, stepsOf } from '../../src/kernel/corpus/slurm/steps';

const pipeline = (root: string): Promise<CorpusPlan> =>
  planPipeline({
    root,
    inputs: ['corpus'],
    unitBytes: 200_000,
    stages: [
      { name: 'strip_html', params: {} },
      { name: 'filter_quality', params: { rules: 'gopher' } },
      { name: 'dedup', params: { method: 'exact' } },
      { name: 'dedup', params: { method: 'minhash', threshold: 0.8 } },
      { name: 'dedup_exact', params: {} },
      { name: 'decontaminate', params: { method: 'gpt3' }, evaluation: ['eval'] },
    ],
  });

async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      output: { type: 'string', default: '' },
      shard: { type: 'string', default: '0/1' },
      workers: { type: 'string' },
      command: { type: 'string', default: '' },
      jobs: { type: 'string', default: '' },
    },
  });
  const [verb = '', name = '', step = ''] = positionals;
  if (verb === 'run') await runPlan(await pipeline(name), { output: values.output });
  else if (verb === 'plan') {
    const plan = await pipeline(name);
    await openWork(values.output, plan);
    const steps = stepsOf(plan, await createStages(plan, await loadResources(plan)));
    await mkdir(values.jobs, { recursive: true });
    for (const file of slurmJob(steps, { shards: 5, output: values.output, command: values.command })) {
      await writeFile(path.join(values.jobs, file.name), file.text);
    }
  } else if (verb === 'corpus' && name === 'stage') await runStep(values.output, step, parseShard(values.shard));
  else throw new Error(`unknown command ${verb}`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
