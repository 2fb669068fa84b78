import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from '../../../scripts/build.mjs';
import { installedName, stageExtension } from '../../../scripts/lib/stage.mjs';

/** Folders of one VS Code that nothing else uses. */
export interface Sandbox {
  readonly data: string;
  readonly extensions: string;
  /** A copy of the workspace that was asked for, so that a test may change it. */
  readonly workspace: string;
  readonly remove: () => Promise<void>;
}

const DRIVER_MANIFEST = {
  name: 'test-driver',
  publisher: 'scalebook',
  version: '0.0.1',
  engines: { vscode: '^1.100.0' },
  main: './driver.js',
  activationEvents: ['*'],
};

/** Lays out folders for one VS Code: extensions as if installed, and a copy of `workspace`. */
export async function createSandbox(options: {
  readonly workspace: string;
  /** An unpacked extension to use in place of one built from the sources. */
  readonly extension?: string;
}): Promise<Sandbox> {
  const base = await mkdtemp(path.join(tmpdir(), 'scalebook-'));
  const remove = () => rm(base, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  try {
    const extensions = path.join(base, 'extensions');
    const target = path.join(extensions, await installedName());
    if (options.extension === undefined) await stageExtension(target);
    else await cp(options.extension, target, { recursive: true });
    await stageDriver(base, path.join(extensions, 'scalebook.test-driver-0.0.1'));
    const workspace = path.join(base, path.basename(options.workspace));
    await cp(options.workspace, workspace, { recursive: true });
    return { data: path.join(base, 'data'), extensions, workspace, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function stageDriver(base: string, target: string): Promise<void> {
  await build({ outdir: base, only: ['driver'] });
  await mkdir(target, { recursive: true });
  await cp(path.join(base, 'out', 'e2e', 'driver'), target, { recursive: true });
  await writeFile(path.join(target, 'package.json'), JSON.stringify(DRIVER_MANIFEST));
}
