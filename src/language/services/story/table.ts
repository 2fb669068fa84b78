import * as l10n from '@vscode/l10n';
import { citationsOfTable } from '../../library/collections/table-citations';
import type { Table } from '../../values/value';
import { disagreements, disputed } from './disagreements';
import type { Story } from './story';

/** A table of `data`: where it is from, its columns, and what is wrong with it. */
export function tableStory({ title = '', source, rows, columns }: Table): Story {
  const [citation, ...others] = citationsOfTable(title);
  return {
    title,
    blocks: [
      ...(source ? [{ kind: 'text' as const, text: source }] : []),
      {
        kind: 'text',
        text: l10n.t('A table of {0} rows with the columns {1}.', rows, [...columns.keys()].join(', ')),
      },
      ...disputed(title),
    ],
    more: disagreements(title),
    // Tables of several sources name them row by row.
    ...(citation && others.length === 0 ? { citation } : {}),
  };
}
