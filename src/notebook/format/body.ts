import { type Fence, fenceLength, readFence } from './blocks';
import { containMarkdown } from './contain';
import { type Cell, type DataCell, infoOf, type ScaleCell } from './document';
import { readInfo, sameInfo, writeInfo } from './info';
import { dominantEol, type Eol, unended, withEol, withLf } from './lines';

/** The lines that a cell has in the file: as they were, if they still say what the cell says, else written anew. */
export function bodyOf(cell: Cell, eol: Eol, mayStayOpen: boolean): string {
  const body = cell.source?.body;
  const own = body === undefined ? undefined : dominantEol(body);
  return isUnchanged(cell, mayStayOpen) && body !== undefined ? body : canonicalBody(cell, own ?? eol);
}

/** The cell's lines written anew. Of the lines that it had, its fence is kept as far as it fits. */
export function canonicalBody(cell: Cell, eol: Eol): string {
  if (cell.kind !== 'markdown') return fencedBody(cell, eol);
  const text = containMarkdown(withLf(cell.text));
  return text === '' ? '' : withEol(text, eol) + eol;
}

function isUnchanged(cell: Cell, mayStayOpen: boolean): boolean {
  const { source } = cell;
  if (source?.body === undefined || source.text !== cell.text) return false;
  return cell.kind === 'markdown' ? mayStayOpen || !source.open : sourceFence(cell) !== undefined;
}

function fencedBody(cell: ScaleCell | DataCell, eol: Eol): string {
  const text = withLf(cell.text);
  const old = sourceFence(cell);
  const info = old?.fence.info ?? writeInfo(infoOf(cell));
  // A backtick in the info string would end a fence of backticks.
  const mark = old?.fence.mark ?? (info.includes('`') ? '~' : '`');
  const length = fenceLength(text, mark);
  const lines = [
    old && old.fence.length >= length ? old.opening : mark.repeat(length) + info,
    ...(text === '' ? [] : [text]),
    old && old.fence.length >= length ? old.closing : mark.repeat(length),
  ];
  return withEol(lines.join('\n'), eol) + eol;
}

interface SourceFence {
  readonly fence: Fence;
  readonly opening: string;
  readonly closing: string;
}

/** The fence that the cell had in its file, if it says what the cell says. */
function sourceFence(cell: ScaleCell | DataCell): SourceFence | undefined {
  const body = cell.source?.body;
  if (body === undefined) return undefined;
  const [opening = '', closing = ''] = outerLines(body);
  const fence = readFence(opening);
  const info = fence && readInfo(fence.info);
  if (!info || info.kind === 'nameless' || !sameInfo(info, infoOf(cell))) return undefined;
  return { fence, opening, closing };
}

function outerLines(text: string): [string, string] {
  const lines = unended(text);
  const first = /^[^\r\n]*/.exec(lines)?.[0] ?? '';
  return [first, lines.slice(Math.max(lines.lastIndexOf('\n'), lines.lastIndexOf('\r')) + 1)];
}
