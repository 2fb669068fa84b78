import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Builds bundles into a folder of their own and gives back where they are. */
export async function bundle(...names: string[]): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'scalebook-test-'));
  const { build } = (await import('../../../scripts/build.mjs' as string)) as {
    build: (options: { outdir: string; only: string[] }) => Promise<unknown>;
  };
  await build({ outdir: folder, only: names });
  return path.join(folder, 'dist');
}
