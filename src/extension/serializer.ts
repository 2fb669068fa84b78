import * as vscode from 'vscode';
import { decode, encode, fromCells, parse, serialize, toCells } from '../notebook/format';

/** Between the bytes of a `.scalebook` and the cells of an editor. Neither way ever throws: what is not understood stays Markdown. */
export class ScalebookSerializer implements vscode.NotebookSerializer {
  deserializeNotebook(content: Uint8Array): vscode.NotebookData {
    const { cells, metadata } = toCells(parse(decode(content)));
    const data = new vscode.NotebookData(
      cells.map(({ kind, language, text, metadata: own }) => {
        const type = kind === 'markdown' ? vscode.NotebookCellKind.Markup : vscode.NotebookCellKind.Code;
        const cell = new vscode.NotebookCellData(type, text, language);
        if (own) cell.metadata = { ...own };
        return cell;
      }),
    );
    data.metadata = { ...metadata };
    return data;
  }

  serializeNotebook(data: vscode.NotebookData): Uint8Array {
    const cells = data.cells.map(({ kind, languageId, value, metadata }) => ({
      kind: kind === vscode.NotebookCellKind.Markup ? ('markdown' as const) : ('code' as const),
      language: languageId,
      text: value,
      ...(metadata && { metadata }),
    }));
    return encode(serialize(fromCells(cells, data.metadata ?? {})));
  }
}
