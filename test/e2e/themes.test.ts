import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorkbench, THEMES, type Theme, type Workbench } from './workbench';

/** How VS Code names the kinds of themes to web views. */
const KINDS: Readonly<Record<Theme, string>> = {
  light: 'vscode-light',
  dark: 'vscode-dark',
  hc: 'vscode-high-contrast',
  'hc-light': 'vscode-high-contrast-light',
};

describe('A notebook that is open while the theme changes', () => {
  let book: Workbench;

  beforeAll(async () => {
    book = await openWorkbench({ width: 900 });
    await book.open('welcome.scalebook');
    await book.runAll();
  });

  afterAll(() => book?.close());

  it.each(Object.keys(THEMES) as Theme[])('is drawn in %s', async theme => {
    await book.setTheme(theme);
    await book.idle();
    await book.screenshot(`theme-${theme}`);
    const kind = await (await book.outputs()).locator('body').getAttribute('data-vscode-theme-kind');
    expect(kind).toBe(KINDS[theme]);
    expect(await book.rendererErrors()).toEqual([]);
    expect(book.problems).toEqual([]);
  });
});
