/** Finding and starting a Chromium or Chrome that can be driven. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

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
