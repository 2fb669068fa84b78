/**
 * Runs the corpus pipeline of a notebook on a real Slurm (Debian: `apt-get install slurm-wlm munge`), all on this machine, and
 * compares every byte with the single-machine run. One array task is killed in the middle of its work and requeued.
 *
 *   npm run slurm
 *
 * Needs root: the daemons change users. Everything lives in a temporary folder and ends with the script.
 */
import { execFileSync, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { build } from '../build.mjs';

if (!['/usr/sbin/slurmctld', '/usr/sbin/slurmd', '/usr/sbin/munged'].every(existsSync) || process.getuid?.() !== 0) {
  console.error('This check needs root, slurm-wlm and munge. On Debian and Ubuntu: apt-get install slurm-wlm munge');
  process.exit(1);
}

const folder = await mkdtemp(path.join(os.tmpdir(), 'scalebook-slurm-'));
await chmod(folder, 0o755);
const at = (/** @type {string[]} */ ...names) => path.join(folder, ...names);
/** @type {import('node:child_process').ChildProcess[]} */
const daemons = [];
const start = (/** @type {string} */ command, /** @type {string[]} */ args) => {
  const child = spawn(command, args, { stdio: 'ignore', env });
  daemons.push(child);
  return child;
};
const env = { ...process.env, SLURM_CONF: at('slurm.conf') };
const run = (/** @type {string} */ command, /** @type {string[]} */ ...args) =>
  execFileSync(command, args, { env, encoding: 'utf8' });

/** Seeded text: near-duplicates, shared passages, short documents. */
async function writeCorpus() {
  let state = 7;
  const random = () => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return state / 2 ** 32;
  };
  const words = Array.from({ length: 3000 }, (_, i) => `w${i.toString(36)}`);
  const prose = (/** @type {number} */ n) =>
    Array.from({ length: n }, () => words[Math.floor(random() * words.length)]).join(' ');
  const passage = prose(90);
  /** @type {string[]} */
  const texts = [];
  for (let i = 0; i < 6000; i++) {
    const kind = random();
    const earlier = texts[Math.floor(random() * texts.length)];
    if (kind < 0.1 && earlier) texts.push(`${earlier} again`);
    else if (kind < 0.2) texts.push(`the and ${prose(80)} ${passage}`);
    else if (kind < 0.25) texts.push('short');
    else texts.push(`the and ${prose(60 + Math.floor(random() * 150))}`);
  }
  await mkdir(at('data/corpus'), { recursive: true });
  await mkdir(at('data/eval'));
  const lines = texts.map((text, i) => JSON.stringify({ id: String(i), text }));
  await writeFile(at('data/corpus/a.jsonl'), lines.slice(0, 3500).join('\n'));
  await writeFile(at('data/corpus/b.jsonl'), `${lines.slice(3500).join('\n')}\nno record\n`);
  await writeFile(
    at('data/eval/test.jsonl'),
    `${JSON.stringify({ text: texts[4]?.split(' ').slice(5, 40).join(' ') })}\n`,
  );
}

/** Every stage that there is, but the one that needs a list of languages. */
const NOTEBOOK = `
\`\`\`scale
docs = corpus("corpus/*.jsonl")
clean = docs |> strip_html() |> repair() |> filter_harmful(list: "words.txt") |> filter_quality("gopher") |> filter_repetition("gopher")
  |> dedup(method: "exact") |> dedup(method: "minhash", threshold: 0.8) |> dedup_exact(min_tokens: 50)
  |> decontaminate("eval/*.jsonl", ngram: 13)
clean.tokens
\`\`\`
`;

