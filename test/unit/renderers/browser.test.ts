/** What only a browser can show: Plotly draws, nothing of its own is seen, and nothing is sent anywhere. */
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import http from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build } from '../../../scripts/build.mjs';
import { findChromium } from '../../../scripts/lib/chromium.mjs';
import * as sample from '../../samples/views';

const executablePath = findChromium();

const PAGE = `<!doctype html>
<link rel="icon" href="data:,">
<body class="vscode-dark"></body>
<script>
const apis = {};
async function show(view, payload) {
  apis[view] ??= (await import('/' + view + '.js')).activate({ postMessage() {}, getState() {}, setState() {} });
  const id = 'output-' + view;
  const element = document.getElementById(id) ?? document.body.appendChild(Object.assign(document.createElement('div'), { id }));
  apis[view].renderOutputItem({ id, json: () => payload }, element);
}
async function drawnAtOnce(payload) {
  const { activate } = await import('/plot.js');
  const element = document.body.appendChild(document.createElement('div'));
  const api = activate({});
  api.renderOutputItem({ id: 'sync', json: () => payload }, element);
  const drawn = [...element.querySelectorAll('.sb-canvas')].every(c => c.querySelector('.main-svg'));
  api.disposeOutputItem('sync');
  element.remove();
  return drawn;
}
function redraw(payload) {
  const element = document.getElementById('output-comparison');
  const node = element.querySelector('.sb-canvas');
  const started = performance.now();
  for (let i = 0; i < 10; i++) {
    const models = payload.models.map(m => ({ ...m, loss: m.loss + i / 100 }));
    apis.comparison.renderOutputItem({ id: 'output-comparison', json: () => ({ ...payload, models }) }, element);
  }
  return { same: node === element.querySelector('.sb-canvas'), each: (performance.now() - started) / 10 };
}
</script>`;

