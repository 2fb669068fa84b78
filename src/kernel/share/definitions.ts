import { parse } from '../../language/syntax/parser';
import type { Cell, NotebookDocument } from '../../notebook/format';

/**
 * A note with the definitions of some names replaced in its very text, so that a copy of it says what was computed. A data cell
 * of such a name becomes a code cell.
 */
export function withDefinitions(
  document: NotebookDocument,
  definitions: Readonly<Record<string, string>>,
): NotebookDocument {
  if (Object.keys(definitions).length === 0) return document;
  return { ...document, cells: document.cells.map(cell => replaced(cell, definitions)) };
}

/** The same for data cells alone: other definitions are replaced as the kernel reads them, so that places in the file stay right. */
export const withDataReplaced = (
  document: NotebookDocument,
  definitions: Readonly<Record<string, string>>,
): NotebookDocument => ({
  ...document,
  cells: document.cells.map(cell => (cell.kind === 'data' ? replaced(cell, definitions) : cell)),
});

function replaced(cell: Cell, definitions: Readonly<Record<string, string>>): Cell {
  if (cell.kind === 'markdown') return cell;
  const definition = (name: string): string | undefined =>
    Object.hasOwn(definitions, name) ? definitions[name] : undefined;
  if (cell.kind === 'data') {
    const value = definition(cell.name);
    return value === undefined ? cell : { kind: 'scale', text: `${cell.name} = ${value}`, line: cell.line, rest: '' };
  }
  let { text } = cell;
  // From the last to the first, so that places stay right.
  for (const { target, end } of parse(text).program.statements.toReversed()) {
    const expression = target && definition(target.name);
    if (target === undefined || expression === undefined) continue;
    text = `${text.slice(0, target.start)}${target.name} = ${expression}${text.slice(end)}`;
  }
  return text === cell.text ? cell : { kind: 'scale', text, line: cell.line, rest: cell.rest };
}
