import { chmod } from 'node:fs/promises';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { createStages, loadResources } from '../../../kernel/corpus/plan';
import { openWork } from '../../../kernel/corpus/run';
import { shellWord, slurmJob } from '../../../kernel/corpus/slurm/job';
import { stepsOf } from '../../../kernel/corpus/steps/list';
import { formatNumber } from '../../../views/format';
import { stemOf } from '../../copies';
import type { Exit } from '../../exit';
import { print, writeText } from '../../io';
import { type PipelineOptions, planOf } from './pipeline';

export interface JobOptions extends PipelineOptions {
  readonly shards: number;
  readonly output?: string;
  readonly command?: string;
  readonly partition?: string;
  readonly account?: string;
  readonly time?: string;
  readonly mem?: string;
  readonly cpus?: number;
}

/**
 * `scalebook corpus job PLAN --engine slurm --shards n`: lays the pipeline of a notebook out in a folder and writes array jobs
 * for its steps there. Nothing is queued: `submit.sh` does that.
 */
export async function writeJob(file: string, options: JobOptions): Promise<Exit> {
  const { shards, partition, account, time, mem, cpus } = options;
  const output = path.resolve(options.output ?? `${stemOf(file)}-corpus`);
  const plan = await planOf(file, options);
  const steps = stepsOf(plan, await createStages(plan, await loadResources(plan)));
  await openWork(output, plan);
  const jobs = slurmJob(steps, {
    shards,
    output,
    command: options.command ?? [process.execPath, process.argv[1] ?? 'scalebook'].map(shellWord).join(' '),
    ...(partition !== undefined && { partition }),
    ...(account !== undefined && { account }),
    ...(time !== undefined && { time }),
    ...(mem !== undefined && { memory: mem }),
    ...(cpus !== undefined && { cpus }),
  });
  const folder = path.join(output, 'jobs');
  for (const { name, text } of jobs) await writeText(path.join(folder, name), text);
  const submit = path.join(folder, 'submit.sh');
  await chmod(submit, 0o755);
  const bytes = plan.units.reduce((sum, unit) => sum + unit.bytes, 0);
  print(
    l10n.t(
      '{0} in {1} units, {2} steps of up to {3} tasks. Queue them with: {4}',
      formatNumber(bytes, 'bytes'),
      plan.units.length,
      steps.length,
      Math.min(shards, Math.max(...steps.map(step => step.width))),
      `bash ${shellWord(submit)}`,
    ),
  );
  return 0;
}
