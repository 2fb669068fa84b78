import * as l10n from '@vscode/l10n';
import { type Display, display } from '../../language/display';
import type { Value } from '../../language/values/value';

/** Characters of one text that are shown. A renderer refuses what is much longer. */
const SHOWN = 10_000;

/** A text as far as it is shown, with how long it is. */
export const clipped = (text: string): string =>
  text.length <= SHOWN ? text : `${text.slice(0, SHOWN)} ${l10n.t('… ({0} characters in all)', text.length)}`;

/** More than this stalls a page even as plain text. */
const LONGEST = 4_000_000;

/** A text of several lines, shown to the letter so that it can be copied: a script, an export. */
export const isDocument = (text: string): boolean => text.includes('\n') && text.length <= LONGEST;

/** How a value is shown, as far as one can read it. */
export function shown(value: Value): Display {
  const { text, ...rest } = display(value);
  return { text: clipped(text), ...rest };
}
