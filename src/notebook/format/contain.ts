import { BlockReader, cellOf, closingLine } from './blocks';
import { isBlank, withoutOuterBlankLines } from './lines';

/**
 * The text of a Markdown cell, changed so little that a reader of the file finds one Markdown cell in it, which looks
 * the same: what would begin or separate cells is moved in by one space, which Markdown does not show, and a block that
 * is left open is closed. Lines end with LF; blank lines around the text go.
 */
export function containMarkdown(text: string): string {
  const trimmed = withoutOuterBlankLines(text);
  if (trimmed === '') return '';
  const reader = new BlockReader();
  const lines: string[] = [];
  let opened = 0;
  for (const line of trimmed.split('\n')) {
    const before = reader.block;
    const role = reader.read(line);
    if (role === 'open') opened = lines.length;
    lines.push(role === 'separator' ? ` ${line}` : line);
    if (role === 'close' && cellOf(before)) indentFrom(lines, opened);
  }
  if (reader.block) {
    lines.push(closingLine(reader.block));
    if (cellOf(reader.block)) indentFrom(lines, opened);
  }
  return lines.join('\n');
}

function indentFrom(lines: string[], first: number): void {
  for (let i = first; i < lines.length; i++) {
    const line = lines[i] ?? '';
    if (!isBlank(line)) lines[i] = ` ${line}`;
  }
}
