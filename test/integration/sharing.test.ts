import * as vscode from 'vscode';
import { equal, ok } from './assert';
import { openNotebook, runAll, scratch } from './notebooks';

const NOTE = [
  '# Shared',
  '',
  '```scale',
  'runs = load("shared.csv")',
  'mean(runs.loss)',
  '```',
  '',
  '```scale',
  'isoflop(laws.epoch, 1e22)',
  '```',
  '',
].join('\n');

async function read(name: string): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(scratch(name)));
}

const open = async (name: string): Promise<vscode.NotebookDocument> => {
  await vscode.workspace.fs.writeFile(scratch('shared.csv'), new TextEncoder().encode('N,loss\n1e8,3.5\n2e8,3.1\n'));
  return openNotebook(name, NOTE);
};

describe('Sharing a notebook', function () {
  this.timeout(60_000);

  it('freezes its outputs into a page beside it', async () => {
    await runAll(await open('frozen.scalebook'));
    await vscode.commands.executeCommand('scalebook.freezeOutputs');
    const html = await read('frozen.html');
    ok(html.startsWith('<!doctype html>'), 'The frozen copy is no page.');
    ok(html.includes('id="scalebook-kernel"'), 'The frozen copy carries no kernel.');
    ok(html.includes('3.3'), 'The frozen copy does not show the mean.');
    ok(html.includes('shared.csv'), 'The frozen copy does not name its data.');
  });

  it('exports what was typed and not saved, as Markdown with figures and as Jupyter', async () => {
    const notebook = await open('typed.scalebook');
    const edit = new vscode.WorkspaceEdit();
    const document = notebook.cellAt(1).document;
    edit.insert(document.uri, document.lineAt(1).range.end, ' + 1');
    await vscode.workspace.applyEdit(edit);
    await vscode.commands.executeCommand('scalebook.export', { to: 'md', target: scratch('copy.md') });
    const markdown = await read('copy.md');
    ok(markdown.includes('mean(runs.loss) + 1') && markdown.includes('4.3'), `The copy says ${markdown}`);
    ok((await read('copy-1.svg')).startsWith('<svg'), 'The figure is missing.');
    await vscode.commands.executeCommand('scalebook.export', { to: 'ipynb', target: scratch('copy.ipynb') });
    equal(JSON.parse(await read('copy.ipynb')).nbformat, 4, 'format of the Jupyter notebook');
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('compares two versions cell by cell', async () => {
    await open('before.scalebook');
    await vscode.workspace.fs.writeFile(
      scratch('after.scalebook'),
      new TextEncoder().encode(NOTE.replace('1e22', '2e22')),
    );
    await vscode.commands.executeCommand('vscode.diff', scratch('before.scalebook'), scratch('after.scalebook'));
    const tab = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    ok(tab instanceof vscode.TabInputNotebookDiff, 'The comparison is no notebook diff.');
    equal(tab.notebookType, 'scalebook', 'type of the compared notebooks');
  });
});
