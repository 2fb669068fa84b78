import * as vscode from 'vscode';
import { equal, ok } from './assert';
import { openNotebook, plainTexts, runAll, until } from './notebooks';

/** A notebook of one Scale cell below a table, run. */
async function open(name: string, code: string): Promise<vscode.TextDocument> {
  const notebook = await openNotebook(
    `editing-${name}.scalebook`,
    ['```csv runs', 'size,loss', '1e8,3.31', '4e8,2.87', '```', '', '```scale', code, '```', ''].join('\n'),
  );
  const cell = notebook.getCells().find(each => each.document.languageId === 'scale');
  ok(cell !== undefined, 'The notebook should have a cell in Scale.');
  return cell.document;
}

/** Runs a provider until it has what a test waits for: values come a moment after the notebook opens. */
async function eventually<T>(what: string, ask: () => PromiseLike<T>, check: (found: T) => boolean): Promise<T> {
  let found = await ask();
  for (let i = 0; i < 100 && !check(found); i++) {
    await new Promise(resolve => setTimeout(resolve, 100));
    found = await ask();
  }
  ok(check(found), `Waited in vain for ${what}: ${JSON.stringify(found)?.slice(0, 300)}`);
  return found;
}

const labels = ({ items }: vscode.CompletionList): string[] =>
  items.map(({ label }) => (typeof label === 'string' ? label : label.label));

const complete = (document: vscode.TextDocument, at: vscode.Position, typed?: string) =>
  vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    at,
    typed,
    1000,
  );

