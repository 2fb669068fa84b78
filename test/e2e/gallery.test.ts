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

  it.each(NOTEBOOKS)('runs and draws all of %s', async name => {
    await book.open(name);
    await book.runAll();
    expect(await book.failedCells()).toEqual([]);
    expect(await book.rendererErrors()).toEqual([]);
    for (const theme of ['dark', 'light'] as const) {
      await book.setTheme(theme);
      await book.idle();
      await book.screenshotAll(`${name.replace('.scalebook', '')}-${theme}`);
    }
    expect(book.problems).toEqual([]);
  });
});