async function startSlurm() {
  const host = os.hostname().split('.')[0];
  await mkdir(at('munge'), { mode: 0o700 });
  await writeFile(at('munge/munge.key'), randomBytes(128), { mode: 0o400 });
  for (const name of ['state', 'spool', 'log']) await mkdir(at(name), { mode: 0o755 });
  await writeFile(
    at('slurm.conf'),
    [
      'ClusterName=check',
      `SlurmctldHost=${host}(127.0.0.1)`,
      'SlurmUser=root',
      'SlurmctldPort=16817',
      'SlurmdPort=16818',
      'AuthType=auth/munge',
      `AuthInfo=socket=${at('munge/munge.socket')}`,
      'CredType=cred/munge',
      `StateSaveLocation=${at('state')}`,
      `SlurmdSpoolDir=${at('spool')}`,
      `SlurmctldPidFile=${at('slurmctld.pid')}`,
      `SlurmdPidFile=${at('slurmd.pid')}`,
      `SlurmctldLogFile=${at('log/slurmctld.log')}`,
      `SlurmdLogFile=${at('log/slurmd.log')}`,
      'ProctrackType=proctrack/linuxproc',
      'TaskPlugin=task/none',
      'JobAcctGatherType=jobacct_gather/none',
      'SchedulerType=sched/backfill',
      'SchedulerParameters=sched_min_interval=200000,batch_sched_delay=0,bf_interval=1',
      'SelectType=select/cons_tres',
      'SelectTypeParameters=CR_CPU',
      'MinJobAge=600',
      'ReturnToService=2',
      `NodeName=${host} NodeAddr=127.0.0.1 CPUs=${os.availableParallelism()} State=UNKNOWN`,
      `PartitionName=main Nodes=${host} Default=YES MaxTime=INFINITE State=UP`,
      '',
    ].join('\n'),
  );
  start('/usr/sbin/munged', [
    '-F',
    '--force',
    `--key-file=${at('munge/munge.key')}`,
    `--socket=${at('munge/munge.socket')}`,
    `--pid-file=${at('munge/munged.pid')}`,
    `--log-file=${at('munge/munged.log')}`,
    `--seed-file=${at('munge/munged.seed')}`,
  ]);
  for (let i = 0; i < 100 && !existsSync(at('munge/munge.socket')); i++) await wait(100);
  start('/usr/sbin/slurmctld', ['-D', '-f', at('slurm.conf')]);
  start('/usr/sbin/slurmd', ['-D', '-f', at('slurm.conf')]);
  for (let i = 0; i < 150; i++) {
    try {
      if (run('sinfo', '-h', '-o', '%T').includes('idle')) return;
    } catch {
      // Not up yet.
    }
    await wait(200);
  }
  throw new Error(
    `Slurm did not start:\n${await readFile(at('log/slurmctld.log'), 'utf8')}\n${await readFile(at('log/slurmd.log'), 'utf8').catch(() => '')}`,
  );
}

/** @param {string} output @returns {Promise<string[]>} name and hash of each file of a run */
async function hashes(output) {
  const names = (await readdir(output)).filter(name => !name.startsWith('.') && name !== 'jobs').sort();
  return Promise.all(
    names.map(
      async name =>
        `${name} ${createHash('sha256')
          .update(await readFile(path.join(output, name)))
          .digest('hex')}`,
    ),
  );
}

try {
  await writeCorpus();
  await writeFile(at('data/plan.scalebook'), NOTEBOOK);
  await writeFile(at('data/words.txt'), 'w1a\n');
  await build({ outdir: folder, only: ['cli', 'kernel-node', 'corpus-node'] });
  await startSlurm();
  // The second task of the first step is stopped in the middle of its work, once, so that there is one to kill.
  const cli = at('dist/cli.js');
  const command = at('node.sh');
  await writeFile(
    command,
    `#!/bin/bash
if [[ "$SLURM_ARRAY_TASK_ID" == 1 && "$SLURM_JOB_NAME" == 01-* && ! -e ${at('stopped')} ]]; then
  ${process.execPath} ${cli} "$@" & task=$!
  sleep 1.5; kill -STOP $task; touch ${at('stopped')}; sleep 300
fi
exec ${process.execPath} ${cli} "$@"
`,
    { mode: 0o755 },
  );
  const notebook = at('data/plan.scalebook');
  run(process.execPath, cli, 'corpus', 'run', notebook, '--output', at('single'));
  const job = ['corpus', 'job', notebook, '--engine', 'slurm', '--shards', '64', '--output', at('shared')];
  console.log(run(process.execPath, cli, ...job, '--command', command).trim());
  console.log(run('bash', at('shared/jobs/submit.sh')).trim());
  const started = Date.now();
  let requeued = false;
  for (let i = 0; ; i++) {
    const queue = run('squeue', '-h', '-r', '-o', '%F_%K %T %r %j');
    if (!requeued && existsSync(at('stopped'))) {
      const task = queue
        .split('\n')
        .find(line => /_1 RUNNING .* 01-/.test(line))
        ?.split(' ')[0];
      if (task) {
        console.log(`killing and requeueing ${task}`);
        run('scontrol', 'requeue', task);
        // Slurm lets a requeued task wait for about two minutes.
        requeued = true;
      }
    }
    if (queue.trim() === '') break;
    if (i > 1200) throw new Error(`The jobs do not end:\n${queue}`);
    await wait(500);
  }
  const [single, shared] = [await hashes(at('single')), await hashes(at('shared'))];
  if (!requeued) throw new Error('No task was killed.');
  if (single.length < 5 || single.join() !== shared.join()) {
    throw new Error(`The results differ:\n${single.join('\n')}\n---\n${shared.join('\n')}`);
  }
  const seconds = ((Date.now() - started) / 1000).toFixed(0);
  console.log(`The jobs took ${seconds} s.`);
  console.log(`The ${single.length} files of the Slurm run equal those of the single-machine run, byte for byte.`);
} catch (error) {
  console.error(error);
  for (const name of await readdir(at('shared/jobs')).catch(() => [])) {
    if (name.endsWith('.log')) console.error(name, (await readFile(at('shared/jobs', name), 'utf8')).slice(-500));
  }
  process.exitCode = 1;
} finally {
  for (const daemon of daemons.reverse()) {
    daemon.kill('SIGTERM');
    await Promise.race([new Promise(resolve => daemon.once('exit', resolve)), wait(5000)]);
  }
  await rm(folder, { recursive: true, force: true });
}
