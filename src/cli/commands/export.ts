import path from 'node:path';
import * as l10n from '@vscode/l10n';
import type { CopyFormat } from '../../kernel/share/copy';
import { copied, stemOf, writeCopy } from '../copies';
import type { Exit } from '../exit';
import { UsageError } from '../exit';
import { complain, print, readNotebook } from '../io';
import { diagnosticLine } from '../text';

export const COPY_FORMATS = ['html', 'md', 'ipynb'] as const;

export interface ExportOptions {
  /** What the output's name ends with, if left out. */
  readonly to?: CopyFormat;
  readonly output?: string;
  readonly static?: boolean;
  readonly inline?: boolean;
  readonly link?: readonly string[];
  readonly home?: string;
}

/** `scalebook export FILE --to html|md|ipynb`: a copy to share, beside the note unless told otherwise; `-o -` prints it. */
export async function exportNote(file: string, options: ExportOptions): Promise<Exit> {
  const to = options.to ?? formatOf(options.output);
  const { output = path.join(path.dirname(file), `${stemOf(file)}.${to}`) } = options;
  const document = await readNotebook(file);
  const isPrinted = output === '-';
  if (!isPrinted && path.resolve(output) === path.resolve(file))
    throw new UsageError(l10n.t('The copy would take the place of "{0}": give another name with -o.', file));
  const { result, copy } = await copied(file, document, {
    to,
    static: options.static ?? false,
    figures: isPrinted || options.inline ? 'inline' : 'beside',
    stem: stemOf(output),
    links: linksOf(options.link ?? []),
    ...(options.home !== undefined && { home: options.home }),
  });
  for (const d of copy.diagnostics) complain(diagnosticLine(file, d));
  if (isPrinted) print(copy.text);
  else await writeCopy(copy, output);
  return result.ok ? 0 : 1;
}

/** The kind of copy that a file's name asks for. */
function formatOf(output = ''): CopyFormat {
  const found = COPY_FORMATS.find(format => path.extname(output).toLowerCase() === `.${format}`);
  if (found) return found;
  throw new UsageError(l10n.t('Say which copy: --to html, md or ipynb, or give -o a name that ends with one of them.'));
}

/** `--link plan.scalebook=plan.html`. */
function linksOf(pairs: readonly string[]): Readonly<Record<string, string>> {
  const entries = pairs.map(pair => {
    const at = pair.indexOf('=');
    if (at <= 0) throw new UsageError(l10n.t('--link takes address=address, and "{0}" has no `=`.', pair));
    return [pair.slice(0, at), pair.slice(at + 1)] as const;
  });
  return Object.fromEntries(entries);
}
