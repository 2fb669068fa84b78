/**
 * Pictures of a notebook in the real VS Code, run from top to bottom.
 *
 *   node scripts/shoot.mjs notebooks/x.scalebook [--theme light|dark|hc|hc-light] [--width 1200] [--page 1500]
 *                          [--out out/screenshots/x.png] [--no-run]
 *
 * A long notebook becomes several pictures: x-1.png, x-2.png … Each run has a VS Code of its own.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { root } from './lib/project.mjs';

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    allowNegative: true,
    options: {
      theme: { type: 'string', default: 'light' },
      width: { type: 'string', default: '1200' },
      page: { type: 'string', default: '1500' },
      out: { type: 'string' },
      run: { type: 'boolean', default: true },
    },
  });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) throw new Error('Say which notebook: node scripts/shoot.mjs FILE.');
  const name = path.basename(file, '.scalebook');
  const out = path.resolve(values.out ?? path.join(root, 'out', 'screenshots', `${name}-${values.theme}.png`));

  const { fullLength, isTheme, openWorkbench, THEMES } = await loadWorkbench();
  if (!isTheme(values.theme)) throw new Error(`--theme is one of ${Object.keys(THEMES).join(', ')}.`);
  const book = await openWorkbench({
    workspace: path.dirname(path.resolve(file)),
    theme: values.theme,
    width: positive('width', values.width),
  });
  try {
    await book.open(path.basename(file));
    if (values.run) await book.runAll();
    else await book.idle();
    await save(await fullLength(book, positive('page', values.page)), out);
    for (const problem of new Set(book.problems)) console.log(`Uncaught in the page: ${problem}`);
    for (const problem of await book.rendererErrors()) console.log(`In an output: ${problem}`);
  } finally {
    await book.close();
  }
}

/** The end-to-end helpers are TypeScript: bundled anew for each run, so that none runs old ones. */
async function loadWorkbench() {
  await build({ only: ['workbench'] });
  /** @type {typeof import('../test/e2e/workbench/index.ts')} */
  const helpers = await import(path.join(root, 'out', 'e2e', 'workbench', 'workbench.mjs'));
  return helpers;
}

/**
 * @param {readonly Buffer[]} pictures
 * @param {string} out
 */
async function save(pictures, out) {
  await mkdir(path.dirname(out), { recursive: true });
  const { dir, name } = path.parse(out);
  for (const [index, picture] of pictures.entries()) {
    const file = pictures.length === 1 ? out : path.join(dir, `${name}-${index + 1}.png`);
    await writeFile(file, picture);
    console.log(path.relative(process.cwd(), file));
  }
}

/**
 * @param {string} option
 * @param {string} text
 */
function positive(option, text) {
  const value = Number(text);
  if (!Number.isInteger(value) || value <= 0) throw new Error(`--${option} is a positive whole number, not ${text}.`);
  return value;
}

main().catch(error => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
