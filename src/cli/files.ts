import { readdir, readFile, realpath } from 'node:fs/promises';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import picomatch from 'picomatch';

/** Reads a data file that must lie below one of the folders, links followed; the first folder that has it counts. */
export async function readBelow(folders: readonly string[], relative: string): Promise<Uint8Array> {
  const outside = (): Error =>
    new Error(l10n.t('"{0}" lies outside the notebook’s folder: only files below it can be read.', relative));
  if (path.isAbsolute(relative) || /^[a-z][a-z0-9+.-]*:/i.test(relative)) throw outside();
  for (const folder of folders) {
    const root = await realpath(folder);
    const target = path.resolve(root, relative);
    if (!isBelow(root, target)) throw outside();
    const real = await realpath(target).catch(() => undefined);
    if (real === undefined) continue;
    if (!isBelow(root, real)) throw outside();
    try {
      return await readFile(real);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EISDIR')
        throw new Error(l10n.t('"{0}" is a folder: name a file in it.', relative));
      throw new Error(
        l10n.t('"{0}" cannot be read: {1}.', relative, error instanceof Error ? error.message : String(error)),
      );
    }
  }
  throw new Error(l10n.t('There is no file "{0}" below the notebook’s folder.', relative));
}

const isBelow = (root: string, target: string): boolean =>
  target.startsWith(root.endsWith(path.sep) ? root : root + path.sep);

/** Where a notebook's files are looked for: its own folder, then the working folder if the notebook lies below it. */
export function foldersOf(file: string): readonly string[] {
  const own = path.dirname(path.resolve(file));
  const working = process.cwd();
  return isBelow(working, own) ? [own, working] : [own];
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
