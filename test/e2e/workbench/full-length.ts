import type { Workbench } from './workbench';

/** Browsers paint no surface taller than this. */
const TALLEST = 15_000;

/**
 * Makes the window as tall as the notebook in view, so that all of it is drawn at once, and gives back its height.
 * VS Code guesses the height of cells that it has not drawn, hence the rounds.
 */
export async function growToNotebook(book: Workbench): Promise<number> {
  const { page } = book;
  const list = page.locator('.notebookOverlay .cell-list-container .monaco-list').first();
  for (let round = 0; round < 6; round += 1) {
    const missing = await list.evaluate(element => {
      const rows = element.querySelector<HTMLElement>('.monaco-list-rows');
      return rows === null
        ? 0
        : Math.ceil(rows.getBoundingClientRect().height - element.getBoundingClientRect().height);
    });
    const size = page.viewportSize() ?? { width: 1200, height: 900 };
    const height = Math.min(TALLEST, Math.max(600, size.height + missing));
    if (Math.abs(height - size.height) < 8) return height;
    await page.setViewportSize({ width: size.width, height });
    await page.waitForTimeout(700);
    await book.idle();
  }
  return page.viewportSize()?.height ?? 0;
}
