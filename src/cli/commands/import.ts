import { stat } from 'node:fs/promises';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { encode, serialize } from '../../notebook/format';
import { stemOf } from '../copies';
import { type Exit, UsageError } from '../exit';
import { print, readBytes, writeText } from '../io';

/** `scalebook import NOTE.ipynb`: a `.scalebook` with its text and the data that were recognised. */
export async function importNote(file: string, options: { readonly output?: string }): Promise<Exit> {
  const { importJupyter } = await import('../../kernel/share/jupyter/import');
  const text = new TextDecoder().decode(await readBytes(file));
  let bytes: Uint8Array;
  try {
    bytes = encode(serialize(importJupyter(text)));
  } catch (error) {
    throw new UsageError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  const output = options.output ?? path.join(path.dirname(file), `${stemOf(file)}.scalebook`);
  if (output === '-') {
    print(new TextDecoder().decode(bytes));
    return 0;
  }
  if (options.output === undefined && (await stat(output).catch(() => undefined)))
    throw new UsageError(l10n.t('"{0}" is there already: name another file with -o.', output));
  await writeText(output, bytes);
  return 0;
}
