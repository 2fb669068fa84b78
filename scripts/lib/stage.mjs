/** Lays out the extension as it ships: nothing but what runs. */
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from '../build.mjs';
import { root } from './project.mjs';

const BUNDLES = [
  'extension-node',
  'extension-web',
  'kernel-node',
  'corpus-node',
  'kernel-web',
  'corpus-web',
  'share-node',
  'share-web',
  'renderers',
  'page',
];

/** What ships beside `dist`. */
const SHIPPED = ['l10n', 'media', 'notebooks', 'syntaxes', 'README.md', 'CHANGELOG.md', 'LICENSE'];

/** Parts of package.json that only developers need. */
const DEVELOPMENT = ['bin', 'devDependencies', 'files', 'private', 'scripts'];

/** @returns {Promise<Record<string, unknown> & { name: string, version: string, publisher: string }>} */
export async function readManifest() {
  return JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
}

/**
 * Builds the extension into an empty folder, from the sources as they are now.
 * A folder of its own per use lets several run at once, whatever is being edited or built.
 * @param {string} target
 * @param {{ production?: boolean }} [options]
 */
export async function stageExtension(target, { production = false } = {}) {
  await rm(target, { recursive: true, force: true });
  await mkdir(target, { recursive: true });
  await build({ outdir: target, only: BUNDLES, production });
  const manifest = await readManifest();
  const shipped = Object.fromEntries(Object.entries(manifest).filter(([key]) => !DEVELOPMENT.includes(key)));
  await writeFile(path.join(target, 'package.json'), `${JSON.stringify(shipped, undefined, 2)}\n`);
  const loose = (await readdir(root)).filter(name => /^(package\.nls|.*language-configuration).*\.json$/.test(name));
  for (const name of [...SHIPPED, ...loose]) {
    const from = path.join(root, name);
    if (existsSync(from)) await cp(from, path.join(target, name), { recursive: true });
  }
}

/** Name of the extension's folder in a folder of installed extensions. */
export async function installedName() {
  const { publisher, name, version } = await readManifest();
  return `${publisher}.${name}-${version}`;
}
