import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { shellWord, slurmJob } from '../../../../src/kernel/corpus/slurm/job';
import type { Step } from '../../../../src/kernel/corpus/steps/list';
import { temporary } from './corpus-files';

const steps: Step[] = [
  { name: '1-dedup-signatures/units', pass: 0, kind: 'units', width: 100 },
  { name: '1-dedup-signatures/groups', pass: 0, kind: 'groups', width: 14 },
  { name: '1-dedup-signatures/merge', pass: 0, kind: 'merge', width: 1 },
  { name: 'write/units', pass: 1, kind: 'units', width: 100 },
  { name: 'report', pass: 1, kind: 'report', width: 1 },
];

describe('Slurm jobs', () => {
  const files = slurmJob(steps, {
    shards: 64,
    output: "/data/it's here",
    time: '01:00:00',
    memory: '4G',
    cpus: 2,
    partition: 'cpu',
  });

  it('are one script per step, arrays as wide as there is work', () => {
    expect(files.map(file => file.name)).toEqual([
      '01-1-dedup-signatures-units.sbatch',
      '02-1-dedup-signatures-groups.sbatch',
      '03-1-dedup-signatures-merge.sbatch',
      '04-write-units.sbatch',
      '05-report.sbatch',
      'submit.sh',
    ]);
    expect(files[0]!.text).toContain('#SBATCH --array=0-63\n');
    expect(files[1]!.text).toContain('#SBATCH --array=0-13\n');
    expect(files[2]!.text).not.toContain('--array');
    for (const line of ['--requeue', '--time=01:00:00', '--mem=4G', '--cpus-per-task=2', '--partition=cpu']) {
      expect(files[3]!.text).toContain(`#SBATCH ${line}\n`);
    }
  });

  it('are shell scripts that pass their words on whole', async () => {
    const folder = await temporary();
    for (const file of files) {
      await writeFile(path.join(folder, file.name), file.text);
      execFileSync('bash', ['-n', path.join(folder, file.name)]);
    }
    const probe = files[0]!.text.replace('exec scalebook', 'printf "%s\\n"');
    const words = execFileSync('bash', ['-c', probe], { env: { ...process.env, SLURM_ARRAY_TASK_ID: '7' } });
    expect(words.toString().trim().split('\n')).toEqual([
      'corpus',
      'stage',
      '1-dedup-signatures/units',
      '--output',
      "/data/it's here",
      '--shard',
      '7/64',
      '--workers',
      '2',
    ]);
    expect(shellWord('a b$c')).toBe("'a b$c'");
  });

  it('are queued in order, each after the one before', async () => {
    const folder = await temporary();
    for (const file of files) await writeFile(path.join(folder, file.name), file.text);
    const sbatch = path.join(folder, 'sbatch');
    const fake =
      '#!/bin/bash\necho "$@" >> "$(dirname "$0")/calls"\nn=$(wc -l < "$(dirname "$0")/calls")\necho "$((100 + n));cluster"\n';
    await writeFile(sbatch, fake, { mode: 0o755 });
    const out = execFileSync('bash', [path.join(folder, 'submit.sh')], {
      env: { ...process.env, PATH: `${folder}:${process.env.PATH}` },
    });
    const calls = execFileSync('cat', [path.join(folder, 'calls')])
      .toString()
      .trim()
      .split('\n');
    expect(calls[0]).toBe('--parsable 01-1-dedup-signatures-units.sbatch');
    expect(calls[1]).toBe(
      '--parsable --dependency=afterok:101 --kill-on-invalid-dep=yes 02-1-dedup-signatures-groups.sbatch',
    );
    expect(calls).toHaveLength(5);
    expect(out.toString()).toBe('The last job is 105.\n');
  });
});
