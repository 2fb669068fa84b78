import * as l10n from '@vscode/l10n';
import { ScaleError } from '../../../errors';
import type { Context } from '../../context';
import type { Parameter } from '../../parameter';
import { text } from '../../parameters';
import { readNoted } from '../../read-file';

/** More text than this is no longer a matter of seconds. */
const MOST_CHARACTERS = 4_000_000;

const TEXT_FILE = /\.(txt|md|text)$/i;
const OTHER_FILE = /^[^\s"'<>]+\.[a-z]\w{0,7}$/i;
const LONGEST_PATH = 300;

/** A text, or the file that holds it. */
export const textOrFile = (doc: string): Parameter<string> =>
  text(`${doc} As text, or a .txt or .md file below the notebook’s folder.`);

/** A text given as it is, or that of the file which it names. */
export function textOf(context: Context, given: string): string {
  const whole = isFile(given) ? context.await(() => readText(context, given)) : given;
  if (whole.length > MOST_CHARACTERS)
    throw new ScaleError(
      'too-large',
      l10n.t(
        'A text of at most {0} characters can be used here, and this has {1}.',
        MOST_CHARACTERS.toLocaleString('en-US'),
        whole.length.toLocaleString('en-US'),
      ),
    );
  return whole;
}

function isFile(given: string): boolean {
  if (given.length > LONGEST_PATH || /[\r\n]/.test(given)) return false;
  if (TEXT_FILE.test(given)) return true;
  if (!OTHER_FILE.test(given)) return false;
  throw new ScaleError('unknown-format', l10n.t('"{0}" is no text file: name one that ends in .txt or .md.', given));
}

async function readText(context: Context, path: string): Promise<string> {
  const { bytes } = await readNoted(context, path);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new ScaleError('bad-text', l10n.t('"{0}" is not UTF-8 text: save it in that encoding first.', path));
  }
}
