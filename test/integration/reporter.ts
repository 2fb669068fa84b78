/** Starts the line of JSON that tells the test driver the counts: `{ "passed": 3, "failed": 0 }`. */
export const SUMMARY_MARK = '@scalebook-summary ';

/** Prints each test on a line, and the counts as JSON at the end. All that both hosts have is the console. */
export class Reporter implements Mocha.reporters.Base {
  readonly stats: Mocha.Stats = { suites: 0, tests: 0, passes: 0, pending: 0, failures: 0 };
  readonly failures: Mocha.Test[] = [];

  constructor(readonly runner: Mocha.Runner) {
    runner.on('pass', test => {
      this.stats.passes += 1;
      console.log(`  ✓ ${test.fullTitle()} (${test.duration ?? 0} ms)`);
    });
    runner.on('fail', (test, error) => {
      this.stats.failures += 1;
      this.failures.push(test);
      console.log(`  ✗ ${test.fullTitle()}\n${error.stack ?? error}`);
    });
    runner.on('end', () => this.epilogue());
  }

  epilogue(): void {
    console.log(SUMMARY_MARK + JSON.stringify({ passed: this.stats.passes, failed: this.stats.failures }));
  }
}
