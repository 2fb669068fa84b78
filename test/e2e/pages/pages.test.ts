/** Exported pages as their readers open them: from disk, in a browser, without a network. */
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../../scripts/lib/project.mjs';
import { readAssets } from '../../../src/kernel/share/html/assets';
import { pageHtml } from '../../../src/kernel/share/html/page';
import { pageNote } from '../../../src/kernel/share/note';
import { runText } from '../../unit/kernel/share/run';
import { fitNote, HOSTILE, SLIDER, TEN_VIEWS } from './notes';
import { Exporter } from './pages';

const exporter = new Exporter();
beforeAll(() => exporter.start());
afterAll(() => exporter.stop());

/** The code cell whose code has a text. */
const cell = (page: Page, code: string): Locator =>
  page.locator('section.code').filter({ has: page.locator('pre', { hasText: code }) });

/** What a cell shows now. */
const shown = (page: Page, code: string): Locator => cell(page, code).locator('.outputs');

describe('a page that answers', () => {
  it('follows a slider that is moved, and an edited number', async () => {
    const file = await exporter.export(exporter.write('slider.scalebook', SLIDER), 'slider.html');
    expect(statSync(file).size).toBeLessThan(3e6);
    const { page, faults, close } = await exporter.open(file);
    await cell(page, 'isoflop').scrollIntoViewIfNeeded();
    await expect.poll(() => shown(page, 'isoflop').textContent()).toContain('What 5.76e23 FLOP buys');
    await expect.poll(() => shown(page, 'best =').textContent()).toContain('72.2 B');
    const plot = await cell(page, 'isoflop').locator('.js-line').first().getAttribute('d');

    const slider = page.getByRole('slider', { name: 'training budget' });
    await slider.focus();
    await page.keyboard.press('End');
    await expect.poll(() => shown(page, 'isoflop').textContent(), { timeout: 20_000 }).toContain('What 1e25 FLOP buys');
    await expect.poll(() => shown(page, 'best =').textContent()).toContain('312 B');
    expect(await cell(page, 'isoflop').locator('.js-line').first().getAttribute('d')).not.toBe(plot);

    const area = cell(page, 'half =').locator('textarea');
    await area.fill('half = 90B params / 2');
    await expect.poll(() => shown(page, 'half =').textContent(), { timeout: 20_000 }).toContain('45');
    await area.fill('half = 90B params +');
    await expect.poll(() => shown(page, 'half =').textContent()).toMatch(/expected|missing|needs|stand/i);
    expect(faults).toEqual([]);

    await page.getByRole('button', { name: 'Show the note as it was written' }).click();
    await page.waitForSelector('body[data-awake]');
    await expect.poll(() => shown(page, 'best =').textContent()).toContain('72.2 B');
    await close();
  });

  it('fits in workers of its own', async () => {
    const file = await exporter.export(exporter.write('fit.scalebook', fitNote()), 'fit.html');
    const { page, faults, close } = await exporter.open(file);
    await cell(page, 'law =').locator('textarea').fill('draws = 500\nlaw = fit(runs, bootstrap: draws);\nlaw.alpha');
    await expect.poll(() => shown(page, 'law =').textContent(), { timeout: 60_000 }).toContain('500');
    expect(await shown(page, 'law =').textContent()).toMatch(/draws500.*0\.3\d/);
    expect(faults).toEqual([]);
    await close();
  });

  it('freezes what rests on data that are too large, and says so', async () => {
    exporter.write('big.csv', `x\n${'1\n'.repeat(2_600_000)}`);
    const note =
      '# Big\n\n```scale\na = slider(0, 1, 0.5)\n```\n\n```scale\nb = load("big.csv").x[0] + a\n```\n\n```scale\nc = a * 2\n```\n';
    const file = await exporter.export(exporter.write('big.scalebook', note), 'big.html');
    expect(statSync(file).size).toBeLessThan(3e6);
    const { page, close } = await exporter.open(file);
    expect(await cell(page, 'load').textContent()).toContain('Frozen: it rests on big.csv');
    expect(await page.locator('footer').textContent()).toContain('big.csv (5.2 MB) is too large for a page');
    await page.getByRole('slider').focus();
    await page.keyboard.press('End');
    await expect.poll(() => shown(page, 'c = a').textContent(), { timeout: 20_000 }).toContain('2');
    expect(await shown(page, 'load').textContent()).toContain('1.5');
    await close();
  });
});

describe('a page in another language', () => {
  it('speaks it at first and after its cells have run', async () => {
    const messages: Readonly<Record<string, string>> = JSON.parse(
      readFileSync(path.join(root, 'l10n/bundle.l10n.zh-cn.json'), 'utf8'),
    );
    const language = { tag: 'zh-cn', messages };
    l10n.config({ contents: { ...messages } });
    const { document, result, recorder } = await runText(SLIDER);
    const note = await pageNote(document, result, recorder, { name: 'zh.scalebook', version: '0.0.0', language });
    const html = await pageHtml(document, result, note, readAssets(exporter.assets()), { live: true });
    l10n.config({ contents: {} });
    const { page, faults, close } = await exporter.open(exporter.write('zh.html', html));
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-cn');
    await page.getByRole('button', { name: messages['Fold or unfold the code of all cells'] ?? '' }).waitFor();
    await page.getByRole('slider', { name: 'training budget' }).focus();
    await page.keyboard.press('End');
    const label = messages['Best size'] ?? '';
    expect(label).toMatch(/\p{Script=Han}/u);
    await expect.poll(() => shown(page, 'isoflop').textContent(), { timeout: 20_000 }).toContain('1e25');
    expect(await shown(page, 'isoflop').textContent()).toContain(label);
    expect(faults).toEqual([]);
    await close();
  });
});

