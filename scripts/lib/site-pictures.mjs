/** The pictures of the gallery's site that README shows. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { launchBrowser } from './chromium.mjs';

/** @typedef {{ page: string, name: string, scheme: 'light' | 'dark' }} Picture */

/** @type {readonly Picture[]} */
const PICTURES = [
  { page: 'index.html', name: 'gallery-light.png', scheme: 'light' },
  { page: 'plan-a-training-run.html', name: 'page-dark.png', scheme: 'dark' },
];

const SIZE = { width: 1280, height: 860 };

/**
 * @param {string} site the folder with the pages
 * @param {string} out
 * @returns {Promise<string[]>} the pictures
 */
export async function takePictures(site, out) {
  const browser = await launchBrowser();
  try {
    const files = [];
    for (const { page: name, name: picture, scheme } of PICTURES) {
      const context = await browser.newContext({ viewport: SIZE, offline: true, colorScheme: scheme });
      const page = await context.newPage();
      await page.goto(pathToFileURL(path.join(site, name)).href);
      // The index has no script; pages say when their views are drawn.
      if (name !== 'index.html') await page.waitForSelector('body[data-awake]');
      await page.waitForTimeout(800);
      const file = path.join(out, picture);
      await page.screenshot({ path: file });
      files.push(file);
      await context.close();
    }
    return files;
  } finally {
    await browser.close();
  }
}
