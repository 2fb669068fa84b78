/** Runs the integration suite inside VS Code's node host or web host. */
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from '../build.mjs';
import { remoteUri, startServer, staticFolder, staticPath, workbenchUrl } from '../vscode-server.mjs';
import { launchBrowser } from './chromium.mjs';
import { stageExtension } from './stage.mjs';

/** @typedef {{ passed: number, failed: number }} Counts */

const TIMEOUT_MS = 5 * 60_000;

/** As printed by the suite's reporter. */
const SUMMARY = /@scalebook-summary (\{.*\})/;

/** What VS Code logs about native modules and a marketplace that it does without. */
const NOISE = /spdlog|native-watchdog|open-vsx|ServiceWorker|socket|connection token/;

/**
 * @param {'node' | 'web'} host
 * @param {(line: string) => void} say receives what the suite prints
 * @param {string} [installed] a folder of installed extensions to test, in place of one built from the sources
 * @returns {Promise<Counts>}
 */
export async function runIntegration(host, say, installed) {
  const base = await mkdtemp(path.join(tmpdir(), 'scalebook-'));
  /** @type {(() => Promise<unknown>)[]} */
  const closers = [() => rm(base, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })];
  try {
    const extension = path.join(base, 'extension');
    const workspace = path.join(base, 'workspace');
    await mkdir(workspace);
    if (installed === undefined) await stageExtension(extension);
    else await stageBareExtension(extension);
    await build({ outdir: extension, only: ['integration-tests'] });
    const server = await startServer({
      dataDir: path.join(base, 'data'),
      extensionsDir: installed ?? path.join(base, 'extensions'),
      testing: true,
      unattended: true,
    });
    closers.push(server.stop);
    const browser = await launchBrowser();
    closers.push(() => browser.close());
    const page = await browser.newPage();
    const ended = watchSuite(page, say);
    if (host === 'node') {
      await page.goto(
        workbenchUrl(server, workspace, {
          extensionDevelopmentPath: remoteUri(server, extension),
          extensionTestsPath: remoteUri(server, path.join(extension, 'out', 'test', 'index.js')),
          skipWelcome: 'true',
        }),
      );
    } else {
      // Files of the extension come from the page's own origin: the server serves what lies below its own folder.
      const link = path.join(staticFolder, path.basename(base));
      await symlink(extension, link, 'junction');
      closers.push(() => rm(link, { force: true }));
      await page.context().addCookies([{ name: 'vscode-tkn', value: server.token, url: server.origin }]);
      await developInWebHost(page, server.authority, `${await staticPath()}/${path.basename(base)}`);
      await page.goto(server.origin);
    }
    return await ended;
  } finally {
    for (const close of closers.reverse()) await close();
  }
}

/**
 * VS Code runs tests beside an extension under development: an empty one, where an installed one is tested.
 * @param {string} target
 */
async function stageBareExtension(target) {
  await mkdir(target, { recursive: true });
  const manifest = {
    name: 'integration-tests',
    publisher: 'scalebook',
    version: '0.0.1',
    engines: { vscode: '^1.100.0' },
  };
  await writeFile(path.join(target, 'package.json'), JSON.stringify(manifest));
}

/**
 * Resolves with the counts when the suite has ended; rejects when it ended without any.
 * @param {import('playwright-core').Page} page
 * @param {(line: string) => void} say
 * @returns {Promise<Counts>}
 */
async function watchSuite(page, say) {
  /** @type {Counts | undefined} */
  let counts;
  /** @type {string[]} */
  const log = [];
  /** @type {(code: number) => void} */
  let exited = () => {};
  const exit = new Promise(resolve => {
    exited = resolve;
  });
  await page.exposeFunction('codeAutomationLog', (/** @type {string} */ _type, /** @type {unknown[]} */ args) => {
    const text = args.map(String).join(' ');
    if (!NOISE.test(text)) log.push(text);
    const summary = SUMMARY.exec(text);
    if (summary?.[1]) counts = JSON.parse(summary[1]);
    else if (/^\s*[✓✗]/u.test(text)) say(text);
  });
  await page.exposeFunction('codeAutomationExit', exited);
  const late = new Promise(resolve => setTimeout(resolve, TIMEOUT_MS, 'late').unref());
  const how = await Promise.race([exit, late]);
  if (counts === undefined) {
    const what =
      how === 'late'
        ? `The integration suite had not ended after ${TIMEOUT_MS / 1000} s.`
        : `The integration suite ended with code ${how} before it reported its counts.`;
    throw new Error([what, 'The last that VS Code logged:', ...log.slice(-20)].join('\n'));
  }
  return counts;
}

/**
 * Rewrites the page's configuration so that the extension and its tests run in the web host.
 * @param {import('playwright-core').Page} page
 * @param {string} authority
 * @param {string} extensionPath path of the extension on the server
 */
async function developInWebHost(page, authority, extensionPath) {
  const at = (/** @type {string} */ file) => ({ scheme: 'http', authority, path: extensionPath + file });
  await page.route(
    url => url.pathname === '/',
    async route => {
      const response = await route.fetch();
      const html = await response.text();
      const body = html.replace(
        /(id="vscode-workbench-web-configuration" data-settings=")([^"]*)(")/,
        (_, before, settings, after) => {
          const configuration = JSON.parse(settings.replaceAll('&quot;', '"').replaceAll('&amp;', '&'));
          delete configuration.remoteAuthority;
          delete configuration.folderUri;
          configuration.workspaceUri = { scheme: 'tmp', path: '/default.code-workspace' };
          configuration.developmentOptions = {
            ...configuration.developmentOptions,
            extensions: [at('')],
            extensionTestsPath: at('/out/test/index.js'),
          };
          return before + JSON.stringify(configuration).replaceAll('&', '&amp;').replaceAll('"', '&quot;') + after;
        },
      );
      await route.fulfill({ response, body });
    },
  );
}