describe('a page without a kernel', () => {
  it('is smaller, shows everything and computes nothing', async () => {
    const file = await exporter.export(exporter.write('still.scalebook', SLIDER), 'still.html', '--static');
    expect(statSync(file).size).toBeLessThan(2e6);
    const { page, faults, close } = await exporter.open(file);
    expect(await page.locator('textarea, input[type=range]').count()).toBe(0);
    expect(await cell(page, 'budget =').locator('.outputs').textContent()).toContain('5.76e23 FLOP');
    await cell(page, 'isoflop').scrollIntoViewIfNeeded();
    await cell(page, 'isoflop').locator('.main-svg').first().waitFor();
    expect(faults).toEqual([]);
    await close();
  });

  it('shows its answers where no script runs', async () => {
    const file = await exporter.export(exporter.write('plain.scalebook', SLIDER), 'plain.html');
    const { page, close } = await exporter.open(file, { scripts: false });
    expect(await cell(page, 'best =').textContent()).toContain('72.2 B');
    expect(await page.locator('math').count()).toBe(1);
    expect(await cell(page, 'isoflop').locator('svg').first().isVisible()).toBe(true);
    await close();
  });
});

describe('a hostile note', () => {
  it('can do nothing, at first and after its cells have run', async () => {
    const file = await exporter.export(exporter.write('hostile.scalebook', HOSTILE), 'hostile.html');
    const { page, faults, close } = await exporter.open(file);
    for (const link of await page.locator('main a').all())
      await link.click({ noWaitAfter: true }).catch(() => undefined);
    await page.getByRole('slider').focus();
    await page.keyboard.press('End');
    await expect
      .poll(() => shown(page, 'title =').textContent(), { timeout: 20_000 })
      .toContain('<img src=x onerror=pwned=1>');
    await page.locator('main').hover();
    expect(await page.evaluate(() => 'pwned' in globalThis)).toBe(false);
    expect(await page.locator('main img, main iframe, main script').count()).toBe(0);
    expect(faults).toEqual([]);
    await close();
  });

  it('could run nothing even if its text were markup', async () => {
    const file = await exporter.export(exporter.write('policy.scalebook', SLIDER), 'policy.html');
    const { page, close } = await exporter.open(file);
    const outcome = await page.evaluate(async () => {
      const script = document.createElement('script');
      script.textContent = 'globalThis.pwned = 1';
      document.body.append(script);
      const holder = document.createElement('div');
      holder.innerHTML =
        '<img src="data:," onerror="globalThis.pwned = 1"><a href="javascript:globalThis.pwned=1">x</a>';
      document.body.append(holder);
      holder.querySelector('a')?.click();
      const fetched = await fetch('https://example.org/').then(
        () => 'fetched',
        () => 'refused',
      );
      await new Promise(resolve => setTimeout(resolve, 200));
      return { pwned: 'pwned' in globalThis, fetched };
    });
    expect(outcome).toEqual({ pwned: false, fetched: 'refused' });
    await close();
  });
});

describe('a page as it looks', () => {
  it('paints ten views within a second', async () => {
    const file = await exporter.export(exporter.write('ten.scalebook', TEN_VIEWS), 'ten.html');
    const { page, close } = await exporter.open(file);
    const [first] = await page.evaluate(() =>
      performance.getEntriesByName('first-contentful-paint').map(e => e.startTime),
    );
    expect(first).toBeLessThan(1000);
    expect(await page.locator('.still svg.sb-svg').count()).toBe(10);
    await close();
  });

  it('follows the reader’s preference', async () => {
    const file = await exporter.export(exporter.write('theme.scalebook', SLIDER), 'theme.html');
    const colours = async (scheme: 'light' | 'dark'): Promise<string> => {
      const { page, close } = await exporter.open(file, { scheme });
      const found = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      await close();
      return found;
    };
    expect(await colours('light')).toBe('rgb(255, 255, 255)');
    expect(await colours('dark')).toBe('rgb(31, 31, 31)');
  });

  it('fits a phone', async () => {
    const note = path.join(root, 'notebooks/gopher-or-chinchilla.scalebook');
    const { page, close } = await exporter.open(await exporter.export(note, 'phone.html'), { width: 390 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await close();
  });

  it('prints: no figure is cut, no number that was moved is lost, paper is light', async () => {
    const file = await exporter.export(exporter.write('print.scalebook', SLIDER), 'print.html');
    const { page, close } = await exporter.open(file, { scheme: 'dark' });
    await page.getByRole('slider').focus();
    await page.keyboard.press('End');
    await expect.poll(() => shown(page, 'isoflop').textContent(), { timeout: 20_000 }).toContain('What 1e25 FLOP buys');
    const pdf = await page.pdf({ format: 'A4' });
    const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    expect(pages).toBeGreaterThanOrEqual(2);
    expect(pages).toBeLessThanOrEqual(4);
    await page.setViewportSize({ width: 680, height: 900 });
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    const seen = await page.evaluate(() => {
      const drawings = [...document.querySelectorAll('.still svg.sb-svg')].map(svg => svg.getBoundingClientRect());
      return {
        drawings: drawings.length,
        cut: drawings.filter(box => box.right > 681 || box.left < 0 || box.width < 200).length,
        live: [...document.querySelectorAll('.live')].filter(e => e.getClientRects().length > 0).length,
        text: document.querySelector('main')?.textContent ?? '',
        colour: getComputedStyle(document.querySelector('h1') ?? document.body).color,
      };
    });
    expect(seen).toMatchObject({ drawings: 2, cut: 0, live: 0, colour: 'rgb(36, 41, 47)' });
    expect(seen.text).toContain('What 1e25 FLOP buys');
    await close();
  });
});
