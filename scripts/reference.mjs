/**
 * Writes the reference pages: `npm run reference`. A unit test compares them with what the code says, so that they are never stale.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import esbuild from 'esbuild';
import { root } from './lib/project.mjs';

const folder = await mkdtemp(path.join(os.tmpdir(), 'scalebook-reference-'));
try {
  const script = path.join(folder, 'pages.cjs');
  await esbuild.build({
    entryPoints: [path.join(root, 'src/language/services/reference/pages.ts')],
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    mainFields: ['module', 'main'],
    outfile: script,
    logLevel: 'error',
  });
  const pages = createRequire(import.meta.url)(script).referencePages();
  const out = path.join(root, 'docs/reference');
  await rm(out, { recursive: true, force: true });
  for (const page of pages) {
    const file = path.join(out, page.path);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, page.text);
  }
  console.log(`Wrote ${pages.length} pages to docs/reference.`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
