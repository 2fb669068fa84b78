/** Opening the browser of the person at this machine. */
import { spawn } from 'node:child_process';
import process from 'node:process';
import { findChromium, findOnPath } from './chromium.mjs';

/**
 * Opens an address in the default browser and says what happened, in a sentence.
 * @param {string} address
 * @returns {Promise<string>}
 */
export async function openInBrowser(address) {
  if (process.platform === 'darwin') return launch('open', [address]);
  if (process.platform === 'win32') return launch('explorer.exe', [address]);
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    const { port } = new URL(address);
    return [
      'This machine has no display, so no browser was opened: open the address in a browser.',
      `From another machine, forward the port first: ssh -L ${port}:127.0.0.1:${port} <this machine>`,
    ].join('\n');
  }
  const opener = findOnPath('xdg-open') ?? findOnPath('firefox') ?? findChromium();
  if (opener !== undefined) return launch(opener, [address]);
  return 'No browser was found here. Install one (for example `sudo apt-get install firefox-esr`) and open the address in it.';
}

/**
 * @param {string} program
 * @param {readonly string[]} args
 * @returns {Promise<string>}
 */
function launch(program, args) {
  return new Promise(resolve => {
    const child = spawn(program, args, { stdio: 'ignore', detached: true });
    child.once('error', () => resolve(`${program} could not be started: open the address in a browser.`));
    child.once('spawn', () => resolve('Your browser is opening it.'));
    child.unref();
  });
}
