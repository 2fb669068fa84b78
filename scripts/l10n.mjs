/**
 * Collects what the project says to its users, and reports what a translation does not say yet.
 *
 *   npm run l10n
 *
 * Writes l10n/bundle.l10n.json from the calls of `l10n.t` in the sources. A translation is a file beside it:
 * l10n/bundle.l10n.LANGUAGE.json, with the English messages as keys; one without an entry stays English.
 */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { getL10nJson } from '@vscode/l10n-dev';
import { isMain, root } from './lib/project.mjs';

const SOURCES = ['src', 'renderers'];
const folder = path.join(root, 'l10n');
/** The messages of each file that has been parsed, by the hash of its text: parsing all takes many seconds. */
const cacheFile = path.join(root, '.cache', 'l10n.json');

/** @returns {Promise<Record<string, string[]>>} */
async function readCache() {
  try {
    return JSON.parse(await readFile(cacheFile, 'utf8'));
  } catch {
    return {};
  }
}

/**
 * The messages of some folders of the repository, in alphabetical order, each with itself as the value.
 * @param {readonly string[]} folders
 * @returns {Promise<Record<string, string>>}
 */
async function messagesIn(folders) {
  const known = await readCache();
  /** @type {Record<string, string[]>} */
  const parsed = {};
  for (const name of folders) {
    for (const entry of await readdir(path.join(root, name), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !entry.name.endsWith('.ts')) continue;
      const contents = await readFile(path.join(entry.parentPath, entry.name), 'utf8');
      if (!contents.includes('l10n')) continue;
      const hash = createHash('sha256').update(contents).digest('hex');
      parsed[hash] = known[hash] ?? Object.keys(await getL10nJson([{ extension: '.ts', contents }]));
    }
  }
  await mkdir(path.dirname(cacheFile), { recursive: true });
  await writeFile(cacheFile, JSON.stringify(parsed));
  const messages = [...new Set(Object.values(parsed).flat())].sort();
  return Object.fromEntries(messages.map(message => [message, message]));
}

/** @param {(line: string) => void} say */
async function collect(say) {
  const messages = await messagesIn(SOURCES);
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'bundle.l10n.json'), `${JSON.stringify(messages, undefined, 2)}\n`);
  say(`${Object.keys(messages).length} messages`);
  for (const file of (await readdir(folder)).sort()) {
    const language = /^bundle\.l10n\.([\w-]+)\.json$/.exec(file)?.[1];
    if (language === undefined) continue;
    const translated = JSON.parse(await readFile(path.join(folder, file), 'utf8'));
    const missing = Object.keys(messages).filter(message => !Object.hasOwn(translated, message));
    const unused = Object.keys(translated).filter(message => !Object.hasOwn(messages, message));
    say(`${language}: ${missing.length} without a translation, ${unused.length} no longer in use`);
    for (const message of missing) say(`  missing: ${JSON.stringify(message)}`);
    for (const message of unused) say(`  unused: ${JSON.stringify(message)}`);
  }
}

if (isMain(import.meta.url)) {
  collect(console.log).catch(error => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
