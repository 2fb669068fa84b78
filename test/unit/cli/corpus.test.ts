import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundle } from '../kernel/bundle';
import { corpusFolder, jsonl, records } from '../kernel/corpus/corpus-files';

let cli = '';
let folder = '';
beforeAll(async () => {
  cli = path.join(await bundle('cli', 'kernel-node', 'corpus-node'), 'cli.js');
  folder = await corpusFolder();
  writeFileSync(path.join(folder, 'words.txt'), '# a tiny list\nunwanted\nbad phrase\n');
  writeFileSync(path.join(folder, 'plan.scalebook'), PLAN);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const scalebook = (...args: string[]): Promise<{ code: number; out: string; err: string }> =>
  new Promise(resolve => {
    execFile(process.execPath, [cli, ...args], { cwd: folder, maxBuffer: 2 ** 26 }, (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
    );
  });

/** The pipeline as a user writes it: a slow question to the answer stands in the same cell, and is not asked. */
const PLAN = `
\`\`\`scale
least = slider(0.5, 1, 0.8)
docs = corpus("corpus/*.jsonl*")
clean = docs |> strip_html() |> filter_harmful(list: "words.txt") |> filter_quality("gopher") |> filter_repetition("gopher")
             |> dedup(method: "minhash", threshold: least) |> dedup_exact(min_tokens: 50) |> decontaminate("eval/*.jsonl", ngram: 13)
clean.tokens
\`\`\`

\`\`\`scale
plan(law: laws.epoch, budget: 1e18 FLOP, unique: clean.tokens).N
\`\`\`
`;

const outputs = (output: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(output)
      .filter(name => !name.startsWith('.') && name !== 'jobs')
      .sort()
      .map(name => [name, readFileSync(path.join(output, name)).toString('base64')]),
  );

const tokensOf = async (expression: string) => {
  const { out, err } = await scalebook('eval', expression, '--format', 'json');
  const { cells } = JSON.parse(out);
  return cells[0].status === 'ok' ? cells[0].value : `${cells[0].diagnostics[0].message}${err}`;
};

describe('a notebook on files', { timeout: 300_000 }, () => {
  it('streams them and hands the number to the planner', async () => {
    const { code, out, err } = await scalebook('run', 'plan.scalebook', '--format', 'json');
    expect(err).toBe('');
    expect(code).toBe(0);
    const { variables, cells } = JSON.parse(out);
    expect(variables.clean.tokens.unit).toBe('tokens');
    expect(variables.clean.tokens.value).toBeLessThan(variables.docs.tokens.value);
    expect(variables.clean.tokens.value).toBeGreaterThan(0);
    expect(cells[1].value.value).toBeGreaterThan(0);
    expect(readdirSync(folder).sort()).toEqual(['corpus', 'eval', 'plan.scalebook', 'words.txt']);
  });

  it('reads every format, and counts what cannot be read', async () => {
    const formats = path.join(folder, 'formats');
    mkdirSync(formats);
    const text = 'A bridge over the river that has been there for years, and that people use every day.';
    writeFileSync(path.join(formats, 'a.txt'), text);
    writeFileSync(path.join(formats, 'b.html'), `<html><body><p>${text}</p></body></html>`);
    writeFileSync(path.join(formats, 'c.jsonl.gz'), gzipSync(`${JSON.stringify({ body: text })}\nno json\n{"x": 1}\n`));
    writeFileSync(
      path.join(formats, 'd.parquet'),
      Buffer.from(parquetWriteBuffer({ columnData: [{ name: 'body', data: [text, text], type: 'STRING' }] })),
    );
    // zstd has no compressor in Node 20: a frame of one raw block, as the format allows.
    const raw = Buffer.from(`${JSON.stringify({ body: text })}\n`);
    const frame = Buffer.concat([
      Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x20, raw.length]),
      Buffer.from([(raw.length << 3) | 1, raw.length >> 5, 0]),
      raw,
    ]);
    writeFileSync(path.join(formats, 'e.jsonl.zst'), frame);
    const { out } = await scalebook('eval', 'corpus("formats", field: "body")', '--format', 'json');
    const value = JSON.parse(out).cells[0].value;
    expect(value).toMatchObject({ documents: 6, malformed: 2 });
    const shown = await scalebook('eval', 'corpus("formats", field: "body") |> strip_html()');
    expect(shown.out).toContain('formats/c.jsonl.gz:2');
    expect(shown.out).toContain('no json');
    rmSync(formats, { recursive: true });
  });

  it('refuses what lies outside', async () => {
    const outside = path.join(tmpdir(), `outside-${process.pid}.jsonl`);
    writeFileSync(outside, jsonl(records(3, 1)));
    symlinkSync(outside, path.join(folder, 'corpus/link.jsonl'));
    symlinkSync(tmpdir(), path.join(folder, 'away'));
    for (const pattern of [
      '../x.jsonl',
      outside,
      'corpus/link.jsonl',
      'away/*.jsonl',
      'corpus/../../x',
      '/etc/passwd',
    ]) {
      expect(await tokensOf(`corpus(${JSON.stringify(pattern)}).tokens`), pattern).toMatch(/outside|No corpus file/);
    }
    expect(await tokensOf('corpus("corpus/a.jsonl") |> decontaminate("/etc/*")')).toMatch(/outside/);
    expect(await tokensOf('(corpus("corpus/a.jsonl") |> filter_harmful(list: "../words.txt")).tokens')).toMatch(
      /outside/,
    );
    rmSync(outside);
    rmSync(path.join(folder, 'corpus/link.jsonl'));
    rmSync(path.join(folder, 'away'));
  });
});

describe('scalebook corpus', { timeout: 300_000 }, () => {
  it('writes what survives, a report, and what was removed by which rule', async () => {
    const { code, out, err } = await scalebook('corpus', 'run', 'plan.scalebook', '-o', 'out/clean', '--workers', '2');
    expect(code, err).toBe(0);
    expect(out).toMatch(/tokens are left/);
    const written = path.join(folder, 'out/clean');
    const report = JSON.parse(readFileSync(path.join(written, 'report.json'), 'utf8'));
    const lines = readdirSync(written)
      .filter(name => name.startsWith('part-'))
      .flatMap(name =>
        gunzipSync(readFileSync(path.join(written, name)))
          .toString()
          .trim()
          .split('\n'),
      );
    expect(lines).toHaveLength(report.left.documents);
    expect(lines.map(line => JSON.parse(line).url)).not.toContain(undefined);
    const removed = readFileSync(path.join(written, 'removed.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map(line => JSON.parse(line));
    expect(removed.find(({ rule }) => rule === 'min_words')).toMatchObject({
      stage: 3,
      name: 'filter_quality',
      value: 2,
      limit: 50,
    });
    expect(removed.find(({ rule }) => rule === 'near_duplicate')).toBeDefined();
    expect(readFileSync(path.join(written, 'report.md'), 'utf8')).toContain('near\\_duplicate');
    expect(readdirSync(path.join(written, '.scalebook-corpus'))).toEqual(['plan.json']);
    const again = await scalebook('corpus', 'run', 'plan.scalebook', '-o', 'out/clean', '--set', 'least=0.9');
    expect(again.code).toBe(2);
    expect(again.err).toMatch(/another pipeline/);
  });

  it('writes jobs whose tasks, in any order and with one killed, give the same bytes', async () => {
    const small = '```scale\nclean = corpus("corpus") |> filter_quality("gopher") |> dedup(method: "exact")\n```\n';
    writeFileSync(path.join(folder, 'small.scalebook'), small);
    await scalebook('corpus', 'run', 'small.scalebook', '-o', 'out/single');
    const job = ['corpus', 'job', 'small.scalebook', '--engine', 'slurm', '--shards', '2', '-o', 'out/job'];
    const { code, err } = await scalebook(...job);
    expect(code, err).toBe(0);
    const jobs = path.join(folder, 'out/job/jobs');
    let killed = false;
    for (const name of readdirSync(jobs)
      .filter(file => file.endsWith('.sbatch'))
      .sort()) {
      const script = path.join(jobs, name);
      const tasks = Number(/--array=0-(\d+)/.exec(readFileSync(script, 'utf8'))?.[1] ?? 0) + 1;
      for (let task = tasks - 1; task >= 0; task--) {
        const env = { ...process.env, SLURM_ARRAY_TASK_ID: String(task) };
        if (!killed) {
          const child = spawn('bash', [script], { cwd: jobs, env, detached: true });
          await new Promise(resolve => setTimeout(resolve, 300));
          process.kill(-(child.pid as number), 'SIGKILL');
          killed = true;
        }
        await new Promise<void>((resolve, reject) =>
          execFile('bash', [script], { cwd: jobs, env }, error => (error ? reject(error) : resolve())),
        );
      }
    }
    const [single, shared] = [outputs(path.join(folder, 'out/single')), outputs(path.join(folder, 'out/job'))];
    expect(Object.keys(single).length).toBeGreaterThanOrEqual(4);
    expect(shared).toEqual(single);
  });

  it('goes on where it was interrupted', async () => {
    const args = ['corpus', 'run', 'plan.scalebook', '-o', 'out/stopped', '--workers', '1'];
    const child = spawn(process.execPath, [cli, ...args], { cwd: folder });
    let told = '';
    const stopped = new Promise<number | null>(resolve => child.on('exit', resolve));
    child.stderr.on('data', chunk => {
      const before = told.includes('pass 3');
      told += chunk;
      if (!before && told.includes('pass 3')) child.kill('SIGINT');
    });
    expect(await stopped).toBe(1);
    expect(told).toMatch(/same command goes on/);
    expect(readdirSync(path.join(folder, 'out/stopped/.scalebook-corpus')).length).toBeGreaterThan(1);
    expect((await scalebook(...args)).code).toBe(0);
    expect(outputs(path.join(folder, 'out/stopped'))).toEqual(outputs(path.join(folder, 'out/clean')));
  });

  it('says what is wrong', async () => {
    const none = await scalebook('corpus', 'stage', '2-x/units', '-o', 'nowhere');
    expect(none).toMatchObject({ code: 2 });
    expect(none.err).toMatch(/no corpus plan/);
    writeFileSync(path.join(folder, 'sim.scalebook'), '```scale\nd = simulate_corpus(5, seed: 1) |> repair()\n```\n');
    expect((await scalebook('corpus', 'run', 'sim.scalebook', '-o', 'x')).err).toMatch(/[Ss]imulated/);
    writeFileSync(
      path.join(folder, 'two.scalebook'),
      '```scale\na = corpus("corpus/a.jsonl")\nb = a |> repair()\nc = a |> strip_html()\n```\n',
    );
    expect((await scalebook('corpus', 'run', 'two.scalebook', '-o', 'x')).err).toMatch(/--name: b, c/);
    expect((await scalebook('corpus', 'run', 'two.scalebook', '-o', 'x', '--name', 'z')).err).toMatch(/no corpus "z"/);
    writeFileSync(path.join(folder, 'none.scalebook'), '```scale\nx = 1\n```\n');
    expect((await scalebook('corpus', 'run', 'none.scalebook', '-o', 'x')).err).toMatch(/defines no corpus/);
    expect(existsSync(path.join(folder, 'x'))).toBe(false);
    const steps = await scalebook('corpus', 'stage', '-o', 'out/job');
    expect(steps.out).toMatch(/dedup-fingerprints\/units \(up to/);
    const wrong = await scalebook('corpus', 'stage', 'nothing', '-o', 'out/job');
    expect(wrong.err).toMatch(/no step "nothing"/);
  });
});
