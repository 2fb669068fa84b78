import * as vscode from 'vscode';
import { equal, ok } from './assert';
import { openNotebook, until } from './notebooks';

const NOTE = [
  '---',
  'scalebook: 1',
  '---',
  '',
  '```scale',
  'N = 70B params',
  'D = 1.4T tokens',
  '```',
  '',
  '```scale',
  'N + D',
  'loss(laws.epoch, N, D)',
  'laws.',
  '```',
  '',
].join('\n');

async function open(
  name: string,
): Promise<{ notebook: vscode.NotebookDocument; first: vscode.TextDocument; second: vscode.TextDocument }> {
  const notebook = await openNotebook(name, NOTE);
  const [a, b] = notebook.getCells().filter(cell => cell.kind === vscode.NotebookCellKind.Code);
  ok(a !== undefined && b !== undefined, 'The notebook should have two code cells.');
  return { notebook, first: a.document, second: b.document };
}

describe('In a cell', () => {
  it('what is wrong is underlined as one types', async () => {
    const { second } = await open('language-diagnostics.scalebook');
    const found = (): vscode.Diagnostic[] => vscode.languages.getDiagnostics(second.uri);
    await until('the unit error to be found', () => found().some(d => d.code === 'unit-mismatch'));
    const unit = found().find(d => d.code === 'unit-mismatch');
    equal(
      [unit?.range.start.line, unit?.range.start.character, unit?.range.end.character],
      [0, 0, 5],
      'place of the unit error',
    );
    ok(
      /params/.test(unit?.message ?? '') && /tokens/.test(unit?.message ?? ''),
      `Both units should be named: ${unit?.message}`,
    );
  });

  it('laws complete behind the dot', async () => {
    const { second } = await open('language-completion.scalebook');
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      second.uri,
      new vscode.Position(2, 5),
    );
    const labels = list.items.map(item => (typeof item.label === 'string' ? item.label : item.label.label));
    for (const law of ['kaplan', 'chinchilla', 'epoch'])
      ok(labels.includes(law), `${law} should be offered: ${labels.slice(0, 10)}`);
  });

  it('a hover shows signature, source and current value', async () => {
    const { second } = await open('language-hover.scalebook');
    const hover = async (character: number): Promise<string> => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        second.uri,
        new vscode.Position(1, character),
      );
      return hovers
        .flatMap(h => h.contents)
        .map(c => (typeof c === 'string' ? c : c.value))
        .join('\n');
    };
    const fn = await hover(1);
    ok(fn.includes('loss(law'), `The signature should be shown: ${fn.slice(0, 200)}`);
    const law = await hover(12);
    ok(
      law.includes('482.01') && law.includes('Besiroglu'),
      `Constants and source should be shown: ${law.slice(0, 200)}`,
    );
    await until('the value of N', () => true);
    let value = '';
    for (let i = 0; i < 50 && !value.includes('70'); i++) {
      value = await hover(17);
      await new Promise(resolve => setTimeout(resolve, 100));
    }
    ok(value.includes('70.0 B params'), `The current value should be shown: ${value}`);
  });

  it('arguments are explained while they are written', async () => {
    const { second } = await open('language-signature.scalebook');
    const help = await vscode.commands.executeCommand<vscode.SignatureHelp>(
      'vscode.executeSignatureHelpProvider',
      second.uri,
      new vscode.Position(1, 17),
      '(',
    );
    ok(
      help.signatures[0]?.label.startsWith('loss(') === true,
      `The signature should be that of loss: ${help.signatures[0]?.label}`,
    );
    equal(help.activeParameter, 1, 'the active argument');
  });

  it('a name leads to its definition, and is renamed in all cells', async () => {
    const { notebook, first, second } = await open('language-rename.scalebook');
    const places = await vscode.commands.executeCommand<vscode.Location[]>(
      'vscode.executeDefinitionProvider',
      second.uri,
      new vscode.Position(0, 0),
    );
    equal([places[0]?.uri.toString(), places[0]?.range.start.line], [first.uri.toString(), 0], 'where N is defined');
    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      second.uri,
      new vscode.Position(0, 0),
      'size',
    );
    await vscode.workspace.applyEdit(edit);
    equal(first.getText().split('\n')[0], 'size = 70B params', 'the definition');
    ok(
      second.getText().includes('size + D') && second.getText().includes('epoch, size, D'),
      `All uses should be renamed: ${second.getText()}`,
    );
    await vscode.commands.executeCommand('workbench.action.files.revert');
    ok(!notebook.isClosed, 'The notebook stays open.');
  });
});
