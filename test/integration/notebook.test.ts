import * as vscode from 'vscode';
import { equal, ok } from './assert';
import { openNotebook, plainTexts, runAll } from './notebooks';

const NOTE = ['---', 'scalebook: 1', '---', '', '# Title', '', '```scale', 'x = 70B', '```', ''].join('\n');

describe('A notebook', () => {
  it('is opened by the extension', async () => {
    const notebook = await openNotebook('opens.scalebook', NOTE);
    const extension = vscode.extensions.getExtension('scalebook.scalebook');
    ok(extension !== undefined, 'The extension is not installed.');
    await extension.activate();
    equal(notebook.notebookType, 'scalebook', 'type of the notebook');
    const code = notebook.getCells().filter(cell => cell.kind === vscode.NotebookCellKind.Code);
    equal(
      code.map(cell => [cell.document.languageId, cell.document.getText()]),
      [['scale', 'x = 70B']],
      'code cells',
    );
  });

  it('runs its cells', async () => {
    const notebook = await openNotebook('runs.scalebook', NOTE);
    await runAll(notebook);
    const [cell] = notebook.getCells().filter(each => each.kind === vscode.NotebookCellKind.Code);
    ok(cell !== undefined, 'The notebook has no code cell.');
    const text = plainTexts(cell).join(' | ');
    equal(cell.executionSummary?.success, true, `success of the cell that printed "${text}"`);
    ok(text.includes('70'), `The output says ${text}.`);
  });
});
