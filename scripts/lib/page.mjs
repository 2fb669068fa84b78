/** Builds what every exported page is made of: `dist/page/assets.json`. */
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import esbuild from 'esbuild';
import { root } from './project.mjs';

const PLOTLY = 'plotly.js/dist/plotly-cartesian.min.js';

/** A page of 3 MB has no room for the larger of the two vocabularies. */
const TOO_LARGE = Object.fromEntries(
  ['encoding', 'bpeRanks'].map(part => [
    `gpt-tokenizer/${part}/cl100k_base`,
    path.join(root, 'src/page/no-vocabulary.ts'),
  ]),
);

/** @param {string} text */
const packed = text => gzipSync(text, { level: 9 }).toString('base64');

/** @param {string} text */
const policyHash = text => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/**
 * One minified script, as text.
 * @param {string} entry
 * @param {esbuild.BuildOptions} options
 */
async function script(entry, options) {
  const result = await esbuild.build({
    ...options,
    entryPoints: [path.join(root, entry)],
    format: 'iife',
    minify: true,
    sourcemap: false,
    write: false,
    // In plain ASCII a script is the same in every encoding, and so is its hash.
    charset: 'ascii',
  });
  return result.outputFiles?.[0]?.text.trim() ?? '';
}

/** @param {string} text */
function assertInline(text) {
  if (/<!--|<\/script/i.test(text))
    throw new Error('The script of pages would end its own element: it holds <!-- or </script.');
}

/**
 * Pages are the same whether the product is built for production or not: their scripts are always minified.
 * @param {string} folder
 * @param {esbuild.BuildOptions} browser what bundles for browsers share
 * @returns {Promise<string>} the file
 */
export async function buildPage(folder, browser) {
  const [page, kernel, corpora, plotly, ...styles] = await Promise.all([
    script('src/page/index.ts', { ...browser, alias: { [PLOTLY]: path.join(root, 'src/page/plotly-library.ts') } }),
    script('src/kernel/worker-browser.ts', browser),
    script('src/kernel/jobs/corpus-browser.ts', { ...browser, alias: TOO_LARGE }),
    readFile(path.join(root, 'node_modules', PLOTLY), 'utf8'),
    ...['renderers/shared/style.css', 'src/page/page.css'].map(file => readFile(path.join(root, file), 'utf8')),
  ]);
  assertInline(page);
  const { code: style } = await esbuild.transform(styles.join('\n'), { loader: 'css', minify: true, charset: 'ascii' });
  const assets = {
    style: style.trim(),
    script: page,
    scriptHash: policyHash(page),
    plotly: packed(plotly),
    plotlyHash: policyHash(plotly),
    kernel: packed(kernel),
    corpora: packed(corpora),
  };
  const file = path.join(folder, 'assets.json');
  await mkdir(folder, { recursive: true });
  await writeFile(file, JSON.stringify(assets));
  return file;
}
