import { SEPARATOR, separatorsIn } from './blocks';
import type { Eol } from './lines';

/** What a gap has beside it: a cell, and whether that cell is Markdown, empty or not; undefined at either end of the file. */
export type Neighbour = 'filled-markdown' | 'empty-markdown' | 'fenced' | undefined;

/**
 * Whether a gap holds as many separators as its neighbours need: one between Markdown cells, and one on each side of an
 * empty one; elsewhere one does no harm. Two would be an empty cell.
 */
export function gapFits(gap: string, before: Neighbour, after: Neighbour): boolean {
  const count = separatorsIn(gap);
  return count === 1 || (count === 0 && !needsSeparator(before, after));
}

/** The gap that is written between two cells: a blank line, and a separator with one more where it is needed. */
export function canonicalGap(before: Neighbour, after: Neighbour, eol: Eol): string {
  if (!needsSeparator(before, after)) return eol;
  return after === 'empty-markdown' || after === undefined ? eol + SEPARATOR + eol : eol + SEPARATOR + eol + eol;
}

/** The lines before the first cell, behind the front matter or at the very beginning of the file. */
export function canonicalLead(first: Neighbour, atFileStart: boolean, eol: Eol): string {
  const gap = canonicalGap(undefined, first, eol);
  return atFileStart ? gap.slice(eol.length) : gap;
}

/** The lines behind the last cell. */
export function canonicalTail(last: Neighbour, eol: Eol): string {
  return needsSeparator(last, undefined) ? canonicalGap(last, undefined, eol) : '';
}

function needsSeparator(before: Neighbour, after: Neighbour): boolean {
  if (before === 'empty-markdown' || after === 'empty-markdown') return true;
  return before === 'filled-markdown' && after === 'filled-markdown';
}
