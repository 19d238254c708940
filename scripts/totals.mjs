/**
 * The last line of a test run. Whatever made vitest fail counts as at least one failure, so the line never says
 * `0 failed` over a failed run.
 * @param {{ passed: number, failed: number, skipped: number } | undefined} totals undefined: vitest did not report
 */
export function totalsLine(totals, exitCode) {
  const { passed, failed, skipped } = totals ?? { passed: 0, failed: 0, skipped: 0 };
  const line = `${passed} passed, ${exitCode === 0 ? failed : Math.max(failed, 1)} failed`;
  return skipped > 0 ? `${line}, ${skipped} skipped` : line;
}

/** Counts the tests of vitest's modules, and as failed what kept tests from running: files and hooks that threw. */
export function countTests(testModules, unhandledErrors) {
  const totals = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
  for (const testModule of testModules) {
    totals.failed += testModule.errors().length > 0 ? 1 : 0;
    for (const suite of testModule.children.allSuites()) totals.failed += suite.errors().length > 0 ? 1 : 0;
    for (const test of testModule.children.allTests()) totals[kindOf(test.result().state)] += 1;
  }
  return totals;
}

/** A test that was collected and never ran (`pending`) is skipped in this sense as well. */
function kindOf(state) {
  return state === 'passed' || state === 'failed' ? state : 'skipped';
}
