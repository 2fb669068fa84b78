/**
 * Assembles `src/science/numeric/kernels.wat` into `kernels-binary.ts`: `node scripts/wasm/build.mjs`.
 * A test assembles it again and compares.
 */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import wabt from 'wabt';

const folder = path.resolve(import.meta.dirname, '../../src/science/numeric');

/** @returns {Promise<string>} the module's bytes in base64 */
export async function assemble() {
  const { parseWat } = await wabt();
  const source = path.join(folder, 'kernels.wat');
  const parsed = parseWat(source, await readFile(source, 'utf8'), { simd: true });
  const { buffer } = parsed.toBinary({});
  parsed.destroy();
  return Buffer.from(buffer).toString('base64');
}

if (process.argv[1] === import.meta.filename) {
  const lines = (await assemble()).match(/.{1,100}/g) ?? [];
  const text = `/** \`kernels.wat\`, assembled by \`scripts/wasm/build.mjs\`: base64. */\nexport const kernelsBinary =\n${lines.map(line => `  '${line}'`).join(' +\n')};\n`;
  await writeFile(path.join(folder, 'kernels-binary.ts'), text);
}
