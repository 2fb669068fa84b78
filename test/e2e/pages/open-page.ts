import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';

/** A page that is open, and what it did that a page should not do. */
export interface OpenPage {
  readonly page: Page;
  /** Uncaught errors, errors on the console (a policy that was broken), dialogs, and addresses that were asked for. */
  readonly faults: readonly string[];
  close(): Promise<void>;
}

export interface Look {
  readonly scheme?: 'light' | 'dark';
  readonly scripts?: boolean;
  readonly width?: number;
  /** Whether it has a script that says when it is ready; as pages of notes have. */
  readonly awaits?: boolean;
}

/** Opens a page from disk as a reader without a network does. */
export async function openPage(
  browser: Browser,
  file: string,
  { scheme = 'light', scripts = true, width = 1000, awaits = scripts }: Look = {},
): Promise<OpenPage> {
  const context = await browser.newContext({
    offline: true,
    colorScheme: scheme,
    javaScriptEnabled: scripts,
    viewport: { width, height: 900 },
  });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', error => faults.push(`error: ${error.message}`));
  page.on('console', message => message.type() === 'error' && faults.push(`console: ${message.text()}`));
  page.on('dialog', dialog => {
    faults.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', request => {
    if (!/^(file|blob|data):/.test(request.url())) faults.push(`request: ${request.url()}`);
  });
  await page.goto(pathToFileURL(file).href);
  if (awaits) await page.waitForSelector('body[data-awake]');
  return { page, faults, close: () => context.close() };
}
