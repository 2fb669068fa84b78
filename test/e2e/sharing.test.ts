import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorkbench, type Workbench, waitFor } from './workbench';

const CELL = 'derive(';

describe('What a note gives away', () => {
  let book: Workbench;
  let outputs: Frame;

  beforeAll(async () => {
    book = await openWorkbench({
      workspace: path.resolve('test/e2e/fixtures'),
      bare: false,
      height: 1500,
      settings: { 'workbench.activityBar.location': 'hidden', 'files.autoSave': 'off' },
    });
    await book.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await book.open('shared.scalebook');
    await book.runAll();
    outputs = await book.outputs();
  });

  afterAll(() => book?.close());

  const readText = () => book.page.evaluate(() => navigator.clipboard.readText());

  /** Presses a tool of an output; gives what the clipboard holds then. */
  async function copied(label: string, within = '.sb'): Promise<string> {
    await book.page.evaluate(() => navigator.clipboard.writeText('nothing yet'));
    await outputs.locator(within).getByRole('button', { name: label }).first().click();
    return waitFor(`the clipboard after ${label}`, 10_000, async () => {
      const text = await readText();
      return text === 'nothing yet' ? undefined : text;
    });
  }

  it('is copied from a table as CSV, Markdown and LaTeX', async () => {
    await book.reveal(CELL);
    // There is a table of the data cell too.
    const table = '.sb-table-block:has-text("share")';
    expect(await copied('Copy the table as CSV, with every digit', table)).toBe(
      'name,N,loss,share\r\n"small, noisy",100000000,3.31,0.8275\r\nlarge_one,1600000000,2.55,0.6375\r\n',
    );
    expect(await copied('Copy the table as Markdown', table)).toMatch(
      /^\| name \| N \| loss \| share \|\n\| --- \| ---: \|/,
    );
    const latex = await copied('Copy the table as LaTeX', table);
    expect(latex).toContain('\\begin{tabular}{lrrr}');
    expect(latex).toContain('large\\_one & ');
  });

  it('is copied from a figure as SVG and as PNG', async () => {
    await book.reveal('lines(');
    expect(await copied('Copy the figure as SVG; with Shift, save it')).toMatch(
      /^<svg [\s\S]*Loss by size[\s\S]*<\/svg>/,
    );
    await outputs.getByRole('button', { name: 'Copy the figure as PNG; with Shift, save it' }).click();
    const size = await waitFor('a picture on the clipboard', 10_000, () =>
      book.page.evaluate(async () => {
        const [item] = await navigator.clipboard.read();
        if (!item?.types.includes('image/png')) return undefined;
        const { width, height } = await createImageBitmap(await item.getType('image/png'));
        return { width, height };
      }),
    );
    // Drawn at twice the size, for slides and papers.
    expect(size.width).toBeGreaterThan(1000);
    expect(size.height).toBeGreaterThan(400);
    await book.screenshot('copied-figure');
  });

  it('is copied from an answer as text', async () => {
    await book.reveal('optimal(');
    expect(await copied('Copy the answer as text')).toMatch(/Optimum by laws\.epoch[\s\S]*72\.2 B params/);
  });

  it('is frozen beside the note, and the status line tells when the note goes on', async () => {
    const status = book.page.locator('[id="scalebook.scalebook.scalebook.frozen"]');
    expect(await status.count()).toBe(0);
    await book.command('scalebook.freezeOutputs');
    await status.filter({ hasText: 'Frozen copy' }).waitFor({ timeout: 30_000 });
    expect(readFileSync(path.join(book.folder, 'shared.html'), 'utf8')).toContain('<!doctype html>');
    expect(await status.textContent()).not.toContain('older');
    await book.screenshot('frozen');
    await book.host.run(async vscode => {
      const cell = vscode.window.activeNotebookEditor?.notebook.getCells().at(-1);
      const edit = new vscode.WorkspaceEdit();
      if (cell) edit.insert(cell.document.uri, new vscode.Position(0, 0), '# more\n');
      await vscode.workspace.applyEdit(edit);
    });
    await status.filter({ hasText: 'Frozen copy is older' }).waitFor({ timeout: 10_000 });
    await book.screenshot('frozen-older');
    await status.click();
    await status.filter({ hasNotText: 'older' }).waitFor({ timeout: 30_000 });
    expect(book.problems).toEqual([]);
  });
});
