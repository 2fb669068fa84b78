/** Finding and starting a Chromium or Chrome that can be driven. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { run } from './process.mjs';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'google-chrome-beta',
  'chrome',
  'microsoft-edge',
];

/** Where installers put browsers that are not on the PATH. */
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ...[process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
    .filter(folder => folder !== undefined)
    .flatMap(folder => [
      path.join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
      path.join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
    ]),
];

export const NO_CHROMIUM = [
  'No Chromium or Chrome was found, and the tests in the real VS Code need one.',
  'Install one (Debian and Ubuntu: `sudo apt-get install chromium`), or set CHROME_PATH to its program.',
].join('\n');

/**
 * The program of a Chromium-like browser: CHROME_PATH, else the first on the PATH, else in the usual places.
 * @returns {string | undefined}
 */
export function findChromium() {
  const told = process.env.CHROME_PATH;
  if (told) {
    if (existsSync(told)) return told;
    throw new Error(`CHROME_PATH is set to ${told}, which does not exist.`);
  }
  return NAMES.map(findOnPath).find(found => found !== undefined) ?? PLACES.find(place => existsSync(place));
}

/**
 * The full path of a program on the PATH.
 * @param {string} name without `.exe`
 * @returns {string | undefined}
 */
export function findOnPath(name) {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', '.bat'] : [''];
  return (process.env.PATH ?? '')
    .split(path.delimiter)
    .filter(folder => folder !== '')
    .flatMap(folder => endings.map(ending => path.join(folder, name + ending)))
    .find(file => existsSync(file));
}

/** Where this process may install packages of Debian or Ubuntu, installs Chromium if there is none. */
export async function ensureChromium() {
  const mayInstall = process.platform === 'linux' && process.getuid?.() === 0 && findOnPath('apt-get') !== undefined;
  if (findChromium() !== undefined || !mayInstall) return;
  console.log('Installing Chromium (apt-get) …');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  let said = '';
  const onText = (/** @type {string} */ text) => {
    said += text;
  };
  const updated = await run('apt-get', ['update'], { env, onText });
  const install = ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'];
  const installed = updated === 0 ? await run('apt-get', install, { env, onText }) : updated;
  if (installed !== 0)
    console.error(`Chromium could not be installed:\n${said.trim().split('\n').slice(-8).join('\n')}`);
}

const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-gpu',
  '--disable-quic',
  '--disable-sync',
  '--no-first-run',
  // Chromium's own sandbox does not work for root, nor in most containers; all pages are ours.
  '--no-sandbox',
];

/**
 * Starts the Chromium or Chrome that this machine has, without a window.
 * @returns {Promise<import('playwright-core').Browser>}
 */
export async function launchBrowser() {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error(NO_CHROMIUM);
  const { chromium } = await import('playwright-core');
  return chromium.launch({ executablePath, args: QUIET });
}
