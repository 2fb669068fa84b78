import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorkbench, THEMES, type Theme, type Workbench } from './workbench';

describe('The welcome notebook', () => {
  let book: Workbench;

  beforeAll(async () => {
    book = await openWorkbench();
    await book.open('welcome.scalebook');
    await book.runAll();
  });

  afterAll(() => book?.close());

  it('draws the output of each cell', async () => {
    const failed = await book.host.run(vscode =>
      vscode.window.activeNotebookEditor?.notebook
        .getCells()
        .filter(cell => cell.kind === vscode.NotebookCellKind.Code && cell.executionSummary?.success !== true)
        .map(cell => cell.document.getText()),
    );
    expect(failed).toEqual([]);
    const outputs = await book.outputs();
    expect(await outputs.locator('.output_container .output').count()).toBeGreaterThan(0);
    expect(await book.rendererErrors()).toEqual([]);
  });

  it.each(Object.keys(THEMES) as Theme[])('can be read in the theme %s', async theme => {
    await book.setTheme(theme);
    await book.idle();
    await book.screenshot(`welcome-${theme}`);
    const kind = await (await book.outputs()).locator('body').getAttribute('data-vscode-theme-kind');
    const kinds = {
      light: 'vscode-light',
      dark: 'vscode-dark',
      hc: 'vscode-high-contrast',
      'hc-light': 'vscode-high-contrast-light',
    };
    expect(kind).toBe(kinds[theme]);
  });

  it('raises no error in the page', () => {
    expect(book.problems).toEqual([]);
  });
});
