import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorkbench, type Workbench, waitFor } from './workbench';

describe('A slider', () => {
  let book: Workbench;

  beforeAll(async () => {
    book = await openWorkbench({ workspace: path.resolve('test/e2e/fixtures') });
    await book.open('slider.scalebook');
    await book.runAll();
  });

  afterAll(() => book?.close());

  const result = async () => (await book.outputTexts()).at(-1)?.join('') ?? '';

  it('starts where the source says', async () => {
    expect((await result()).replaceAll(/[^\d]/g, '')).toBe('2005');
  });

  it('recomputes what depends on it when it moves', async () => {
    await book.moveSlider('width', 0.75);
    const text = await waitFor('the dependent cell to follow', 5000, async () => {
      const now = await result();
      return now.replaceAll(/[^\d]/g, '') === '7005' ? now : undefined;
    });
    expect(text).toBeTruthy();
    await book.idle();
    await book.screenshot('slider');
    const drawn = (await (await book.outputs()).locator('body').innerText()).replaceAll(/[\s,\u202f]/g, '');
    expect(drawn).toContain('7005');
  });
});
