import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { decode, type NotebookDocument, parse } from '../notebook/format';
import { UsageError } from './exit';

export const print = (text: string): void => {
  if (text !== '') process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
};

export const complain = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

export async function readBytes(file: string): Promise<Uint8Array> {
  return readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(
      error.code === 'ENOENT'
        ? l10n.t('There is no file "{0}".', file)
        : error.code === 'EISDIR'
          ? l10n.t('"{0}" is a folder: name the files in it.', file)
          : l10n.t('"{0}" cannot be read: {1}.', file, error.message),
    );
  });
}

export const readNotebook = async (file: string): Promise<NotebookDocument> => parse(decode(await readBytes(file)));

/** Writes a file, and the folder that it lies in where that is missing. */
export async function writeText(file: string, text: string | Uint8Array): Promise<void> {
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  } catch (error) {
    throw new UsageError(
      l10n.t('"{0}" cannot be written: {1}.', file, error instanceof Error ? error.message : String(error)),
    );
  }
}
