import * as l10n from '@vscode/l10n';
import { ScienceError } from '../../../../science/errors';
import { linesOf } from '../../../../science/retrieval/files/key-lines';
import { type NpyArray, parseNpy } from '../../../../science/retrieval/files/npy';
import { formatNumber } from '../../../../views/format';
import { ScaleError } from '../../../errors';
import type { Context } from '../../context';
import { readNoted } from '../../read-file';

/** Bytes of one file that a notebook holds in memory, beside the copy that is searched. */
const MOST_BYTES: Readonly<Record<string, number>> = { npy: 2 ** 30, jsonl: 2 ** 28 };

/** A file of a user's own model. */
export interface UserFile {
  readonly path: string;
  readonly format: 'npy' | 'jsonl';
  readonly bytes: Uint8Array;
  readonly digest: string;
}

/** The kind of a file by its ending. */
export function keyFormat(path: string): UserFile['format'] {
  if (/\.npy$/i.test(path)) return 'npy';
  if (/\.(jsonl|ndjson)$/i.test(path)) return 'jsonl';
  throw new ScaleError(
    'unknown-format',
    l10n.t('"{0}" is no file of keys: name one that ends in .npy or .jsonl.', path),
  );
}

/** Reads a file of keys, tokens or log-probabilities, within the bound. */
export function readUserFile(context: Context, path: string): UserFile {
  const format = keyFormat(path);
  const { bytes, digest } = context.await(() => readNoted(context, path));
  const most = MOST_BYTES[format] ?? 0;
  if (bytes.length > most)
    throw new ScaleError(
      'too-large',
      l10n.t(
        '"{0}" has {1}, and {2} can be read: keep fewer keys, or save them as float16 in an .npy file.',
        path,
        formatNumber(bytes.length, 'bytes'),
        formatNumber(most, 'bytes'),
      ),
    );
  return { path, format, bytes, digest };
}

/** Runs a reader; what it says of files begins with their names. */
export function naming<T>(files: readonly UserFile[], read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ScienceError)) throw error;
    throw new ScaleError(error.code, `${files.map(file => `"${file.path}"`).join(', ')}: ${error.message}`);
  }
}

export const npyOf = (file: UserFile): NpyArray => naming([file], () => parseNpy(file.bytes));

export const fromLines = <T>(file: UserFile, read: (lines: Iterable<string>) => T): T =>
  naming([file], () => read(linesOf(file.bytes)));

/** Most pieces of a vocabulary. */
const MOST_PIECES = 2_000_000;

/** A tokenizer's pieces by id, from a JSON list of texts: tokens are then shown as what they stand for. */
export function readPieces(context: Context, path: string): (ids: ArrayLike<number>) => string {
  const { bytes } = context.await(() => readNoted(context, path));
  let pieces: unknown;
  try {
    pieces = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw new ScaleError('bad-vocabulary', l10n.t('"{0}" is not JSON: a vocabulary is a list of texts by id.', path));
  }
  if (!Array.isArray(pieces) || pieces.length > MOST_PIECES || !pieces.every(piece => typeof piece === 'string'))
    throw new ScaleError('bad-vocabulary', l10n.t('"{0}" is no JSON list of texts, one for each token id.', path));
  const known = pieces as readonly string[];
  return ids => Array.from(ids, id => known[id] ?? `⟨${id}⟩`).join('');
}
