/** The gallery as its readers open it: every page from disk, in a browser without a network. */
import { mkdtempSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildDocs } from '../../../scripts/docs.mjs';
import { launchBrowser } from '../../../scripts/lib/chromium.mjs';
import { openPage } from './open-page';

/** Width of A4 between the margins that pages ask for, in px. */
const PAPER = 680;

const site = mkdtempSync(path.join(tmpdir(), 'scalebook-site-'));
let browser: Browser;
let pages: readonly string[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
  pages = await buildDocs({ out: site });
}, 900_000);
afterAll(async () => {
  await browser.close();
  await rm(site, { recursive: true, force: true });
});

const notes = (): readonly string[] => pages.filter(file => path.basename(file) !== 'index.html');

/** Moves the first slider that something in view follows; gives whether the page holds one. */
async function moveSlider(page: Page, name: string): Promise<boolean> {
  // Not the first of the page, which may be a figure's own.
  const cell = page.locator('section.code', { hasText: 'slider(' }).first();
  const slider = cell.getByRole('slider').first();
  if ((await page.locator('section:has(details.source) pre', { hasText: 'slider(' }).count()) === 0) return false;
  await cell.scrollIntoViewIfNeeded();
  await slider.waitFor();
  // Words, and the lines that are drawn.
  const shown = () =>
    page
      .locator('main .outputs')
      .evaluateAll(all =>
        all.map(one => [one.textContent, ...[...one.querySelectorAll('path')].map(e => e.getAttribute('d'))].join()),
      );
  let before = await shown();
  await expect
    .poll(
      async () => {
        const last = before;
        before = await shown();
        return before.every((text, i) => text === last[i]);
      },
      { message: name },
    )
    .toBe(true);
  await slider.focus();
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowLeft');
  await expect
    .poll(async () => (await shown()).filter((text, i) => text !== before[i]).length, {
      timeout: 60_000,
      message: name,
    })
    .toBeGreaterThan(1);
  return true;
}

describe('The gallery as a site', () => {
  it('has a page for each note, none too large', () => {
    expect(notes().length).toBeGreaterThan(20);
    for (const file of pages) expect(statSync(file).size, file).toBeLessThan(3e6);
  });

  it('opens from disk, and sliders move', async () => {
    let moved = 0;
    for (const file of notes()) {
      const { page, faults, close } = await openPage(browser, file, { width: 1280 });
      if (await moveSlider(page, path.basename(file))) moved += 1;
      expect(faults, path.basename(file)).toEqual([]);
      await close();
    }
    expect(moved).toBeGreaterThan(10);
  }, 900_000);

  it('fits a phone, and paper', async () => {
    for (const file of pages) {
      const { page, close } = await openPage(browser, file, {
        width: 420,
        awaits: path.basename(file) !== 'index.html',
      });
      const name = path.basename(file);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBeLessThanOrEqual(420);
      await page.setViewportSize({ width: PAPER, height: 960 });
      await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
      await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
      const cut = await page.evaluate(width => {
        const wide = [...document.querySelectorAll('main .sb-table, main .sb-svg, main pre, main math, main p')];
        return wide.flatMap(e => {
          const { right, width: own } = e.getBoundingClientRect();
          return own > 0 && right > width + 1
            ? [`${e.tagName} ${e.textContent?.slice(0, 60)} (${Math.round(right)})`]
            : [];
        });
      }, PAPER);
      expect(cut, name).toEqual([]);
      await close();
    }
  }, 900_000);
});
