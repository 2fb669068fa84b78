import { separatorsIn } from './blocks';
import { bodyOf } from './body';
import type { Cell, NotebookDocument } from './document';
import { isBare, readFrontMatter } from './frontMatter';
import { canonicalGap, canonicalLead, canonicalTail, gapFits, type Neighbour } from './gaps';
import { ended, unended } from './lines';

/**
 * Writes a notebook. A cell that was read and not changed is written with its own bytes, so that one edit is one hunk
 * of a diff; `parse` finds in the result the cells that were given, with the texts that they were given.
 */
export function serialize(doc: NotebookDocument): string {
  const { raw } = doc.frontMatter;
  const rest = doc.cells.length === 0 ? blankRest(doc) : cellsAndGaps(doc);
  const head = rest === '' || isBare(doc.frontMatter) ? raw : ended(raw, doc.eol);
  const text = head + rest;
  // A blank line keeps prose at the very start from being read as front matter.
  return readFrontMatter(text).frontMatter.raw.length > head.length ? head + doc.eol + rest : text;
}

function blankRest(doc: NotebookDocument): string {
  const rest = (doc.lead ?? '') + doc.tail;
  return gapFits(rest, undefined, undefined) ? rest : '';
}

function cellsAndGaps(doc: NotebookDocument): string {
  const { cells, eol } = doc;
  const bodies = bodiesOf(doc);
  const neighbours = cells.map((cell, i) => neighbourOf(cell, bodies[i] ?? ''));
  const parts: string[] = [];
  cells.forEach((cell, i) => {
    const [before, after] = [neighbours[i - 1], neighbours[i]];
    const known = i === 0 ? doc.lead : cell.source?.before;
    const canonical = i === 0 ? canonicalLead(after, isBare(doc.frontMatter), eol) : canonicalGap(before, after, eol);
    const gap = known !== undefined && gapFits(known, before, after) ? known : canonical;
    parts.push(ended(gap, eol), ended(bodies[i] ?? '', eol));
  });
  const last = neighbours.at(-1);
  const keepTail = gapFits(doc.tail, last, undefined);
  const text = parts.join('') + (keepTail ? doc.tail : canonicalTail(last, eol));
  return doc.finalNewline || (keepTail && doc.tail !== '') ? text : unended(text);
}

/** The lines of each cell. A block may only be left open at the end of the file. */
export function bodiesOf({ cells, eol, tail }: NotebookDocument): readonly string[] {
  const tailSeparates = separatorsIn(tail) !== 0;
  return cells.map((cell, i) => bodyOf(cell, eol, i === cells.length - 1 && !tailSeparates));
}

export function neighbourOf(cell: Cell, body: string): Neighbour {
  if (cell.kind !== 'markdown') return 'fenced';
  return body === '' ? 'empty-markdown' : 'filled-markdown';
}
