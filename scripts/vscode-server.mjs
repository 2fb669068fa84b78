/**
 * A real VS Code from the npm registry: its server, and its workbench in a browser.
 *
 *   node scripts/vscode-server.mjs        installs it, once, into .cache/vscode
 *
 * The package `code-server` carries VS Code's own server; it needs Node 24, which a package carries too.
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, openSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { endGroup, pause, run } from './lib/process.mjs';
import { isMain } from './lib/project.mjs';
import { installServer, nodeProgram, vscodeHome } from './lib/server-install.mjs';

/** Settings that keep a fresh VS Code quiet. */
export const QUIET_SETTINGS = {
  'chat.commandCenter.enabled': false,
  'chat.disableAIFeatures': true,
  'extensions.ignoreRecommendations': true,
  'files.hotExit': 'off',
  'git.enabled': false,
  'remote.autoForwardPorts': false,
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
};

/** @returns {Promise<string>} path of a page's static files on the server: `/stable-<commit>/static` */
export async function staticPath() {
  const product = JSON.parse(await readFile(path.join(vscodeHome, 'product.json'), 'utf8'));
  return `/${product.quality ?? 'oss'}-${product.commit}/static`;
}

/** The folder whose files the server serves below {@link staticPath}. */
export const staticFolder = vscodeHome;

/**
 * @typedef {object} Server
 * @property {string} origin `http://127.0.0.1:PORT`
 * @property {string} authority `127.0.0.1:PORT`
 * @property {string} token what a page must show once, as `tkn` in its address
 * @property {string} logFile what the server printed
 * @property {Promise<void>} ended settles when the server has ended, for whatever reason
 * @property {() => Promise<void>} stop
 */

/**
 * Starts the server and waits until it listens.
 * @param {object} options
 * @param {string} options.dataDir folder for its data; fresh for a fresh VS Code
 * @param {string} options.extensionsDir folder of installed extensions
 * @param {Record<string, unknown>} [options.settings] user settings over {@link QUIET_SETTINGS}, where `dataDir` has none yet
 * @param {number} [options.port] any free one by default
 * @param {boolean} [options.testing] lets a page's address name an extension under development and its tests
 * @param {boolean} [options.unattended] the server ends by itself, some minutes after its last page has gone
 * @param {Record<string, string>} [options.env] more environment, which extensions see too
 * @returns {Promise<Server>}
 */
export async function startServer({
  dataDir,
  extensionsDir,
  settings = {},
  port = 0,
  testing = false,
  unattended = false,
  env = {},
}) {
  await installServer();
  await mkdir(extensionsDir, { recursive: true });
  await writeSettings(path.join(dataDir, 'data', 'User', 'settings.json'), settings);
  const logFile = path.join(dataDir, 'server.log');
  const log = openSync(logFile, 'w');
  const token = randomBytes(16).toString('hex');
  const child = spawn(
    nodeProgram(),
    [
      path.join(vscodeHome, 'out', 'server-main.js'),
      ...['--host', '127.0.0.1', '--port', String(port), '--connection-token', token],
      ...['--accept-server-license-terms', '--telemetry-level', 'off', '--disable-workspace-trust'],
      ...(unattended ? ['--enable-remote-auto-shutdown'] : []),
      ...['--server-data-dir', dataDir, '--extensions-dir', extensionsDir],
      ...(testing ? ['--enable-smoke-test-driver'] : []),
    ],
    { stdio: ['ignore', log, log], detached: true, env: { ...cleanEnvironment(), ...env } },
  );
  const ended = /** @type {Promise<void>} */ (new Promise(resolve => child.once('close', () => resolve())));
  const bound = await waitForPort(child, logFile);
  const authority = `127.0.0.1:${bound}`;
  return { origin: `http://${authority}`, authority, token, logFile, ended, stop: () => endGroup(child) };
}

/**
 * @param {string} file kept as it is where it exists: it may hold what a person has set
 * @param {Record<string, unknown>} settings
 */
async function writeSettings(file, settings) {
  if (existsSync(file)) return;
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify({ ...QUIET_SETTINGS, ...settings }, undefined, 2)}\n`);
}

/** The environment without what a surrounding VS Code or Node test run would pass on. */
function cleanEnvironment() {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(VSCODE_|ELECTRON_|NODE_OPTIONS$|VITEST)/.test(name)),
  );
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {string} logFile
 * @returns {Promise<number>}
 */
async function waitForPort(child, logFile) {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline && child.exitCode === null && child.signalCode === null) {
    const listening = /agent listening on (\d+)/.exec(await readFile(logFile, 'utf8'));
    if (listening) return Number(listening[1]);
    await pause(100);
  }
  await endGroup(child);
  const said = (await readFile(logFile, 'utf8')).trim().split('\n').slice(-15).join('\n');
  throw new Error(`VS Code's server did not start. Its last words (${logFile}):\n${said}`);
}

/**
 * Installs a packaged extension, as a user would with `code --install-extension`.
 * @param {string} vsix
 * @param {string} extensionsDir
 */
export async function installVsix(vsix, extensionsDir) {
  await installServer();
  let said = '';
  const status = await run(
    nodeProgram(),
    [
      path.join(vscodeHome, 'out', 'server-main.js'),
      ...['--install-extension', vsix, '--force', '--accept-server-license-terms'],
      ...['--extensions-dir', extensionsDir, '--server-data-dir', path.join(extensionsDir, '.data')],
    ],
    {
      env: cleanEnvironment(),
      onText: text => {
        said += text;
      },
    },
  );
  if (status !== 0 || !said.includes('was successfully installed')) {
    throw new Error(`VS Code did not install ${vsix}:\n${said.trim()}`);
  }
}

/**
 * Address of a workbench on a folder.
 * @param {Server} server
 * @param {string} folder absolute path
 * @param {Record<string, string>} [payload] such as `{ openFile: … }`
 */
export function workbenchUrl(server, folder, payload = {}) {
  const url = new URL(server.origin);
  url.searchParams.set('tkn', server.token);
  url.searchParams.set('folder', uriPath(folder));
  if (Object.keys(payload).length > 0) url.searchParams.set('payload', JSON.stringify(Object.entries(payload)));
  return url.href;
}

/**
 * A file on the server's machine as the workbench names it.
 * @param {Server} server
 * @param {string} file absolute path
 */
export const remoteUri = (server, file) => `vscode-remote://${server.authority}${encodeURI(uriPath(file))}`;

/** @param {string} file as this system writes it; `C:\\a` becomes `/c:/a` */
const uriPath = file => decodeURIComponent(pathToFileURL(file).pathname);

if (isMain(import.meta.url)) {
  installServer().then(
    () => console.log(`VS Code's server is ready in ${path.relative(process.cwd(), vscodeHome)}.`),
    error => {
      console.error(error instanceof Error ? error.message : error);
      process.exitCode = 1;
    },
  );
}
