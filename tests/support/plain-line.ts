// Closes the run with one line that any CI can read: "12 passed, 0 failed". Says before it what was skipped, and why.

import type { Reporter, TestCase, TestModule } from 'vitest/node';

export default class PlainLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (state: string) => tests.filter((test) => test.result().state === state).length;
    const failed =
      count('failed') + modules.filter(failedOutsideTests).length + unhandledErrors.length + failedChecks();
    const line = `${count('passed')} passed, ${failed} failed`;
    // At exit, so that nothing that stops after the tests can write below it.
    process.on('exit', () => {
      for (const test of tests) if (test.result().state === 'skipped') console.log(skipped(test));
      console.log(line);
    });
  }
}

/** A file that could not be loaded, or a hook that threw, fails without a test that failed. */
function failedOutsideTests(module: TestModule): boolean {
  const suites = [...module.children.allSuites()];
  return module.errors().length > 0 || suites.some((suite) => suite.errors().length > 0);
}

/** Type, format and unused-code checks that failed in tests/run before the tests. */
function failedChecks(): number {
  return Number(process.env.FAILED_CHECKS ?? 0);
}

function skipped(test: TestCase): string {
  const result = test.result();
  const note = result.state === 'skipped' ? result.note : undefined;
  return `skipped: ${test.fullName}${note ? ` (${note})` : ''}`;
}
