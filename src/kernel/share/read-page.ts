import * as l10n from '@vscode/l10n';
import { unpack } from './pack';
import { PAGE_VERSION, type PageNote } from './page-note';
import { PARTS } from './parts';

/** The note that an exported page carries, read from its text: nothing of the page runs. */
export async function readPage(html: string): Promise<PageNote> {
  const packed = new RegExp(`<script type="text/plain" id="${PARTS.note}">([A-Za-z0-9+/=\\s]*)</script>`).exec(
    html,
  )?.[1];
  if (packed === undefined) throw new Error(l10n.t('This page was not exported by Scalebook: it carries no note.'));
  let note: unknown;
  try {
    note = JSON.parse(await unpack(packed));
  } catch {
    throw new Error(l10n.t('The note that this page carries cannot be read: the file is damaged.'));
  }
  if (!isNote(note)) throw new Error(l10n.t('The note that this page carries is of another version of Scalebook.'));
  return note;
}

const isNote = (note: unknown): note is PageNote =>
  typeof note === 'object' &&
  note !== null &&
  'scalebook' in note &&
  note.scalebook === PAGE_VERSION &&
  'source' in note &&
  typeof note.source === 'string' &&
  'cells' in note &&
  Array.isArray(note.cells) &&
  'files' in note &&
  Array.isArray(note.files);
