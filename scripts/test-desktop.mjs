/**
 * The integration suite in a desktop VS Code that is downloaded (once) from Microsoft's server. For machines that
 * reach that server and have a display (or xvfb-run); `npm test` runs the same suite without either.
 *
 *   npm run test:desktop [-- --version stable]
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { runTests } from '@vscode/test-electron';
import { build } from './build.mjs';
import { root } from './lib/project.mjs';

async function main() {
  const { values } = parseArgs({ options: { version: { type: 'string', default: 'stable' } } });
  await build();
  const workspace = await mkdtemp(path.join(tmpdir(), 'scalebook-desktop-'));
  try {
    await runTests({
      version: values.version,
      cachePath: path.join(root, '.cache', 'vscode-desktop'),
      extensionDevelopmentPath: root,
      extensionTestsPath: path.join(root, 'out', 'test', 'index.js'),
      launchArgs: [workspace, '--disable-extensions', '--disable-workspace-trust'],
    });
  } finally {
    await rm(workspace, { recursive: true, force: true });
  }
}

main().catch(error => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
