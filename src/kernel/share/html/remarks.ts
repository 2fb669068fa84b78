import * as l10n from '@vscode/l10n';
import type { PageNote } from '../page-note';

const megabytes = (bytes: number): string =>
  `${(bytes / 1e6).toLocaleString('en-US', { maximumFractionDigits: 1 })} MB`;

/** What a page says of itself: whether it is live, how to check it, and which data it could not carry. */
export function remarksOf({ name, files, cells }: PageNote, live: boolean): string[] {
  if (cells.length === 0) return [];
  const absent = files.filter(file => file.data === undefined);
  return [
    live
      ? l10n.t(
          'The kernel is part of this page: controls and code answer in your browser, and nothing is sent anywhere.',
        )
      : l10n.t('The page holds the answers as they were; controls stand still.'),
    l10n.t('Check it with “scalebook verify”, which runs {0} again from this very file.', name),
    ...absent.map(({ path, size, sha256 }) =>
      sha256 === ''
        ? l10n.t('{0} is a corpus, which no page carries: what rests on it is frozen.', path)
        : l10n.t('{0} ({1}) is too large for a page: what rests on it is frozen.', path, megabytes(size)),
    ),
  ];
}
