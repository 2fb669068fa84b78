/**
 * The integration suite: runs inside VS Code, in its node host and its web host alike, against the extension as built.
 * VS Code's test runners call `run`.
 */
import * as vscode from 'vscode';
import { Reporter } from './reporter';

/** Test files. Add yours here: they register their tests when they are imported, so not before mocha is set up. */
const suites = [
  () => import('./notebook.test'),
  () => import('./dataflow.test'),
  () => import('./language.test'),
  () => import('./editing.test'),
  () => import('./sharing.test'),
  () => import('./corpus.test'),
];

export async function run(): Promise<void> {
  // Mocha's build for browsers takes over `module.exports` when it loads: by now the host holds ours.
  await import('mocha/mocha.js');
  // Not its ready-made `mocha`, which expects a page around it.
  const runner = new Mocha({ ui: 'bdd', reporter: Reporter, timeout: 20_000 });
  runner.suite.emit(Mocha.Suite.constants.EVENT_FILE_PRE_REQUIRE, globalThis, '', runner);
  // Each open notebook has a kernel. What was changed stays open: VS Code would ask.
  runner.suite.afterEach(async () => {
    const tabs = vscode.window.tabGroups.all.flatMap(group => group.tabs).filter(tab => !tab.isDirty);
    await vscode.window.tabGroups.close(tabs);
  });
  for (const load of suites) await load();
  const failures = await new Promise<number>(resolve => {
    runner.run(resolve);
  });
  if (failures > 0) throw new Error(`${failures} integration tests failed.`);
}
