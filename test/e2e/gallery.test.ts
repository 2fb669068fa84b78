import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorkbench, type Workbench } from './workbench';

const NOTEBOOKS = readdirSync('notebooks').filter(name => name.endsWith('.scalebook'));

describe('The gallery', () => {
  let book: Workbench;

  beforeAll(async () => {
    book = await openWorkbench();
  });

  afterAll(() => book?.close());

  it.each(NOTEBOOKS.map((name, i) => [name, i] as const))('runs and draws all of %s', async (name, i) => {
    await book.open(name);
    await book.ran();
    expect(await book.failedCells()).toEqual([]);
    expect(await book.rendererErrors()).toEqual([]);
    // Each notebook is drawn in two themes, and seen from top to bottom in the second; the notebooks take turns.
    const themes = i % 2 === 0 ? (['dark', 'light'] as const) : (['light', 'dark'] as const);
    for (const theme of themes) {
      await book.setTheme(theme);
      await book.idle();
      expect(await book.rendererErrors()).toEqual([]);
    }
    await book.screenshotAll(`${name.replace('.scalebook', '')}-${themes[1]}`);
    expect(await book.rendererErrors()).toEqual([]);
    expect(book.problems).toEqual([]);
    await book.closeAll();
  });
});
