import * as vscode from 'vscode';

/** A file that tests may write: in the open folder, or in memory where the web host has none. */
export function scratch(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.from({ scheme: 'tmp', path: '/' });
  return vscode.Uri.joinPath(folder, name);
}

/** Writes a notebook, opens it and shows it. */
export async function openNotebook(name: string, text: string): Promise<vscode.NotebookDocument> {
  const uri = scratch(name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  const notebook = await vscode.workspace.openNotebookDocument(uri);
  await vscode.window.showNotebookDocument(notebook);
  return notebook;
}

/** Runs all cells and waits until each code cell has ended. */
export async function runAll(notebook: vscode.NotebookDocument): Promise<void> {
  await vscode.commands.executeCommand('notebook.execute', notebook.uri);
  const code = notebook.getCells().filter(cell => cell.kind === vscode.NotebookCellKind.Code);
  await until('all cells to end', () => code.every(cell => cell.executionSummary?.success !== undefined));
}

/** The `text/plain` items of a cell's outputs. */
export const plainTexts = (cell: vscode.NotebookCell): string[] =>
  cell.outputs
    .flatMap(output => output.items)
    .filter(item => item.mime === 'text/plain')
    .map(item => new TextDecoder().decode(item.data));

/** Waits until `check` holds. */
export async function until(what: string, check: () => boolean, timeout = 10_000): Promise<void> {
  const deadline = Date.now() + timeout;
  while (!check()) {
    if (Date.now() > deadline) throw new Error(`Waited ${timeout} ms in vain for ${what}.`);
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}
