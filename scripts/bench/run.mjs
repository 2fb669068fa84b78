/**
 * Runs a benchmark: `node scripts/bench/run.mjs NAME [options]` bundles `scripts/bench/NAME.ts` and the corpus worker, and
 * calls its `bench(root, workerScript, args)`.
 */
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import esbuild from 'esbuild';

const root = path.resolve(import.meta.dirname, '../..');
const [name, ...args] = process.argv.slice(2);
const entry = path.join(root, 'scripts/bench', `${name}.ts`);
if (name === undefined || !existsSync(entry)) {
  console.error(`There is no benchmark "${name ?? ''}" in scripts/bench.`);
  process.exit(2);
}
const folder = await mkdtemp(path.join(os.tmpdir(), 'scalebook-bench-code-'));
try {
  await esbuild.build({
    entryPoints: { bench: entry, worker: path.join(root, 'src/kernel/corpus/worker.ts') },
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    mainFields: ['module', 'main'],
    outdir: folder,
    outExtension: { '.js': '.cjs' },
    logLevel: 'error',
  });
  await createRequire(import.meta.url)(path.join(folder, 'bench.cjs')).bench(
    root,
    path.join(folder, 'worker.cjs'),
    args,
  );
} finally {
  await rm(folder, { recursive: true, force: true });
}
