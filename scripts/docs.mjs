/**
 * Exports every notebook of the gallery as a page, with an index, into `out/docs`: the project's static site.
 *
 *   npm run docs [-- --out DIR] [--only NAME[,NAME…]] [--pictures]
 *
 * Pages link to each other; links that lead nowhere fail the run. `--pictures` takes those of README anew, into `media`.
 */
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { galleryIndex } from './lib/gallery-index.mjs';
import { brokenLinks } from './lib/links.mjs';
import { run } from './lib/process.mjs';
import { isMain, root } from './lib/project.mjs';
import { takePictures } from './lib/site-pictures.mjs';

/** A notebook of the gallery. @typedef {{ name: string, title: string, summary: string }} Note */

/** A row of README's table of the gallery: `| [welcome](notebooks/welcome.scalebook) | the language in five minutes |`. */
const ROW = /^\| \[[^\]]*\]\(notebooks\/([^)]+)\.scalebook\) \| (.+) \|$/gm;

/**
 * The gallery in the order of README's table, which says what each notebook shows. One that is missing there is an error: a
 * reader would not find it.
 * @param {string} folder
 * @returns {Promise<Note[]>}
 */
async function readGallery(folder) {
  const readme = await readFile(path.join(root, 'README.md'), 'utf8');
  const rows = [...readme.matchAll(ROW)].map(([, name = '', summary = '']) => ({ name, summary }));
  const files = (await readdir(folder)).filter(name => name.endsWith('.scalebook'));
  const untold = files.filter(file => !rows.some(({ name }) => `${name}.scalebook` === file));
  if (untold.length > 0) throw new Error(`README's table of the gallery does not name ${untold.join(', ')}.`);
  return Promise.all(
    rows.map(async ({ name, summary }) => ({
      name,
      title: await titleOf(path.join(folder, `${name}.scalebook`)),
      // A sentence on a card.
      summary: `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`,
    })),
  );
}

/** @param {string} file */
async function titleOf(file) {
  const text = await readFile(file, 'utf8');
  const title = /^title:\s*(.+)$/m.exec(text)?.[1]?.replace(/^(["'])(.*)\1$/, '$2');
  return title ?? path.basename(file, '.scalebook');
}

const WORDS = {
  title: 'Scalebook',
  text:
    'Research notes on the science of scaling language models. Each page is a live notebook in one file: its text, data and ' +
    'kernel are inside, controls and code answer in your browser, and nothing is sent anywhere. Save a page and it works from disk.',
};

/**
 * @param {string} cli
 * @param {string} note
 * @param {string} out
 * @param {readonly Note[]} notes
 */
async function exportPage(cli, note, out, notes) {
  const links = notes.flatMap(({ name }) => ['--link', `${name}.scalebook=${name}.html`]);
  let said = '';
  const status = await run(
    process.execPath,
    [cli, 'export', note, '--to', 'html', '-o', out, '--home', 'index.html', ...links],
    {
      onText: (/** @type {string} */ text) => {
        said += text;
      },
    },
  );
  if (status !== 0) throw new Error(`${note} was not exported as it should be (exit status ${status}).\n${said}`);
}

/**
 * Does some work for each item, a few at a time.
 * @template T
 * @param {readonly T[]} items
 * @param {number} atOnce
 * @param {(item: T) => Promise<void>} work
 */
async function forEach(items, atOnce, work) {
  const waiting = [...items];
  const worker = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

/**
 * @param {{ out: string, only?: readonly string[] | undefined }} options
 * @returns {Promise<string[]>} the pages
 */
export async function buildDocs({ out, only }) {
  await build({ only: ['cli', 'kernel-node', 'corpus-node', 'page'] });
  const cli = path.join(root, 'dist', 'cli.js');
  const folder = path.join(root, 'notebooks');
  const all = await readGallery(folder);
  const notes = all.filter(({ name }) => only === undefined || only.includes(name));
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  await forEach(notes, Math.max(1, Math.min(4, availableParallelism())), async ({ name }) => {
    await exportPage(cli, path.join(folder, `${name}.scalebook`), path.join(out, `${name}.html`), notes);
    console.log(`  ${name}.html`);
  });
  const made = await Promise.all(
    notes.map(async note => ({ ...note, html: await readFile(path.join(out, `${note.name}.html`), 'utf8') })),
  );
  await writeFile(path.join(out, 'index.html'), galleryIndex(made, WORDS));
  const pages = ['index.html', ...notes.map(({ name }) => `${name}.html`)].map(name => path.join(out, name));
  const broken = await brokenLinks(pages, only === undefined ? existsSync : () => true);
  if (broken.length > 0) throw new Error(`Links that lead nowhere:\n${broken.join('\n')}`);
  return pages;
}

async function main() {
  const { values } = parseArgs({
    options: { out: { type: 'string' }, only: { type: 'string' }, pictures: { type: 'boolean', default: false } },
  });
  const out = path.resolve(values.out ?? path.join(root, 'out', 'docs'));
  const pages = await buildDocs({ out, only: values.only?.split(',') });
  console.log(
    `${pages.length} pages, all links lead somewhere: ${path.relative(process.cwd(), path.join(out, 'index.html'))}`,
  );
  if (values.pictures) {
    const pictures = await takePictures(out, path.join(root, 'media'));
    for (const picture of pictures) console.log(path.relative(process.cwd(), picture));
  }
}

if (isMain(import.meta.url)) {
  main().catch(error => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
