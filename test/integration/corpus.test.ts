import * as vscode from 'vscode';
import { equal, ok } from './assert';
import { openNotebook, plainTexts, scratch, until } from './notebooks';

const NOTE = [
  '```scale',
  'docs = corpus("texts/*.jsonl")',
  'clean = docs |> strip_html() |> dedup(method: "exact")',
  'clean.tokens',
  '```',
  '',
].join('\n');

const text = 'The bridge over the river has been there for years, and people use it every day.';
const LINES = [{ text }, { text: `${text} ${text}` }, { text }, { text: `<p>${text}</p><p>And more.</p>` }];

async function open(name: string): Promise<vscode.NotebookDocument> {
  const lines = [...LINES.map(line => JSON.stringify(line)), 'no json', ''].join('\n');
  await vscode.workspace.fs.writeFile(scratch('texts/a.jsonl'), new TextEncoder().encode(lines));
  return openNotebook(name, NOTE);
}

/** Names in a folder of the workspace. */
const names = async (folder: string): Promise<string[]> =>
  (await vscode.workspace.fs.readDirectory(scratch(folder))).map(([name]) => name).sort();

describe('A corpus', function () {
  this.timeout(120_000);

  it('is read where the kernel is, and nothing is written', async () => {
    const notebook = await open('corpus.scalebook');
    await vscode.commands.executeCommand('notebook.execute', notebook.uri);
    // Vocabularies are loaded first.
    await until('the corpus', () => notebook.cellAt(0).executionSummary?.success !== undefined, 60_000);
    const told = plainTexts(notebook.cellAt(0)).join('\n');
    ok(/exact_duplicate −1/.test(told), `The outputs say ${told}`);
    ok(/html ~1/.test(told), `The outputs say ${told}`);
    ok(told.includes('texts/a.jsonl:5') && told.includes('no json'), 'The malformed line is not shown.');
    ok(/Documents\s+3/.test(told), 'Three documents should stay.');
    equal((await names('texts')).join(), 'a.jsonl', 'files beside the corpus');
  });

  it('is written by command alone, into the folder that is named', async () => {
    await open('written.scalebook');
    const folder = scratch('clean');
    await vscode.commands.executeCommand('scalebook.writeCorpus', { folder, name: 'clean' });
    if (folder.scheme !== 'file') {
      // A browser cannot write corpora, and says so.
      ok(!(await names('.')).includes('clean'), 'A browser wrote a corpus.');
      return;
    }
    const written = await names('clean');
    ok(written.includes('part-00000.jsonl.gz') && written.includes('removed.jsonl'), `There is ${written.join()}`);
    const report = JSON.parse(
      new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, 'report.json'))),
    );
    equal(report.left.documents, 3, 'documents that stay');
  });
});
