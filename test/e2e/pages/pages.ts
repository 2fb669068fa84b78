import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { build } from '../../../scripts/build.mjs';
import { launchBrowser } from '../../../scripts/lib/chromium.mjs';

/** A page that is open, and what it did that a page should not do. */
export interface OpenPage {
  readonly page: Page;
  /** Uncaught errors, errors on the console (a policy that was broken), dialogs, and addresses that were asked for. */
  readonly faults: readonly string[];
  close(): Promise<void>;
}

interface Look {
  readonly scheme?: 'light' | 'dark';
  readonly scripts?: boolean;
  readonly width?: number;
}

/** Notes exported by the command line as it ships, opened from disk in a browser that has no network. */
export class Exporter {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'scalebook-pages-'));
  private browser: Browser | undefined;

  async start(): Promise<void> {
    await build({ only: ['cli', 'kernel-node', 'page'], outdir: this.folder });
    this.browser = await launchBrowser();
  }

  async stop(): Promise<void> {
    await this.browser?.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  write(name: string, text: string): string {
    const file = path.join(this.folder, name);
    writeFileSync(file, text);
    return file;
  }

  /** What pages are made of, as built. */
  assets(): string {
    return readFileSync(path.join(this.folder, 'dist/page/assets.json'), 'utf8');
  }

  /** Runs the program; gives its exit status. */
  run(...args: string[]): Promise<number> {
    return new Promise(resolve => {
      execFile(process.execPath, [path.join(this.folder, 'dist/cli.js'), ...args], { cwd: this.folder }, error =>
        resolve(typeof error?.code === 'number' ? error.code : 0),
      );
    });
  }

  /** Exports a note; gives the page's file. */
  async export(note: string, name: string, ...options: string[]): Promise<string> {
    const page = path.join(this.folder, name);
    const status = await this.run('export', note, '--to', 'html', '-o', page, ...options);
    if (status === 2) throw new Error(`${note} was not exported.`);
    return page;
  }

  async open(file: string, { scheme = 'light', scripts = true, width = 1000 }: Look = {}): Promise<OpenPage> {
    if (!this.browser) throw new Error('The browser has not started.');
    const context = await this.browser.newContext({
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
    if (scripts) await page.waitForSelector('body[data-awake]');
    return { page, faults, close: () => context.close() };
  }
}
