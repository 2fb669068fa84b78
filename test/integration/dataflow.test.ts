import * as vscode from 'vscode';
import { equal, ok } from './assert';
import { openNotebook, plainTexts, scratch, until } from './notebooks';

const note = (...cells: string[]): string =>
  ['---', 'scalebook: 1', '---', '', ...cells.flatMap(cell => ['```scale', cell, '```', ''])].join('\n');

const codeCells = (notebook: vscode.NotebookDocument): vscode.NotebookCell[] =>
  notebook.getCells().filter(cell => cell.kind === vscode.NotebookCellKind.Code);

const textOf = (cell: vscode.NotebookCell | undefined): string => (cell ? plainTexts(cell).join(' ') : '');

async function replace(cell: vscode.NotebookCell | undefined, text: string): Promise<void> {
  ok(cell !== undefined, 'There is no such cell.');
  const edit = new vscode.WorkspaceEdit();
  edit.replace(cell.document.uri, new vscode.Range(0, 0, cell.document.lineCount, 0), text);
  await vscode.workspace.applyEdit(edit);
}

const runCell = (notebook: vscode.NotebookDocument, index: number): Thenable<unknown> =>
  vscode.commands.executeCommand('notebook.cell.execute', {
    ranges: [{ start: index, end: index + 1 }],
    document: notebook.uri,
  });

describe('The dataflow', () => {
  it('runs a trusted notebook when it is opened, in the order of what needs what', async () => {
    const notebook = await openNotebook('flow-open.scalebook', note('a + 1', 'a = 41'));
    await until('the first cell to show 42', () => textOf(codeCells(notebook)[0]).includes('42'));
    const [first, second] = codeCells(notebook);
    ok(
      (second?.executionSummary?.executionOrder ?? 9) < (first?.executionSummary?.executionOrder ?? 0),
      'The definition should have run first.',
    );
  });

  it('runs what depends on a cell that runs', async () => {
    const notebook = await openNotebook('flow-reactive.scalebook', note('a = 1', 'b = a * 10', 'b + 1'));
    await until('the last cell to show 11', () => textOf(codeCells(notebook)[2]).includes('11'));
    await replace(codeCells(notebook)[0], 'a = 2');
    await runCell(notebook, 0);
    await until('the last cell to follow', () => textOf(codeCells(notebook)[2]).includes('21'));
  });

  it('says what failed and does not run what needs it', async () => {
    const notebook = await openNotebook('flow-error.scalebook', note('a = 1 tokens + 1 params', 'a + 1', '2 + 2'));
    await until('the failure to show', () => textOf(codeCells(notebook)[0]).includes('different units'));
    await until('the run to end', () => codeCells(notebook)[0]?.executionSummary?.success !== undefined);
    await until('the last cell to show 4', () => textOf(codeCells(notebook)[2]).includes('4'));
    const [first, second, third] = codeCells(notebook);
    equal(first?.executionSummary?.success, false, 'success of the failed cell');
    equal(textOf(second), '', 'output of the skipped cell');
    ok(textOf(third).includes('4'), 'An independent cell should run.');
  });

  it('is interrupted, and goes on', async () => {
    const notebook = await openNotebook('flow-interrupt.scalebook', note('quick = 1', '1 + 1'));
    await until('the notebook to have run', () => textOf(codeCells(notebook)[1]).includes('2'));
    await replace(codeCells(notebook)[1], 'map(linspace(0, 1, 1e7), x => sum(map(linspace(0, 1, 200), y => x * y)))');
    const running = runCell(notebook, 1);
    await new Promise(resolve => setTimeout(resolve, 500));
    await vscode.commands.executeCommand('scalebook.interrupt', notebook.uri);
    await running;
    await replace(codeCells(notebook)[1], 'quick + 41');
    await runCell(notebook, 1);
    await until('the cell to run again', () => textOf(codeCells(notebook)[1]).includes('42'));
  });

  it('keeps the results of unchanged cells when the file changes on disk', async () => {
    const notebook = await openNotebook('flow-reload.scalebook', note('a = 5', 'a * 2'));
    await until('the notebook to have run', () => textOf(codeCells(notebook)[1]).includes('10'));
    await vscode.workspace.fs.writeFile(
      scratch('flow-reload.scalebook'),
      new TextEncoder().encode(note('a = 5', 'a * 2', 'a * 3')),
    );
    await until('the file to be read again', () => codeCells(notebook).length === 3);
    await until('the old results to be back', () => textOf(codeCells(notebook)[1]).includes('10'));
  });

  it('opens a new, untitled notebook that runs', async () => {
    await vscode.commands.executeCommand('scalebook.newNotebook');
    const notebook = vscode.window.activeNotebookEditor?.notebook;
    ok(notebook?.isUntitled === true, 'The new notebook should be untitled.');
    const [cell] = codeCells(notebook);
    await replace(cell, '6 * 7');
    await runCell(notebook, cell?.index ?? 0);
    await until('the cell to show 42', () => textOf(codeCells(notebook)[0]).includes('42'));
  });

  it('writes a notebook back byte for byte', async () => {
    const text = `${note('a = 1')}\nProse with $x$ and \`code\`.\n\n\`\`\`csv runs\nN,loss\n1,2\n\`\`\`\n`;
    const notebook = await openNotebook('flow-bytes.scalebook', text);
    const edit = new vscode.WorkspaceEdit();
    const [cell] = codeCells(notebook);
    edit.insert(cell?.document.uri ?? notebook.uri, new vscode.Position(0, 0), ' ');
    await vscode.workspace.applyEdit(edit);
    await replace(cell, 'a = 1');
    await notebook.save();
    const saved = new TextDecoder().decode(await vscode.workspace.fs.readFile(notebook.uri));
    equal(saved, text, 'the saved file');
  });
});
