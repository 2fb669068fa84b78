import { readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import picomatch from 'picomatch';
import { ScienceError } from '../../../science/errors';

/** A file of a corpus. */
export interface CorpusFile {
  /** Path below the root, with forward slashes. */
  readonly path: string;
  readonly size: number;
  /** Last change, in milliseconds since 1970. */
  readonly modified: number;
}

/** Endings that a folder's files must have to be read; a file that is named or globbed may have any. */
const KNOWN = /\.(?:jsonl|ndjson|json|txt|text|md|html?|parquet)(?:\.(?:gz|zst))?$/i;

/** Whether a real path lies in a real folder. */
const isBelow = (folder: string, file: string): boolean => {
  const relative = path.relative(folder, file);
  return relative !== '' && !relative.startsWith(`..${path.sep}`) && relative !== '..' && !path.isAbsolute(relative);
};

/** A path with forward slashes. */
const portable = (name: string): string => name.split(path.sep).join('/');

/** All files below a folder of the root, but hidden ones; symbolic links are not followed. */
async function filesBelow(root: string, folder: string): Promise<string[]> {
  const entries = await readdir(path.join(root, folder), { withFileTypes: true });
  const found = await Promise.all(
    entries
      .filter(entry => !entry.name.startsWith('.'))
      .map(entry => {
        const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
        return entry.isDirectory() ? filesBelow(root, name) : entry.isFile() ? [name] : [];
      }),
  );
  return found.flat();
}

/** The files that a glob names; only folders below its fixed part are walked. */
async function matching(root: string, glob: string): Promise<string[]> {
  const { base } = picomatch.scan(glob);
  const matches = picomatch(glob.replace(/^\.\//, ''));
  const folder = portable(path.relative(root, path.resolve(root, base)));
  const below = await filesBelow(root, folder).catch(() => []);
  return below.filter(name => matches(name));
}

/**
 * Finds the files that patterns name below a folder: files, folders (all corpus files in them) and globs. Sorted by path,
 * so that every machine sees the same order. Symbolic links may not lead out of the root.
 * @throws ScienceError `not-found` where a pattern names nothing, `outside` where it names a place outside the root.
 */
export async function findFiles(root: string, patterns: readonly string[]): Promise<CorpusFile[]> {
  const top = await realpath(root);
  const found = new Map<string, CorpusFile>();
  for (const pattern of patterns) {
    const absolute = path.resolve(top, pattern);
    if (absolute !== top && !isBelow(top, absolute)) throw outside(pattern);
    const info = await stat(absolute).catch(() => undefined);
    const names = info?.isFile()
      ? [portable(path.relative(top, absolute))]
      : info?.isDirectory()
        ? (await filesBelow(top, portable(path.relative(top, absolute)))).filter(name => KNOWN.test(name))
        : await matching(top, portable(pattern));
    let matched = 0;
    for (const name of names) {
      const file = await realpath(path.join(top, name)).catch(() => undefined);
      if (file === undefined) continue;
      if (!isBelow(top, file)) throw outside(name);
      const { size, mtimeMs } = await stat(file);
      found.set(name, { path: name, size, modified: Math.floor(mtimeMs) });
      matched++;
    }
    if (matched === 0) {
      throw new ScienceError(
        'not-found',
        l10n.t('No corpus file matches "{0}". Paths are relative to {1}.', pattern, root),
      );
    }
  }
  return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

function outside(pattern: string): ScienceError {
  return new ScienceError(
    'outside',
    l10n.t('"{0}" lies outside the workspace folder. Corpus files must be below it.', pattern),
  );
}
