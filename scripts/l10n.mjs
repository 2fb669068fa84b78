/**
 * Collects what the project says to its users, and reports what a translation does not say yet.
 *
 *   npm run l10n
 *
 * Writes l10n/bundle.l10n.json from the calls of `l10n.t` in the sources. A translation is a file beside it:
 * l10n/bundle.l10n.LANGUAGE.json, with the English messages as keys; one without an entry stays English.
 */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { getL10nJson } from '@vscode/l10n-dev';
import { isMain, root } from './lib/project.mjs';

const SOURCES = ['src', 'renderers'];
const folder = path.join(root, 'l10n');

/**
 * The messages of some folders of the repository, in alphabetical order, each with itself as the value.
 * @param {readonly string[]} folders
 * @returns {Promise<Record<string, string>>}
 */
export async function messagesIn(folders) {
  const files = [];
  for (const name of folders) {
    for (const entry of await readdir(path.join(root, name), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !entry.name.endsWith('.ts')) continue;
      const contents = await readFile(path.join(entry.parentPath, entry.name), 'utf8');
      if (contents.includes('l10n')) files.push({ extension: '.ts', contents });
    }
  }
  const messages = Object.keys(await getL10nJson(files)).sort();
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
