/**
 * Builds every bundle of Scalebook with esbuild.
 *
 *   node scripts/build.mjs [--production] [--watch] [--only NAME[,NAME…]] [--outdir DIR]
 *
 * `dist` holds what ships, `out` what only tests need.
 */
import { existsSync, readdirSync } from 'node:fs';
import { chmod, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import esbuild from 'esbuild';
import { buildPage } from './lib/page.mjs';
import { isMain, root } from './lib/project.mjs';

/**
 * @typedef {object} BuildOptions
 * @property {string} [outdir] folder that receives `dist` and `out`; the repository by default
 * @property {readonly string[]} [only] names of bundles; all by default
 * @property {boolean} [production] minify and leave out source maps
 */

/** What all bundles share. */
const base = /** @type {const} */ ({
  absWorkingDir: root,
  bundle: true,
  target: 'es2022',
  logLevel: 'silent',
  legalComments: 'none',
  charset: 'utf8',
  metafile: true,
  loader: { '.css': 'text', '.scalebook': 'text', '.svg': 'text' },
  define: { 'process.env.NODE_ENV': '"production"' },
});

/** @type {esbuild.BuildOptions} */
const node = { platform: 'node', target: 'node20', format: 'cjs', mainFields: ['module', 'main'] };

/** @type {esbuild.BuildOptions} */
const browser = { platform: 'browser', define: { ...base.define, global: 'globalThis' } };

/** Every folder of `renderers/` with an `index.ts` is one renderer: `{ table: 'renderers/table/index.ts' }`. */
function rendererEntries() {
  const folder = path.join(root, 'renderers');
  return Object.fromEntries(
    readdirSync(folder)
      .map(name => [name, `renderers/${name}/index.ts`])
      .filter(([, entry]) => existsSync(path.join(root, entry))),
  );
}

/**
 * The bundles by name. A bundle's keys in `entries` are paths below `folder`, without extension.
 * @returns {Record<string, { folder: string, entries: Record<string, string>, options: esbuild.BuildOptions }>}
 */
function bundles() {
  return {
    'extension-node': {
      folder: 'dist',
      entries: { extension: 'src/extension/main-node.ts' },
      options: { ...node, external: ['vscode'] },
    },
    'extension-web': {
      folder: 'dist/web',
      entries: { extension: 'src/extension/main-browser.ts' },
      options: { ...browser, format: 'cjs', external: ['vscode'] },
    },
    'kernel-node': {
      folder: 'dist',
      entries: { kernel: 'src/kernel/worker-node.ts' },
      options: node,
    },
    'corpus-node': {
      folder: 'dist',
      entries: { corpus: 'src/kernel/corpus/worker.ts' },
      options: node,
    },
    'kernel-web': {
      folder: 'dist/web',
      entries: { kernel: 'src/kernel/worker-browser.ts' },
      options: { ...browser, format: 'iife' },
    },
    'corpus-web': {
      folder: 'dist/web',
      entries: { corpus: 'src/kernel/jobs/corpus-browser.ts' },
      options: { ...browser, format: 'iife' },
    },
    'share-node': {
      folder: 'dist',
      entries: { share: 'src/kernel/share/worker-node.ts' },
      options: node,
    },
    'share-web': {
      folder: 'dist/web',
      entries: { share: 'src/kernel/share/worker-browser.ts' },
      options: { ...browser, format: 'iife' },
    },
    renderers: {
      folder: 'dist/renderers',
      entries: rendererEntries(),
      options: { ...browser, format: 'esm', splitting: true, chunkNames: 'chunks/[name]-[hash]' },
    },
    cli: {
      folder: 'dist',
      entries: { cli: 'src/cli/main.ts' },
      options: { ...node, banner: { js: '#!/usr/bin/env node' } },
    },
    'integration-tests': {
      folder: 'out/test',
      entries: { index: 'test/integration/index.ts' },
      options: { ...browser, format: 'cjs', external: ['vscode'], sourcemap: 'inline' },
    },
    workbench: {
      // As deep in the tree as its source, so that the scripts it imports are found by the same relative path.
      folder: 'out/e2e/workbench',
      entries: { workbench: 'test/e2e/workbench/index.ts' },
      options: {
        ...node,
        format: 'esm',
        packages: 'external',
        external: ['../../../scripts/*'],
        outExtension: { '.js': '.mjs' },
      },
    },
    driver: {
      folder: 'out/e2e/driver',
      entries: { driver: 'test/e2e/driver/driver.ts' },
      options: { ...node, external: ['vscode'] },
    },
  };
}

/** What exported pages are made of is no bundle of its own: one file that holds several, packed (`lib/page.mjs`). */
const PAGE = 'page';

/**
 * esbuild's options for each wanted bundle that has an entry in the source tree.
 * @param {BuildOptions} options
 */
function plan({ outdir = root, only, production = false }) {
  const all = bundles();
  const unknown = (only ?? []).filter(name => !(name in all) && name !== PAGE);
  if (unknown.length > 0) {
    throw new Error(
      `There is no bundle named ${unknown.join(', ')}. Bundles: ${[...Object.keys(all), PAGE].join(', ')}.`,
    );
  }
  return Object.entries(all)
    .filter(([name]) => only === undefined || only.includes(name))
    .map(([name, bundle]) => ({
      name,
      entries: Object.fromEntries(
        Object.entries(bundle.entries).filter(([, entry]) => existsSync(path.join(root, entry))),
      ),
      folder: path.join(outdir, bundle.folder),
      options: bundle.options,
    }))
    .filter(({ entries }) => Object.keys(entries).length > 0)
    .map(({ name, entries, folder, options }) => ({
      name,
      /** @type {esbuild.BuildOptions} */
      options: {
        ...base,
        sourcemap: production ? false : 'linked',
        minify: production,
        ...options,
        entryPoints: entries,
        outdir: folder,
      },
    }));
}

/** @param {esbuild.BuildResult} result */
const outputsOf = result => Object.keys(result.metafile?.outputs ?? {}).map(file => path.resolve(root, file));

/**
 * Removes what earlier builds left behind: chunks whose hash has changed, bundles that no longer exist.
 * @param {string} folder
 * @param {ReadonlySet<string>} keep absolute paths
 */
async function removeOthers(folder, keep) {
  if (!existsSync(folder)) return;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    if (entry.isFile() && !keep.has(file)) await rm(file);
  }
}

