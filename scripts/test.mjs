// `npm test [-- what vitest takes]`: runs vitest and ends with one line, `N passed, M failed[, K skipped]`, of all projects.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inRoot } from './setup/root.mjs';
import { totalsLine } from './totals.mjs';

const folder = mkdtempSync(join(tmpdir(), 'betalt-totals-'));
const totalsPath = join(folder, 'totals.json');

// Ctrl-C reaches vitest as well; it ends first, and the line is still written.
process.on('SIGINT', () => {});
const code = await runVitest(process.argv.slice(2));
process.stdout.write(`${totalsLine(readTotals(), code)}\n`);
rmSync(folder, { recursive: true, force: true });
process.exitCode = code;

function runVitest(args) {
  const reporters = ['--reporter=default', `--reporter=${inRoot('scripts/totals-reporter.mjs')}`];
  const child = spawn(process.execPath, [inRoot('node_modules/vitest/vitest.mjs'), 'run', ...reporters, ...args], {
    cwd: inRoot(),
    stdio: 'inherit',
    env: { ...process.env, BETALT_TEST_TOTALS: totalsPath },
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode) => resolve(exitCode ?? 1));
  });
}

function readTotals() {
  try {
    return JSON.parse(readFileSync(totalsPath, 'utf8'));
  } catch {
    // vitest ended before it could report: counted as a failure below.
    return undefined;
  }
}
