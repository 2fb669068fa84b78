import { checkNotebook } from '../../kernel/batch';
import type { Exit } from '../exit';
import { print, readNotebook } from '../io';
import { diagnosticLine } from '../text';

/** `scalebook check FILE…`: diagnostics only. */
export async function check(files: readonly string[]): Promise<Exit> {
  let failed = false;
  for (const file of files) {
    for (const diagnostic of checkNotebook(await readNotebook(file))) {
      failed ||= diagnostic.severity === 'error';
      print(diagnosticLine(file, diagnostic));
    }
  }
  return failed ? 1 : 0;
}