describe.skipIf(executablePath === undefined)('renderers in a browser', () => {
  let folder = '';
  let server: http.Server;
  let browser: Browser;
  let page: Page;
  const requests: string[] = [];
  const problems: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'scalebook-renderers-'));
    await build({ only: ['renderers'], outdir: folder, production: true });
    server = http.createServer((request, response) => {
      const file = path.join(folder, 'dist', 'renderers', path.normalize(request.url ?? '/'));
      if (existsSync(file) && file.endsWith('.js'))
        response.setHeader('content-type', 'text/javascript').end(readFileSync(file));
      else response.setHeader('content-type', 'text/html').end(PAGE);
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    browser = await chromium.launch({
      ...(executablePath ? { executablePath } : {}),
      args: ['--no-sandbox', '--disable-gpu'],
    });
    page = await browser.newPage({ viewport: { width: 900, height: 900 } });
    page.setDefaultTimeout(8000);
    page.on('request', request => requests.push(request.url()));
    page.on('pageerror', error => problems.push(error.message));
    const address = server.address();
    await page.goto(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`);
  });

  afterAll(async () => {
    await browser?.close();
    server?.close();
    if (folder) await rm(folder, { recursive: true });
  });

  /** Draws an output and waits until its charts are there. */
  async function render(view: string, payload: unknown): Promise<void> {
    await page.evaluate(`show(${JSON.stringify(view)}, ${JSON.stringify(payload)})`);
    await page.waitForFunction(() =>
      [...document.querySelectorAll('.sb-canvas')].every(c => c.querySelector('.main-svg')),
    );
  }

  it('draw with Plotly, without its buttons, logo or links, and load nothing from elsewhere', async () => {
    await render('comparison', sample.comparison);
    await render('calibration', sample.calibration);
    await page.hover('.sb-canvas');
    expect(
      await page
        .locator('.modebar-btn, .modebar-container *, .js-link-to-tool, .plotlyjsicon, [data-title*="cloud" i]')
        .count(),
    ).toBe(0);
    expect(await page.locator('.sb-canvas .scatterlayer .trace').count()).toBeGreaterThan(6);
    expect(requests.filter(url => !url.startsWith('http://127.0.0.1'))).toEqual([]);
    expect(problems).toEqual([]);
  });

  it('after the first chart, draw before the call returns', async () => {
    const drawn = await page.evaluate(`drawnAtOnce(${JSON.stringify(sample.plot)})`);
    expect(drawn).toBe(true);
  });

  it('show tools and a card with both values when pointed at', async () => {
    const point = page.locator('#output-comparison .sb-canvas .points path').first();
    await point.hover({ force: true });
    await page.waitForSelector('.sb-tooltip:not([hidden])');
    expect(await page.locator('.sb-tooltip:not([hidden])').textContent()).toMatch(
      /280B[\s\S]*parameters: 280 B[\s\S]*predicted loss/,
    );
    expect(
      Number(
        await page
          .locator('.sb-figure .sb-tools')
          .first()
          .evaluate(e => getComputedStyle(e).opacity),
      ),
    ).toBeGreaterThan(0);
  });

  it('zoom finds new ticks, and a double click goes back', async () => {
    const ticks = (): Promise<string[]> =>
      page.locator('#output-comparison .sb-canvas').first().locator('.xtick text').allTextContents();
    const before = await ticks();
    const box = await page.locator('#output-comparison .sb-canvas .nsewdrag').first().boundingBox();
    if (!box) throw new Error('There is no chart to zoom.');
    await page.mouse.move(box.x + box.width * 0.4, box.y + box.height * 0.3);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.6, box.y + box.height * 0.8, { steps: 4 });
    await page.mouse.up();
    await page.waitForTimeout(100);
    expect(await ticks()).not.toEqual(before);
    await page.mouse.dblclick(box.x + box.width / 2, box.y + box.height / 2);
    await page.waitForTimeout(500);
    expect(await ticks()).toEqual(before);
  });

  it('follow the theme and the width while open', async () => {
    const colour = (): Promise<string | null> =>
      page
        .locator('.sb-canvas .scatterlayer .js-line')
        .first()
        .evaluate(e => getComputedStyle(e).stroke);
    const before = await colour();
    await page.evaluate(() => {
      document.body.className = 'vscode-light';
    });
    await page.waitForTimeout(200);
    expect(await colour()).not.toBe(before);
    await page.setViewportSize({ width: 460, height: 900 });
    await page.waitForTimeout(200);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(over).toBe(0);
    const widths = await page
      .locator('.sb-canvas .main-svg')
      .evaluateAll(all => all.map(e => e.getBoundingClientRect().width));
    for (const width of widths) expect(width).toBeLessThanOrEqual(444);
    await page.setViewportSize({ width: 900, height: 900 });
  });

  it('update in place when the result changes, quickly enough for a slider', async () => {
    const took: { same: boolean; each: number } = await page.evaluate(`redraw(${JSON.stringify(sample.comparison)})`);
    expect(took.same).toBe(true);
    expect(took.each).toBeLessThan(150);
  });

  it('set hostile texts as text inside the figure too', async () => {
    const text = '<b>x</b><a href="javascript:alert(1)">y</a><script>window.hacked=1</script>';
    const axis = { label: text, scale: 'linear' };
    const series = { name: text, mark: 'points', slot: 0, x: [1, 2], y: [1, 2], label: text, notes: [text, text] };
    await render('plot', {
      charts: [{ title: text, summary: text, x: axis, y: axis, series: [series], legend: 'top' }],
    });
    const output = page.locator('#output-plot');
    expect(await output.locator('a, b, script').count()).toBe(0);
    expect(await output.locator('.annotation-text').innerHTML()).toContain('&lt;b&gt;');
    await output.locator('.points path').first().hover({ force: true });
    await page.waitForSelector('#output-plot .sb-tooltip:not([hidden])');
    expect(await output.locator('.sb-tooltip').textContent()).toContain('<b>x</b>');
    expect(await page.evaluate(() => 'hacked' in globalThis)).toBe(false);
  });

  it('copy a figure as PNG and SVG, a table in three forms, and an answer as text', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await render('calibration', sample.calibration);
    const output = page.locator('#output-calibration');
    const copied = async (name: string, kind: string): Promise<string> => {
      await output.getByRole('button', { name, exact: true }).first().click({ force: true });
      await page.waitForTimeout(1300);
      return page.evaluate(async type => {
        const [item] = await navigator.clipboard.read();
        const blob = await item?.getType(type);
        return type === 'image/png' ? String(blob?.size) : ((await blob?.text()) ?? '');
      }, kind);
    };
    expect(Number(await copied('Copy the figure as PNG; with Shift, save it', 'image/png'))).toBeGreaterThan(5000);
    expect(await copied('Copy the figure as SVG; with Shift, save it', 'text/plain')).toMatch(/^<svg/);
    expect(await copied('Copy the data as CSV', 'text/plain')).toMatch(/^series,confidence/);
    expect(await copied('Copy the table as CSV, with every digit', 'text/plain')).toContain('ECE');
    expect(await copied('Copy the table as Markdown', 'text/plain')).toContain('| ---: |');
    expect(await copied('Copy the table as LaTeX', 'text/plain')).toContain('\\toprule');
    expect(await copied('Copy the answer as text', 'text/plain')).toMatch(/ECE[\s\S]*─|─[\s\S]*ECE/);
  });

  it('save a figure as PNG and SVG', async () => {
    for (const [format, head] of [
      ['PNG', 'data:image/png'],
      ['SVG', 'data:image/svg'],
    ] as const) {
      const address = await page.evaluate(
        name =>
          new Promise<string>(resolve => {
            document.addEventListener('click', e => {
              if (!(e.target instanceof HTMLAnchorElement)) return;
              e.preventDefault();
              resolve(e.target.href);
            });
            const buttons = [
              ...document.querySelectorAll<HTMLElement>('#output-calibration .sb-figure .sb-tools button'),
            ];
            const press = new MouseEvent('click', { bubbles: true, shiftKey: true });
            buttons.find(b => b.textContent === name)?.dispatchEvent(press);
          }),
        format,
      );
      expect(address.startsWith(head)).toBe(true);
      expect(address.length).toBeGreaterThan(5000);
    }
  });
});
