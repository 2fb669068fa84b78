/** Installing the project's own packages. Uses nothing but Node, so that it runs on a fresh clone. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { npm } from './process.mjs';
import { root } from './project.mjs';

const NODE_MAJOR = 20;

/**
 * Runs `npm ci` unless every package of package-lock.json is there in its version.
 * @param {(message: string) => void} [say]
 */
export async function ensureInstalled(say = console.log) {
  if (Number.parseInt(process.versions.node, 10) < NODE_MAJOR) {
    throw new Error(`Scalebook needs Node ${NODE_MAJOR} or later; this is ${process.version}.`);
  }
  if (isInstalled()) return;
  say('Installing packages (npm ci) …');
  await npm(['ci'], root);
}

function isInstalled() {
  const file = path.join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(file)) return false;
  const wanted = packagesOf(path.join(root, 'package-lock.json'));
  const present = packagesOf(file);
  return Object.entries(wanted)
    .filter(([name, { optional, devOptional }]) => name !== '' && !optional && !devOptional)
    .every(([name, { version }]) => present[name]?.version === version);
}

/**
 * @param {string} lockFile
 * @returns {Record<string, { version?: string, optional?: boolean, devOptional?: boolean }>}
 */
const packagesOf = lockFile => JSON.parse(readFileSync(lockFile, 'utf8')).packages ?? {};
