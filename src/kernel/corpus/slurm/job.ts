import type { Step } from '../steps/list';

/** How the jobs run. */
export interface SlurmOptions {
  /** Array tasks per step; a step with fewer units or parts has fewer. */
  readonly shards: number;
  /** Output folder on storage that all nodes share. */
  readonly output: string;
  /** Command that runs Scalebook on a node. Default `scalebook`. */
  readonly command?: string;
  /** Slurm's own names: partition, account, time limit, memory per task, processors per task. */
  readonly partition?: string;
  readonly account?: string;
  readonly time?: string;
  readonly memory?: string;
  readonly cpus?: number;
}

/** A file of the job. */
export interface JobFile {
  readonly name: string;
  readonly text: string;
}

/** A word of a shell command, quoted. */
export const shellWord = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;

const jobName = (step: Step, at: number): string =>
  `${String(at + 1).padStart(2, '0')}-${step.name.replaceAll('/', '-').replace(/[^\w.-]/g, '_')}`;

/** The batch script of one step. A task that is killed is requeued by Slurm and finds its finished work in place. */
function script(step: Step, at: number, options: SlurmOptions): JobFile {
  const tasks = Math.max(1, Math.min(options.shards, step.width));
  const name = jobName(step, at);
  const lines = [
    '#!/bin/bash',
    `#SBATCH --job-name=${name}`,
    '#SBATCH --requeue',
    '#SBATCH --open-mode=append',
    ...(tasks > 1 ? [`#SBATCH --array=0-${tasks - 1}`] : []),
    `#SBATCH --output=${tasks > 1 ? `${name}-%a.log` : `${name}.log`}`,
    ...(options.partition ? [`#SBATCH --partition=${options.partition}`] : []),
    ...(options.account ? [`#SBATCH --account=${options.account}`] : []),
    ...(options.time ? [`#SBATCH --time=${options.time}`] : []),
    ...(options.memory ? [`#SBATCH --mem=${options.memory}`] : []),
    ...(options.cpus ? [`#SBATCH --cpus-per-task=${options.cpus}`] : []),
    'set -euo pipefail',
    [
      `exec ${options.command ?? 'scalebook'} corpus stage ${shellWord(step.name)}`,
      `--output ${shellWord(options.output)}`,
      `--shard "${tasks > 1 ? '$SLURM_ARRAY_TASK_ID' : '0'}/${tasks}"`,
      ...(options.cpus && options.cpus > 1 ? [`--workers ${options.cpus}`] : []),
    ].join(' '),
  ];
  return { name: `${name}.sbatch`, text: `${lines.join('\n')}\n` };
}

/**
 * Writes the jobs of a pipeline for Slurm: a batch script per step, arrays where a step can be shared out, and
 * `submit.sh`, which queues them all, each after the one before has succeeded.
 */
export function slurmJob(steps: readonly Step[], options: SlurmOptions): JobFile[] {
  const scripts = steps.map((step, at) => script(step, at, options));
  const submit = [
    '#!/bin/bash',
    '# Queues every step; each waits until the one before has succeeded.',
    'set -euo pipefail',
    'cd "$(dirname "$0")"',
    ...scripts.map(({ name }, at) =>
      at === 0
        ? `job=$(sbatch --parsable ${name})`
        : `job=$(sbatch --parsable --dependency=afterok:"\${job%%;*}" --kill-on-invalid-dep=yes ${name})`,
    ),
    `echo "The last job is \${job%%;*}."`,
  ];
  return [...scripts, { name: 'submit.sh', text: `${submit.join('\n')}\n` }];
}
