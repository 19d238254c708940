import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { freeEnvironment, runCli } from './support/betalt-process.ts';

const isRoot = process.getuid?.() === 0;
const folder = mkdtempSync(join(tmpdir(), 'betalt-read-only-'));
const isReadOnly = makeReadOnly();
afterAll(() => {
  if (isRoot && isReadOnly) execFileSync('umount', [folder]);
  rmSync(folder, { recursive: true, force: true });
});

it.runIf(isReadOnly)(
  'a data folder that cannot be written is refused in one line, with what to do about it',
  async () => {
    const { code, stdout, stderr } = await runCli(await freeEnvironment(join(folder, 'data')), 'start');
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(
      /^betalt: .*betalt-read-only-.*(read-only|may not be written|cannot be written).*BETALT_DATA_DIR.*\n$/,
    );
  },
);

/** Root may write whatever the mode says, and then only a mount helps, which some containers refuse. */
function makeReadOnly(): boolean {
  if (!isRoot) {
    chmodSync(folder, 0o555);
    return true;
  }
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'ro', 'tmpfs', folder], { stdio: 'ignore' });
    return true;
  } catch {
    // NOTE: the test is then reported as skipped.
    return false;
  }
}
