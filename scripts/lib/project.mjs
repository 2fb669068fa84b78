/** Where the project stands, and whether a module was started as a command. */
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The repository's folder. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/**
 * True when the module at `url` is the script that Node was asked to run.
 * @param {string} url the module's `import.meta.url`
 */
export function isMain(url) {
  const script = process.argv[1];
  return script !== undefined && pathToFileURL(path.resolve(script)).href === url;
}
