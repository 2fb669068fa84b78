import type * as vscode from 'vscode';
import { type Cell, fromCells } from '../notebook/format';
import type { SessionCell } from '../notebook/session';

/** Names a cell while its notebook is open. */
export const cellId = (cell: vscode.NotebookCell): string => cell.document.uri.toString();

/** A cell of an editor as the language knows it. */
export function readCell(cell: vscode.NotebookCell): Cell {
  const { cells } = fromCells([
    {
      // 1 is markup, 2 is code.
      kind: cell.kind === 2 ? 'code' : 'markdown',
      language: cell.document.languageId,
      text: cell.document.getText(),
      metadata: cell.metadata,
    },
  ]);
  return cells[0] ?? { kind: 'markdown', text: '', line: 0 };
}

/** What a session calls the kind of a cell; `undefined` for those that have no value. */
export function sessionKind(cell: Cell): string | undefined {
  if (cell.kind === 'markdown') return undefined;
  return cell.kind === 'data' ? `${cell.format} ${cell.name}` : 'scale';
}

/** The cells of a notebook that have a value, in document order. */
export const sessionCells = (notebook: vscode.NotebookDocument): SessionCell[] =>
  notebook.getCells().flatMap(cell => {
    const read = readCell(cell);
    const kind = sessionKind(read);
    return kind === undefined ? [] : [{ id: cellId(cell), kind, text: read.text }];
  });