/**
 * Builds once. Rejects with every error as esbuild formats it.
 * @param {BuildOptions} [options]
 * @returns {Promise<string[]>} names of the bundles that were built
 */
export async function build(options = {}) {
  const planned = plan(options);
  const dist = path.join(options.outdir ?? root, 'dist');
  const wantsPage = options.only === undefined || options.only.includes(PAGE);
  const page = wantsPage ? buildPage(path.join(dist, PAGE), { ...base, ...browser }) : Promise.resolve('');
  // Waited for below; a failure before that is no loss.
  page.catch(() => undefined);
  const results = await Promise.allSettled(planned.map(bundle => esbuild.build(bundle.options)));
  const errors = results.flatMap(result => (result.status === 'rejected' ? (result.reason.errors ?? []) : []));
  const crashes = results.filter(result => result.status === 'rejected' && result.reason.errors === undefined);
  if (errors.length > 0 || crashes.length > 0) {
    const text = await esbuild.formatMessages(errors, { kind: 'error', color: process.stdout.isTTY });
    throw new Error([...text, ...crashes.map(crash => String(crash))].join('\n'));
  }
  const warnings = results.flatMap(result => (result.status === 'fulfilled' ? result.value.warnings : []));
  if (warnings.length > 0) {
    const text = await esbuild.formatMessages(warnings, { kind: 'warning', color: process.stdout.isTTY });
    process.stderr.write(text.join('\n'));
  }
  const assets = await page;
  if (options.only === undefined) {
    const written = results.flatMap(result => (result.status === 'fulfilled' ? outputsOf(result.value) : []));
    await removeOthers(dist, new Set([...written, assets]));
  }
  const cli = path.join(dist, 'cli.js');
  if (existsSync(cli)) await chmod(cli, 0o755);
  return [...planned.map(bundle => bundle.name), ...(wantsPage ? [PAGE] : [])];
}

/**
 * Builds, then again at each change, until the process ends.
 * The lines printed are those that `.vscode/tasks.json` waits for.
 * @param {BuildOptions} options
 */
async function watch(options) {
  let running = 0;
  const report = {
    name: 'report',
    /** @param {esbuild.PluginBuild} pluginBuild */
    setup(pluginBuild) {
      pluginBuild.onStart(() => {
        if (running === 0) console.log('[watch] build started');
        running += 1;
      });
      pluginBuild.onEnd(result => {
        for (const { text, location } of result.errors) {
          console.error(`✘ [ERROR] ${text}`);
          if (location) console.error(`    ${location.file}:${location.line}:${location.column}:`);
        }
        running -= 1;
        if (running === 0) console.log('[watch] build finished');
      });
    },
  };
  await buildPage(path.join(root, 'dist', PAGE), { ...base, ...browser });
  const contexts = await Promise.all(
    plan(options).map(({ options: bundle }) => esbuild.context({ ...bundle, plugins: [report] })),
  );
  await Promise.all(contexts.map(context => context.watch()));
}

async function main() {
  const { values } = parseArgs({
    options: {
      production: { type: 'boolean', default: false },
      minify: { type: 'boolean', default: false },
      watch: { type: 'boolean', default: false },
      only: { type: 'string' },
      outdir: { type: 'string' },
    },
  });
  const options = {
    production: values.production || values.minify,
    ...(values.only === undefined ? {} : { only: values.only.split(',') }),
    ...(values.outdir === undefined ? {} : { outdir: path.resolve(values.outdir) }),
  };
  if (values.watch) return watch(options);
  const started = Date.now();
  const names = await build(options);
  console.log(`Built ${names.join(', ')} in ${Date.now() - started} ms.`);
}

if (isMain(import.meta.url)) {
  main().catch(error => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
