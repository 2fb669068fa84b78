/**
 * Opens the gallery in VS Code. Works alone on a fresh clone.
 *
 *   npm start [-- --server] [-- --no-open] [-- --port 8137]
 *
 * Takes the desktop's `code` where there is one, else (or with --server) VS Code's server and a browser.
 */
import { existsSync, readdirSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { openInBrowser } from './lib/browser.mjs';
import { findOnPath } from './lib/chromium.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { run } from './lib/process.mjs';
import { root } from './lib/project.mjs';

const PORT = 8137;
const gallery = path.join(root, 'notebooks');

async function main() {
  const { values } = parseArgs({
    allowNegative: true,
    options: {
      server: { type: 'boolean', default: false },
      open: { type: 'boolean', default: true },
      port: { type: 'string', default: String(PORT) },
    },
  });
  await ensureInstalled();
  const code = values.server ? undefined : findOnPath('code');
  if (code !== undefined && (await openDesktop(code))) return;
  await serve({ open: values.open, port: Number(values.port) });
}

/** The notebook to begin with. */
function firstNotebook() {
  const welcome = path.join(gallery, 'welcome.scalebook');
  if (existsSync(welcome)) return welcome;
  const name = readdirSync(gallery).find(file => file.endsWith('.scalebook'));
  return name === undefined ? undefined : path.join(gallery, name);
}

/**
 * @param {string} code the desktop's VS Code
 * @returns {Promise<boolean>} whether a window was opened
 */
async function openDesktop(code) {
  const { build } = await import('./build.mjs');
  await build();
  console.log('Opening the gallery in VS Code …');
  const first = firstNotebook();
  const args = [`--extensionDevelopmentPath=${root}`, '--disable-workspace-trust', gallery, ...(first ? [first] : [])];
  const status = await run(code, args, { shell: process.platform === 'win32' });
  if (status !== 0) console.log(`${code} ended with status ${status}; taking VS Code's server in its place.`);
  return status === 0;
}

/** @param {{ open: boolean, port: number }} options */
async function serve({ open, port }) {
  const { installedName, stageExtension } = await import('./lib/stage.mjs');
  const { startServer, workbenchUrl } = await import('./vscode-server.mjs');
  const extensions = await mkdtemp(path.join(tmpdir(), 'scalebook-start-'));
  try {
    await stageExtension(path.join(extensions, await installedName()));
    await cp(path.join(root, 'scripts', 'opener'), path.join(extensions, 'scalebook.opener-0.0.1'), {
      recursive: true,
    });
    const server = await startServer({
      dataDir: path.join(root, '.cache', 'start'),
      extensionsDir: extensions,
      port: (await isFree(port)) ? port : 0,
      env: { SCALEBOOK_OPEN: firstNotebook() ?? '' },
    });
    try {
      const address = workbenchUrl(server, gallery);
      console.log(`\nScalebook's gallery is at\n\n  ${address}\n`);
      console.log(open ? await openInBrowser(address) : 'Open it in a browser.');
      console.log('Ctrl-C stops it.');
      await Promise.race([interrupted(), server.ended]);
    } finally {
      await server.stop();
    }
  } finally {
    await rm(extensions, { recursive: true, force: true });
  }
}

/** Settles when the person or the system asks this process to end. */
const interrupted = () =>
  new Promise(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, resolve);
  });

/**
 * @param {number} port
 * @returns {Promise<boolean>}
 */
const isFree = port =>
  new Promise(resolve => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });

main().catch(error => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
