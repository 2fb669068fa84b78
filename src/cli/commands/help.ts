import * as l10n from '@vscode/l10n';
import { type Exit, UsageError } from '../exit';
import { helpText } from '../help';
import { print } from '../io';

/** `scalebook help [NAME]`. */
export async function help(name: string | undefined, usage: string): Promise<Exit> {
  if (name === undefined) print(usage);
  const text = helpText(name);
  if (text === undefined)
    throw new UsageError(l10n.t('Nothing is called `{0}`. `scalebook help` lists what there is.', name ?? ''));
  print(text);
  return 0;
}
