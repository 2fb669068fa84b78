import * as l10n from '@vscode/l10n';
import { nearest } from '../../language/suggest';
import { type Exit, UsageError } from '../exit';
import { helpNames, helpText } from '../help';
import { print } from '../io';

/** `scalebook help [NAME]`. `usage` is that of the program, or of the command of that name. */
export async function help(name: string | undefined, usage: string | undefined): Promise<Exit> {
  const text = helpText(name);
  if (name === undefined && usage !== undefined) print(usage);
  if (text === undefined && usage === undefined) throw unknown(name ?? '');
  print(text ?? usage ?? '');
  return 0;
}

function unknown(name: string): UsageError {
  const near = nearest(name, helpNames());
  const what = l10n.t('Nothing is called `{0}`.', name);
  return new UsageError(
    near.length > 0
      ? `${what} ${l10n.t('Did you mean {0}?', near.map(n => `\`${n}\``).join(', '))}`
      : `${what} ${l10n.t('`scalebook help` lists what there is.')}`,
  );
}
