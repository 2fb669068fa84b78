import type * as vscode from 'vscode';
import { type Cell, fromCells, type NotebookDocument } from '../notebook/format';
import type { SessionCell } from '../notebook/session';

/** Names a cell while its notebook is open. */
export const cellId = (cell: vscode.NotebookCell): string => cell.document.uri.toString();

/** The cells of an editor as the language knows them, in document order. Read together: nameless data cells are numbered. */
export function readCells(notebook: vscode.NotebookDocument): { cell: vscode.NotebookCell; read: Cell }[] {
  const cells = notebook.getCells();
  const { cells: read } = fromCells(
    cells.map(({ kind, document, metadata }) => ({
      // 1 is markup, 2 is code.
      kind: kind === 2 ? 'code' : 'markdown',
      language: document.languageId,
      text: document.getText(),
      metadata,
    })),
  );
  return cells.map((cell, i) => ({ cell, read: read[i] ?? { kind: 'markdown', text: '', line: 0 } }));
}

/** The notebook as its file would have it if it were saved now. */
export function documentOf(notebook: vscode.NotebookDocument): NotebookDocument {
  const cells = notebook.getCells().map(({ kind, document, metadata }) => ({
    // 1 is markup, 2 is code.
    kind: kind === 2 ? ('code' as const) : ('markdown' as const),
    language: document.languageId,
    text: document.getText(),
    metadata,
  }));
  return fromCells(cells, notebook.metadata);
}

/** What a session calls the kind of a cell; `undefined` for those that have no value. */
export function sessionKind(cell: Cell): string | undefined {
  if (cell.kind === 'markdown') return undefined;
  return cell.kind === 'data' ? `${cell.format} ${cell.name}` : 'scale';
}

/** The cells of a notebook that have a value, in document order. */
export const sessionCells = (notebook: vscode.NotebookDocument): SessionCell[] =>
  readCells(notebook).flatMap(({ cell, read }) => {
    const kind = sessionKind(read);
    return kind === undefined ? [] : [{ id: cellId(cell), kind, text: read.text }];
  });
