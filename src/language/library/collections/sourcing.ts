import * as l10n from '@vscode/l10n';
import { findSource } from '../../../science/facts/sources';
import type { Citation } from '../../../science/source';

/** "Hoffmann et al. 2022, Table 4", and that a figure is unconfirmed where it was only recalled. */
export function sourceText({ source, locator, flag, note }: Citation): string {
  const known = findSource(source);
  const where = [known ? `${known.authors} ${known.year}` : source, locator].filter(Boolean).join(', ');
  const doubt = flag === 'memory' ? [l10n.t('unconfirmed: quoted from memory')] : [];
  return [where, ...doubt, ...(note ? [note] : [])].join('; ');
}
