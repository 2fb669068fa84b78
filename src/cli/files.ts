import { readdir, readFile, realpath } from 'node:fs/promises';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import picomatch from 'picomatch';

/** Reads a data file that must lie below the notebook's folder, links followed. */
export async function readBelow(folder: string, relative: string): Promise<Uint8Array> {
  const refuse = (): never => {
    throw new Error(l10n.t('"{0}" lies outside the notebook’s folder: only files below it can be read.', relative));
  };
  if (path.isAbsolute(relative) || /^[a-z][a-z0-9+.-]*:/i.test(relative)) refuse();
  const target = path.resolve(folder, relative);
  const real = await realpath(target).catch(() => {
    throw new Error(l10n.t('There is no file "{0}" below the notebook’s folder.', relative));
  });
  const root = await realpath(folder);
  if (real !== root && !real.startsWith(root + path.sep)) refuse();
  try {
    return await readFile(real);
  } catch (error) {
    throw new Error(
      l10n.t('"{0}" cannot be read: {1}.', relative, error instanceof Error ? error.message : String(error)),
    );
  }
}

/** Files below a folder that match a glob, sorted. */
export async function findBelow(folder: string, glob: string): Promise<readonly string[]> {
  if (path.isAbsolute(glob) || glob.split('/').includes('..'))
    throw new Error(l10n.t('"{0}" lies outside the notebook’s folder: only files below it can be read.', glob));
  const matches = picomatch(glob);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter(entry => entry.isFile())
    .map(entry => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .filter(name => matches(name))
    .sort();
}
