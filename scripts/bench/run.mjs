/**
 * Runs benchmarks: `node scripts/bench/run.mjs [NAME [options]]` bundles `scripts/bench/NAME.ts` and the corpus worker, and calls
 * its `bench(root, workerScript, args)`; without a name, those of every module, one after the other, on less data.
 * Figures of one run compare: limits and ratios, not seconds, are what carries over to another machine.
 */
import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import esbuild from 'esbuild';

const root = path.resolve(import.meta.dirname, '../..');

/**
 * What a module is given in a run of all.
 * @type {Record<string, readonly string[]>}
 */
const QUICK = { corpus: ['--sizes', '0.03'] };

/**
 * Bundles a module and runs it.
 * @param {string} name
 * @param {readonly string[]} args
 */
async function run(name, args) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'scalebook-bench-code-'));
  try {
    await esbuild.build({
      entryPoints: {
        bench: path.join(root, 'scripts/bench', `${name}.ts`),
        worker: path.join(root, 'src/kernel/corpus/worker.ts'),
      },
      bundle: true,
      platform: 'node',
      target: 'node20',
      format: 'cjs',
      mainFields: ['module', 'main'],
      outdir: folder,
      outExtension: { '.js': '.cjs' },
      logLevel: 'error',
    });
    const load = createRequire(import.meta.url);
    await load(path.join(folder, 'bench.cjs')).bench(root, path.join(folder, 'worker.cjs'), args);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const [name, ...args] = process.argv.slice(2);
if (name === undefined) {
  const modules = readdirSync(import.meta.dirname).filter(file => file.endsWith('.ts'));
  for (const module of modules.map(file => file.slice(0, -'.ts'.length)).sort()) {
    console.log(`\n${module}`);
    await run(module, QUICK[module] ?? []);
  }
} else if (existsSync(path.join(root, 'scripts/bench', `${name}.ts`))) {
  await run(name, args);
} else {
  console.error(`There is no benchmark "${name}" in scripts/bench.`);
  process.exit(2);
}
