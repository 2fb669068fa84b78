import * as vscode from 'vscode';

const FENCE = /^```scale[^\n]*\n([\s\S]*?)^```[^\n]*$/gm;

/** Markdown with fenced `scale` blocks, one cell each. */
export class ScalebookSerializer implements vscode.NotebookSerializer {
  deserializeNotebook(content: Uint8Array): vscode.NotebookData {
    const text = new TextDecoder().decode(content);
    const cells: vscode.NotebookCellData[] = [];
    let from = 0;
    const prose = (to: number) => {
      const markdown = text.slice(from, to).trim();
      if (markdown !== '') {
        cells.push(new vscode.NotebookCellData(vscode.NotebookCellKind.Markup, markdown, 'markdown'));
      }
    };
    for (const match of text.matchAll(FENCE)) {
      prose(match.index);
      const source = match[1]?.replace(/\n$/, '') ?? '';
      cells.push(new vscode.NotebookCellData(vscode.NotebookCellKind.Code, source, 'scale'));
      from = match.index + match[0].length;
    }
    prose(text.length);
    return new vscode.NotebookData(cells);
  }

  serializeNotebook(data: vscode.NotebookData): Uint8Array {
    const parts = data.cells.map(cell =>
      cell.kind === vscode.NotebookCellKind.Code ? `\`\`\`scale\n${cell.value}\n\`\`\`` : cell.value,
    );
    return new TextEncoder().encode(`${parts.join('\n\n')}\n`);
  }
}
