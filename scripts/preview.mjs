/**
 * The renderers without VS Code: a page with a sample of every view, in VS Code's colours.
 *
 *   node scripts/preview.mjs                 pictures in out/preview: light, dark and both high-contrast themes, 860 and 420 px
 *   node scripts/preview.mjs --theme dark --width 860
 *   node scripts/preview.mjs --serve         the page itself, to try by hand
 */
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import esbuild from 'esbuild';
import { chromium } from 'playwright-core';
import { build } from './build.mjs';
import { findChromium, NO_CHROMIUM } from './lib/chromium.mjs';
import { root } from './lib/project.mjs';

/** Height of a picture, px. */
const PAGE = 1200;

const folder = path.join(root, 'out', 'preview');

/** What VS Code sets in a web view, for its four default themes. */
const THEMES = /** @type {const} */ ({
  light: {
    kind: 'vscode-light',
    '--vscode-editor-background': '#ffffff',
    '--vscode-editor-foreground': '#3b3b3b',
    '--vscode-foreground': '#3b3b3b',
    '--vscode-widget-border': '#e5e5e5',
    '--vscode-focusBorder': '#005fb8',
  },
  dark: {
    kind: 'vscode-dark',
    '--vscode-editor-background': '#1f1f1f',
    '--vscode-editor-foreground': '#cccccc',
    '--vscode-foreground': '#cccccc',
    '--vscode-widget-border': '#313131',
    '--vscode-focusBorder': '#0078d4',
  },
  'hc-dark': {
    kind: 'vscode-high-contrast',
    '--vscode-editor-background': '#000000',
    '--vscode-editor-foreground': '#ffffff',
    '--vscode-foreground': '#ffffff',
    '--vscode-contrastBorder': '#6fc3df',
    '--vscode-focusBorder': '#f38518',
  },
  'hc-light': {
    kind: 'vscode-high-contrast-light',
    '--vscode-editor-background': '#ffffff',
    '--vscode-editor-foreground': '#292929',
    '--vscode-foreground': '#292929',
    '--vscode-contrastBorder': '#0f4a85',
    '--vscode-focusBorder': '#006bbd',
  },
});

/** @typedef {keyof typeof THEMES} ThemeName */

