import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { identify } from '../../src/supervise/process-identity.ts';

export const isRoot = process.getuid?.() === 0;

/** Whether this machine lets the test mount a small file system. */
export const canMount = isRoot && mountable();

export type Said = { url: string; pid: number; code: string; message: string; remedy: string };
export type Program = { child: ChildProcess; said: Promise<Said>; ended: Promise<void> };

/** A folder that goes when the test is over, after everything that later lines of the test have put on the list. */
export function temporaryFolder(): string {
  const path = mkdtempSync(join(tmpdir(), 'betalt-embedded-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }));
  return path;
}

/** Starts run-postgres.ts in a process of its own; `said` is the one line it writes. It is killed when the test is over. */
export function runPostgres(args: string[], options: { env?: NodeJS.ProcessEnv; uid?: number } = {}): Program {
  const program = fileURLToPath(new URL('../programs/run-postgres.ts', import.meta.url));
  const user = options.uid === undefined ? {} : { uid: options.uid, gid: options.uid };
  const child = spawn(process.execPath, [program, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...options.env },
    ...user,
  });
  const ended = exitOf(child);
  onTestFinished(async () => {
    child.kill('SIGTERM');
    await ended;
  });
  const said = firstLine(child);
  said.catch(() => {}); // A program killed before its word is what some tests want; whoever waits for it still sees.
  return { child, said, ended };
}

export async function killHard(program: Program): Promise<void> {
  program.child.kill('SIGKILL');
  await program.ended;
}

/** A PATH with links to just these programs, as on a machine that has no others. */
export function pathWithOnly(names: readonly string[]): string {
  const folder = temporaryFolder();
  for (const name of names) symlinkSync(execFileSync('which', [name], { encoding: 'utf8' }).trim(), join(folder, name));
  return folder;
}

/** A file system of its own in memory, gone when the test is over. */
export function mountTmpfs(options: string): string {
  const path = temporaryFolder();
  execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', path]);
  onTestFinished(() => {
    execFileSync('umount', ['-l', path]);
  });
  return path;
}

/** A zombie that nobody has collected yet is not there any more. */
export async function isThere(pid: number): Promise<boolean> {
  return (await identify(pid)) !== undefined;
}

async function exitOf(child: ChildProcess): Promise<void> {
  await once(child, 'exit');
}

async function firstLine(child: ChildProcess): Promise<Said> {
  if (child.stdout === null) throw new Error('The program has a standard output.');
  for await (const line of createInterface({ input: child.stdout })) {
    const said: unknown = JSON.parse(line);
    if (isSaid(said)) return said;
  }
  throw new Error('The program ended without a word.');
}

/** One of two: it runs (url, pid), or it was refused (code, message, remedy). */
function isSaid(line: unknown): line is Said {
  return typeof line === 'object' && line !== null && ('url' in line || 'code' in line);
}

function mountable(): boolean {
  const path = mkdtempSync(join(tmpdir(), 'betalt-mount-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', path], { stdio: 'ignore' });
    execFileSync('umount', [path]);
    return true;
  } catch {
    // Root of a container without the right to mount: the tests that need it say so by being skipped.
    return false;
  } finally {
    rmSync(path, { recursive: true, force: true });
  }
}
