import { unpack } from '../kernel/share/pack';
import type { PageNote } from '../kernel/share/page-note';
import { PARTS } from '../kernel/share/parts';

/** What a part of the page holds; `undefined` where the page has none: a still page carries no kernel. */
export const packedPart = (part: keyof typeof PARTS): string | undefined =>
  document.querySelector(`body > script#${PARTS[part]}`)?.textContent ?? undefined;

/** The note that the page carries. */
export async function readNote(): Promise<PageNote> {
  const note: PageNote = JSON.parse(await unpack(packedPart('note') ?? ''));
  return note;
}
