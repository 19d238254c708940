import { writeFileSync } from 'node:fs';
import { countTests } from './totals.mjs';

/** A vitest reporter that leaves the totals of a run in the file that BETALT_TEST_TOTALS names, for scripts/test.mjs. */
export default class TotalsReporter {
  onTestRunEnd(testModules, unhandledErrors) {
    const path = process.env.BETALT_TEST_TOTALS;
    if (path !== undefined) writeFileSync(path, JSON.stringify(countTests(testModules, unhandledErrors)));
  }
}
