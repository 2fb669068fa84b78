/**
 * Packages the extension as a .vsix that holds only what runs.
 *
 *   npm run package [-- --verify]
 *
 * With --verify, installs it into a fresh VS Code and runs the integration suite against it.
 */
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { createVSIX } from '@vscode/vsce';
import { isMain, root } from './lib/project.mjs';
import { readManifest, stageExtension } from './lib/stage.mjs';

/**
 * @param {(line: string) => void} say
 * @returns {Promise<string>} the .vsix
 */
async function packageExtension(say) {
  const staged = path.join(root, 'out', 'package');
  await stageExtension(staged, { production: true });
  const { name, version } = await readManifest();
  const vsix = path.join(root, 'out', `${name}-${version}.vsix`);
  // The staged folder holds nothing but what ships: nothing to leave out. vsce lists what it packs.
  await writeFile(path.join(staged, '.vscodeignore'), '');
  await createVSIX({
    cwd: staged,
    packagePath: vsix,
    dependencies: false,
    allowMissingRepository: true,
    allowUnusedFilesPattern: true,
    rewriteRelativeLinks: false,
  });
  say(`${path.relative(process.cwd(), vsix)}: ${((await stat(vsix)).size / 1024).toFixed(0)} KB`);
  return vsix;
}

/**
 * Packages, installs the package as a user would, and runs the integration suite against what was installed.
 * @param {(line: string) => void} say
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function verifyPackage(say) {
  const vsix = await packageExtension(say);
  const { installVsix } = await import('./vscode-server.mjs');
  const { runIntegration } = await import('./lib/integration.mjs');
  const extensions = await mkdtemp(path.join(tmpdir(), 'scalebook-vsix-'));
  try {
    await installVsix(vsix, extensions);
    return await runIntegration('node', say, extensions);
  } finally {
    await rm(extensions, { recursive: true, force: true });
  }
}

if (isMain(import.meta.url)) {
  const work = process.argv.includes('--verify') ? verifyPackage(console.log) : packageExtension(console.log);
  work.catch(error => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
