import { NOTEBOOK } from './output-frame';
import type { Workbench } from './workbench';

/** Browsers paint no surface taller than this. */
const TALLEST = 15_000;

const ROWS = `${NOTEBOOK} .monaco-list-rows`;

/** Where the cells stand in the window. */
interface Extent {
  /** Start of the whole list, and its height. */
  readonly top: number;
  readonly whole: number;
  /** Start of its visible part, and its height. */
  readonly visibleTop: number;
  readonly visible: number;
  /** End of the last cell that is drawn; VS Code draws no cell that is out of view. */
  readonly drawnTo: number;
}

const extent = (book: Workbench): Promise<Extent> =>
  book.page.locator(ROWS).evaluate(rows => {
    const all = rows.getBoundingClientRect();
    const shown = (rows.closest('.monaco-list') ?? rows).getBoundingClientRect();
    const cells = Array.from(rows.querySelectorAll('.monaco-list-row'), row => row.getBoundingClientRect().bottom);
    return {
      top: all.top,
      whole: all.height,
      visibleTop: shown.top,
      visible: shown.height,
      drawnTo: Math.max(...cells),
    };
  });

/**
 * Makes the window as tall as the notebook in view, so that all of it is drawn at once.
 * VS Code guesses the height of cells that it has not drawn, hence the rounds.
 */
export async function growToNotebook(book: Workbench): Promise<void> {
  const { page } = book;
  for (let round = 0; round < 6; round += 1) {
    const { whole, visible } = await extent(book);
    const size = page.viewportSize() ?? { width: 1200, height: 900 };
    const height = Math.min(TALLEST, Math.max(600, size.height + Math.ceil(whole - visible)));
    if (Math.abs(height - size.height) < 8) return;
    await page.setViewportSize({ width: size.width, height });
    await page.waitForTimeout(700);
    await book.idle();
  }
}

/**
 * Pictures of the whole notebook in view, from top to bottom, none taller than `tallest`.
 * Grows the window first; a notebook taller than any window is scrolled.
 */
export async function fullLength(book: Workbench, tallest: number): Promise<Buffer[]> {
  await growToNotebook(book);
  const pictures: Buffer[] = [];
  const { width, height } = book.page.viewportSize() ?? { width: 1200, height: 900 };
  for (let from = 0; ; ) {
    for (let y = from; y < height; y += tallest) {
      const clip = { x: 0, y, width, height: Math.min(tallest, height - y) };
      pictures.push(await book.page.screenshot({ clip }));
    }
    const { drawnTo, visibleTop, visible } = await extent(book);
    if (drawnTo <= visibleTop + visible + 1) return pictures;
    const moved = await scrollDown(book);
    if (moved < 1) return pictures;
    // The last screen scrolls less than a full one: what was seen already is left out.
    from = Math.max(0, Math.floor(height - moved));
  }
}

/** Scrolls by about one screen and gives back how far that went. VS Code turns each wheel event into one short step. */
async function scrollDown(book: Workbench): Promise<number> {
  const { top, visible, visibleTop } = await extent(book);
  await book.page.mouse.move(20, visibleTop + visible / 2);
  let moved = 0;
  for (let step = 1; step > 0.5 && moved + step <= visible; ) {
    await book.page.mouse.wheel(0, visible);
    await book.page.waitForTimeout(30);
    step = top - (await extent(book)).top - moved;
    moved += step;
  }
  await book.page.waitForTimeout(700);
  await book.idle();
  return top - (await extent(book)).top;
}