/** The samples are TypeScript that uses the science modules: bundled and run here. */
async function readSamples() {
  const outfile = path.join(folder, 'samples.mjs');
  await esbuild.build({
    entryPoints: [path.join(root, 'test/samples/views.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'error',
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
  /** @type {typeof import('../test/samples/views.ts')} */
  const { samples } = await import(`${outfile}?${Date.now()}`);
  return samples();
}

/**
 * @param {ThemeName} theme
 * @param {number} width
 * @param {readonly { view: string, payload: unknown }[]} samples
 */
function page(theme, width, samples) {
  const { kind, ...variables } = THEMES[theme];
  const css = Object.entries({
    '--vscode-font-family': "system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif",
    ...variables,
  })
    .map(([name, value]) => `${name}: ${value};`)
    .join(' ');
  const json = JSON.stringify(samples).replace(/</g, '\\u003c');
  return `<!doctype html>
<html lang="en" style="${css}">
<meta charset="utf-8">
<title>Scalebook views</title>
<body class="${kind}" data-vscode-theme-kind="${kind}" style="margin: 0; background: var(--vscode-editor-background); color: var(--vscode-foreground)">
<main style="width: ${width}px; padding: 16px 24px; box-sizing: content-box"></main>
<script type="module">
const samples = ${json};
const main = document.querySelector('main');
const renderers = {};
for (const [i, { view, payload }] of samples.entries()) {
  const { activate } = await import('/renderers/' + view + '.js');
  renderers[view] ??= activate({ postMessage: message => console.log(JSON.stringify(message)), getState() {}, setState() {} });
  const element = document.createElement('div');
  element.style.margin = '0 0 24px';
  main.append(element);
  renderers[view].renderOutputItem({ id: String(i), mime: 'application/vnd.scalebook.' + view + '+json', json: () => payload }, element);
}
document.body.dataset.ready = 'true';
</script>
</body>
</html>
`;
}

const TYPES = /** @type {Record<string, string>} */ ({
  '.js': 'text/javascript',
  '.html': 'text/html',
  '.map': 'application/json',
});

/** @param {readonly { view: string, payload: unknown }[]} samples */
function serve(samples) {
  const server = http.createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (url.pathname === '/') {
      const theme = url.searchParams.get('theme') ?? 'light';
      const known = /** @type {ThemeName} */ (theme in THEMES ? theme : 'light');
      response.setHeader('content-type', 'text/html');
      response.end(page(known, Number(url.searchParams.get('width') ?? 860), samples));
      return;
    }
    if (url.pathname === '/favicon.ico') {
      response.statusCode = 204;
      response.end();
      return;
    }
    const file = path.join(folder, 'dist', path.normalize(url.pathname));
    if (!file.startsWith(path.join(folder, 'dist')) || !existsSync(file)) {
      response.statusCode = 404;
      response.end();
      return;
    }
    response.setHeader('content-type', TYPES[path.extname(file)] ?? 'application/octet-stream');
    createReadStream(file).pipe(response);
  });
  return /** @type {Promise<http.Server>} */ (
    new Promise(resolve => server.listen(0, '127.0.0.1', () => resolve(server)))
  );
}

/**
 * @param {string} address
 * @param {readonly ThemeName[]} themes
 * @param {readonly number[]} widths
 */
async function shoot(address, themes, widths) {
  const executablePath = findChromium();
  if (!executablePath) throw new Error(NO_CHROMIUM);
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic'] });
  try {
    for (const theme of themes) {
      for (const width of widths) {
        const tab = await browser.newPage({ viewport: { width: width + 48, height: 900 }, deviceScaleFactor: 1.5 });
        tab.on('pageerror', error => console.log(`Uncaught in the page: ${error.message}`));
        tab.on('console', message => message.type() === 'error' && console.log(message.text()));
        await tab.goto(`${address}/?theme=${theme}&width=${width}`);
        await tab.waitForSelector('body[data-ready]');
        await tab.waitForTimeout(800);
        const height = await tab.evaluate(() => document.documentElement.scrollHeight);
        for (let y = 0; y < height; y += PAGE) {
          const file = path.join(folder, `${theme}-${width}-${y / PAGE + 1}.png`);
          const clip = { x: 0, y, width: width + 48, height: Math.min(PAGE, height - y) };
          await tab.screenshot({ path: file, fullPage: true, clip });
        }
        console.log(path.relative(process.cwd(), path.join(folder, `${theme}-${width}-*.png`)));
        await tab.close();
      }
    }
  } finally {
    await browser.close();
  }
}

async function main() {
  const { values } = parseArgs({
    options: {
      theme: { type: 'string', multiple: true, default: Object.keys(THEMES) },
      width: { type: 'string', multiple: true, default: ['860', '420'] },
      serve: { type: 'boolean', default: false },
    },
  });
  const unknown = values.theme.find(name => !(name in THEMES));
  if (unknown) throw new Error(`There is no theme ${unknown}. Themes: ${Object.keys(THEMES).join(', ')}.`);
  await mkdir(folder, { recursive: true });
  await build({ only: ['renderers'], outdir: folder });
  const samples = await readSamples();
  await writeFile(path.join(folder, 'samples.json'), JSON.stringify(samples, null, 1));
  const server = await serve(samples);
  const at = server.address();
  const address = `http://127.0.0.1:${typeof at === 'object' && at ? at.port : ''}`;
  if (values.serve) {
    console.log(`${address}/?theme=light&width=860`);
    return;
  }
  try {
    await shoot(address, /** @type {ThemeName[]} */ (values.theme), values.width.map(Number));
  } finally {
    server.close();
  }
}

main().catch(error => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
