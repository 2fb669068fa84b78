/**
 * Runs every check of the project. Works alone on a fresh clone.
 *
 *   npm test [-- --only e2e,unit]
 *
 * Goes on after a suite that fails; the last line is `N passed, N failed` over all suites.
 */
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { ensureChromium } from './lib/chromium.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { run } from './lib/process.mjs';
import { root } from './lib/project.mjs';

/** @typedef {{ passed: number, failed: number }} Counts */

/** No suite takes a tenth of this; one that does hangs. */
const SUITE_TIMEOUT_MS = 15 * 60_000;

const say = (/** @type {string} */ line) => console.log(line);

/**
 * The suites in the order in which they run. One that throws counts as a failure.
 * @type {Record<string, () => Promise<Counts>>}
 */
const suites = {
  typecheck: () => check('tsc', ['--noEmit']),
  lint: () => check('biome', ['check', '.']),
  build: () => check(process.execPath, ['scripts/build.mjs', '--production']),
  unit: () => vitest('unit', []),
  'integration-node': async () => (await import('./lib/integration.mjs')).runIntegration('node', say),
  'integration-web': async () => (await import('./lib/integration.mjs')).runIntegration('web', say),
  package: async () => (await import('./package.mjs')).verifyPackage(say),
  e2e: () => vitest('e2e', ['--config', 'test/e2e/vitest.config.ts']),
};

const NEED_BROWSER = ['integration-node', 'integration-web', 'package', 'e2e'];

/**
 * Runs a program of the project's packages (or a path) in the project's folder.
 * @param {string} program
 * @param {readonly string[]} args
 */
function runTool(program, args) {
  const windows = process.platform === 'win32';
  const command = path.isAbsolute(program) ? program : path.join(root, 'node_modules', '.bin', program);
  return run(command, args, { cwd: root, shell: windows, timeout: SUITE_TIMEOUT_MS, killSignal: 'SIGKILL' });
}

/**
 * A check that passes or fails as a whole.
 * @param {string} program
 * @param {readonly string[]} args
 * @returns {Promise<Counts>}
 */
async function check(program, args) {
  const passed = (await runTool(program, args)) === 0;
  return { passed: passed ? 1 : 0, failed: passed ? 0 : 1 };
}

/**
 * @param {string} name
 * @param {readonly string[]} args
 * @returns {Promise<Counts>}
 */
async function vitest(name, args) {
  const report = path.join(root, 'out', 'reports', `${name}.json`);
  await mkdir(path.dirname(report), { recursive: true });
  await rm(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const status = await runTool('vitest', ['run', ...args, ...reporters]);
  const { passed, failed } = countResults(JSON.parse(await readFile(report, 'utf8')));
  // Vitest also fails for errors outside of any test.
  return { passed, failed: status === 0 ? failed : Math.max(1, failed) };
}

/**
 * Counts of a vitest report; a file that failed before its first test counts as one failure.
 * @param {{ numPassedTests: number, numFailedTests: number,
 *           testResults: { status: string, assertionResults: { status: string }[] }[] }} report
 * @returns {Counts}
 */
function countResults(report) {
  const broken = report.testResults.filter(
    file => file.status === 'failed' && !file.assertionResults.some(test => test.status === 'failed'),
  );
  return { passed: report.numPassedTests, failed: report.numFailedTests + broken.length };
}

/** @returns {string[]} names of the suites to run */
function wanted() {
  const { values } = parseArgs({ options: { only: { type: 'string' } } });
  if (values.only === undefined) return Object.keys(suites);
  const names = values.only.split(',');
  const unknown = names.filter(name => !(name in suites));
  if (unknown.length > 0) {
    throw new Error(`There is no suite named ${unknown.join(', ')}. Suites: ${Object.keys(suites).join(', ')}.`);
  }
  return names;
}

async function main() {
  const names = wanted();
  await ensureInstalled();
  if (names.some(name => NEED_BROWSER.includes(name))) await ensureChromium();
  const rows = [];
  for (const name of names) {
    console.log(`\n── ${name} ──`);
    const started = Date.now();
    /** @type {Counts} */
    let counts = { passed: 0, failed: 1 };
    try {
      const suite = suites[name];
      if (suite !== undefined) counts = await suite();
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
    }
    rows.push({ name, ...counts, seconds: (Date.now() - started) / 1000 });
  }
  report(rows);
}

/** @param {readonly (Counts & { name: string, seconds: number })[]} rows */
function report(rows) {
  console.log(`\n${'suite'.padEnd(18)}${'passed'.padStart(8)}${'failed'.padStart(8)}${'time'.padStart(10)}`);
  for (const { name, passed, failed, seconds } of rows) {
    const time = `${seconds.toFixed(1)} s`;
    console.log(name.padEnd(18) + String(passed).padStart(8) + String(failed).padStart(8) + time.padStart(10));
  }
  const passed = rows.reduce((sum, row) => sum + row.passed, 0);
  const failed = rows.reduce((sum, row) => sum + row.failed, 0);
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}

main().catch(error => {
  console.error(error instanceof Error ? error.message : error);
  console.log('\n0 passed, 1 failed');
  process.exitCode = 1;
});