describe('While a cell is written', () => {
  it('what was probably meant is offered as a quick fix', async () => {
    const document = await open('fixes', 'x = 5 tokns\ny = loss(laws.epok, 70B, 1.4T)');
    const wanted = ['Change to `epoch`', 'Change to `tokens`'];
    const actions = await eventually(
      'both fixes',
      async () => {
        const found = await vscode.commands.executeCommand<vscode.CodeAction[]>(
          'vscode.executeCodeActionProvider',
          document.uri,
          new vscode.Range(0, 0, 1, 30),
        );
        // VS Code may have offers of its own.
        return found.filter(({ title }) => wanted.includes(title));
      },
      found => found.length === wanted.length,
    );
    for (const { edit } of actions) if (edit) await vscode.workspace.applyEdit(edit);
    equal(document.getText(), 'x = 5 tokens\ny = loss(laws.epoch, 70B, 1.4T)', 'the cell with both fixes');
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('columns complete in texts and behind the name of a row', async () => {
    const document = await open('columns', 'column(runs, "")\nruns |> where(r => r.loss < 3)');
    await eventually(
      'the columns in a text',
      () => complete(document, new vscode.Position(0, 14), '"'),
      found => labels(found).includes('size') && labels(found).includes('loss'),
    );
    const fields = labels(await complete(document, new vscode.Position(1, 21), '.'));
    ok(fields[0] === 'size' && fields[1] === 'loss', `Columns should come in their order: ${fields.slice(0, 5)}`);
  });

  it('units are offered behind a number, and nothing behind a space that means nothing', async () => {
    const document = await open('units', 'x = 5 params\ny = x ');
    const units = labels(await complete(document, new vscode.Position(0, 6), ' '));
    ok(units.includes('tokens') && !units.includes('optimal'), `Units should be offered: ${units.slice(0, 5)}`);
    equal(labels(await complete(document, new vscode.Position(1, 6), ' ')).includes('optimal'), false, 'offers');
    const asked = labels(await complete(document, new vscode.Position(1, 6)));
    ok(asked.includes('optimal'), 'Whoever asks is offered everything.');
  });

  it('a cell is laid out', async () => {
    const document = await open('format', 'a=1+  2\nf(x)=x*-a');
    const edits = await vscode.commands.executeCommand<vscode.TextEdit[]>(
      'vscode.executeFormatDocumentProvider',
      document.uri,
      { tabSize: 2, insertSpaces: true },
    );
    const edit = new vscode.WorkspaceEdit();
    edit.set(document.uri, edits);
    await vscode.workspace.applyEdit(edit);
    equal(document.getText(), 'a = 1 + 2\nf(x) = x * -a', 'the cell as laid out');
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('definitions stand in the outline, and names are coloured by what they are', async () => {
    const document = await open('symbols', 'N = 70B params\nf(c) = optimal(laws.epoch, c).N\nf(1e24)');
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      document.uri,
    );
    equal(
      symbols.map(({ name, kind }) => [name, kind]),
      [
        ['N', vscode.SymbolKind.Variable],
        ['f', vscode.SymbolKind.Function],
      ],
      'symbols',
    );
    const legend = await vscode.commands.executeCommand<vscode.SemanticTokensLegend>(
      'vscode.provideDocumentSemanticTokensLegend',
      document.uri,
    );
    const { data } = await vscode.commands.executeCommand<vscode.SemanticTokens>(
      'vscode.provideDocumentSemanticTokens',
      document.uri,
    );
    const types = Array.from({ length: data.length / 5 }, (_, i) => legend.tokenTypes[data[i * 5 + 3] ?? 0]);
    const expected = 'variable unit function parameter function namespace property parameter property function'.split(
      ' ',
    );
    equal(types, expected, 'what the names are');
  });

  it('values that no output shows stand behind their definitions', async () => {
    const document = await open('inlay', 'C = flops(70B, 1.4T);\nN = 70B params;\nC');
    const hints = await eventually(
      'an inlaid value',
      () =>
        vscode.commands.executeCommand<vscode.InlayHint[]>(
          'vscode.executeInlayHintProvider',
          document.uri,
          new vscode.Range(0, 0, 3, 0),
        ),
      found => found.length > 0,
    );
    equal(
      hints.map(({ label, position }) => [label, position.line, position.character]),
      [['= 5.88e23 FLOP', 0, 21]],
      'hints',
    );
  });

  it('fields of an answer are explained', async () => {
    const document = await open('member', 'best = optimal(laws.epoch, 5.76e23 FLOP)\nbest.N');
    await eventually(
      'the value of the field',
      async () => {
        const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
          'vscode.executeHoverProvider',
          document.uri,
          new vscode.Position(1, 5),
        );
        return hovers.flatMap(({ contents }) => contents.map(c => (typeof c === 'string' ? c : c.value))).join('\n');
      },
      found => found.includes('best.N = 72.2 B params'),
    );
  });
});

describe('Beginning', () => {
  it('a template becomes a note that runs', async () => {
    await vscode.commands.executeCommand('scalebook.newFromTemplate', 'compare-models');
    const notebook = vscode.window.activeNotebookEditor?.notebook;
    ok(notebook?.isUntitled === true, 'A new notebook should be open.');
    await runAll(notebook);
    const code = notebook.getCells().filter(cell => cell.kind === vscode.NotebookCellKind.Code);
    ok(
      code.every(cell => cell.executionSummary?.success === true) && code.flatMap(plainTexts).length > 1,
      'Its cells should run.',
    );
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('a chat can compute', async () => {
    const tool = vscode.lm.tools.find(({ name }) => name === 'scalebook_evaluate');
    ok(tool !== undefined, 'The tool should be registered.');
    const ask = async (expression: string): Promise<string> => {
      const { content } = await vscode.lm.invokeTool('scalebook_evaluate', {
        input: { expression },
        toolInvocationToken: undefined,
      });
      return content.map(part => (part instanceof vscode.LanguageModelTextPart ? part.value : '')).join('');
    };
    ok((await ask('flops(70B, 1.4T)')).includes('5.88e23'), 'It should compute.');
    ok((await ask('laws.epoch')).includes('Besiroglu'), 'It should look up.');
    ok((await ask('los(laws.epoch, 1, 1)')).includes('loss'), 'An error should say what was meant.');
    ok((await ask('load("x.csv")')).includes('notebooks only'), 'It should read no files.');
  });

  it('the variables of the notebook lead to their definitions', async () => {
    const document = await open('reveal', 'M = 2\nK = M + 1');
    await until('the notebook to be read', () => document.lineCount === 2);
    const { notebook } = vscode.window.activeNotebookEditor ?? {};
    await vscode.commands.executeCommand('scalebook.revealDefinition', notebook?.uri, 'K');
    await until('K to be selected', () => {
      const editor = vscode.window.activeTextEditor;
      return editor?.document === document && editor.document.getText(editor.selection) === 'K';
    });
  });
});
