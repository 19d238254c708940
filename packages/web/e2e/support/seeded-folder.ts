import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

const VARIABLE = 'BETALT_E2E_SEEDED_FOLDER';
const SEEDED_WITHIN_MS = 120_000;

/**
 * Vitest's global setup of the browser tests: where the demo's customers are written once a run, as seeding takes longer than
 * the tests of a file do. The first file that asks has it made; whoever needs none waits for none.
 */
export default function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'betalt-e2e-seeded-'));
  process.env[VARIABLE] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}

/** @param seed starts Betalt on an empty folder, and stops it when that has been filled */
export async function copySeededFolder(target: string, seed: (dataDir: string) => Promise<void>): Promise<void> {
  const root = process.env[VARIABLE];
  if (root === undefined) return;
  const seeded = join(root, 'data');
  const mark = join(root, 'is-seeded');
  if (isFirst(root)) {
    await seed(seeded);
    writeFileSync(mark, '');
  }
  await untilThere(mark);
  // With owners and modes: PostgreSQL refuses a folder that others may read.
  await promisify(execFile)('cp', ['-a', `${seeded}/.`, target]);
}

/** Of the files that run at the same time, one makes it: a folder can be made once. */
function isFirst(root: string): boolean {
  try {
    mkdirSync(join(root, 'claimed'));
    return true;
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code !== 'EEXIST') throw failure;
    return false;
  }
}

async function untilThere(mark: string): Promise<void> {
  const deadline = Date.now() + SEEDED_WITHIN_MS;
  while (!existsSync(mark)) {
    if (Date.now() > deadline) throw new Error('the test file that writes the demo data has not done so; it says why');
    await pause(100);
  }
}
