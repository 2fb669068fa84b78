import type { Frame, Page } from 'playwright-core';
import { waitFor } from './wait';

/** The notebook in view; others that are open lie, hidden, far to the left. */
export const NOTEBOOK = '.notebookOverlay:not([style*="visibility: hidden"]) .cell-list-container';

/**
 * The frame that holds the outputs of the notebook in view. VS Code nests it in web views without names, so it is
 * known by what it contains.
 */
export async function findOutputFrame(page: Page, timeout: number): Promise<Frame> {
  return waitFor('an output of the notebook', timeout, async () => {
    for (const frame of page.frames()) {
      if (await holdsOutputs(frame)) return frame;
    }
    return undefined;
  });
}

async function holdsOutputs(frame: Frame): Promise<boolean> {
  try {
    if ((await frame.locator('.output_container .output').count()) === 0) return false;
    const host = await frame.parentFrame()?.frameElement();
    const box = await host?.boundingBox();
    return box !== null && box !== undefined && box.x >= 0;
  } catch {
    // A web view that is being replaced; the next look finds its successor.
    return false;
  }
}

/** Waits until nothing in the frame has changed for `quiet` ms and nothing in it says `aria-busy`. */
export async function untilStill(frame: Frame, quiet: number, timeout: number): Promise<void> {
  await frame.evaluate(
    ([quietMs, timeoutMs]) =>
      new Promise<void>((resolve, reject) => {
        let changed = performance.now();
        const started = changed;
        const observer = new MutationObserver(() => {
          changed = performance.now();
        });
        observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
        const timer = setInterval(() => {
          const now = performance.now();
          const busy = document.querySelector('[aria-busy="true"]') !== null;
          const still = !busy && now - changed >= quietMs;
          if (!still && now - started < timeoutMs) return;
          clearInterval(timer);
          observer.disconnect();
          if (still) resolve();
          else reject(new Error(`The outputs were still changing after ${timeoutMs} ms.`));
        }, 50);
      }),
    [quiet, timeout] as const,
  );
}
