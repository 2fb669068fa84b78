import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import type { Browser } from 'playwright-core';
import { build } from '../../../scripts/build.mjs';
import { launchBrowser } from '../../../scripts/lib/chromium.mjs';
import { type Look, type OpenPage, openPage } from './open-page';

/** Notes exported by the command line as it ships, opened from disk in a browser that has no network. */
export class Exporter {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'scalebook-pages-'));
  private browser: Browser | undefined;

  async start(): Promise<void> {
    await build({ only: ['cli', 'kernel-node', 'corpus-node', 'page'], outdir: this.folder });
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

  open(file: string, look: Look = {}): Promise<OpenPage> {
    if (!this.browser) throw new Error('The browser has not started.');
    return openPage(this.browser, file, look);
  }
}
