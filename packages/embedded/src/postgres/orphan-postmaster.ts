import { readdir, readFile, readlink, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { answersSignals } from '../supervise/process-identity.ts';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';

type Grace = { fastMs: number; immediateMs: number };

/**
 * Waits until no PostgreSQL works in the cluster's folder any more. Betalt killed by SIGKILL leaves one that the kernel
 * has asked to end (or, without `setpriv`, one that does not know); a killed postmaster leaves children that end by
 * themselves. The processes are known by their program and by their working directory, which is the cluster: that
 * cannot be mistaken for another program that got an old process id, as the number in postmaster.pid can. The
 * postmaster is asked to end in order (fast shutdown), then at once; its children are never asked while it lives.
 * Call with the folder's lock held: then they are nobody's.
 *
 * @throws EmbeddedPostgresError `orphan-stuck` with the process ids
 */
export async function waitOutOrphans(
  clusterDir: string,
  log: (line: string) => void,
  grace: Grace = { fastMs: 30_000, immediateMs: 10_000 },
): Promise<void> {
  if (process.platform !== 'linux') return; // No /proc: PostgreSQL's own lock in postmaster.pid decides.
  let orphans = await postgresIn(clusterDir);
  if (orphans.length > 0) log(`ending the PostgreSQL left on ${clusterDir} (process ${orphans.join(', ')})`);
  for (const [signal, patienceMs] of [
    ['SIGINT', grace.fastMs],
    ['SIGQUIT', grace.immediateMs],
  ] as const) {
    if (orphans.length > 0) await askToEnd(clusterDir, orphans, signal);
    orphans = await untilGone(clusterDir, orphans.length === 0 ? 0 : patienceMs);
  }
  if (orphans.length > 0) throw stuck(clusterDir, orphans);
  await forgetRecycledPid(clusterDir);
}

async function askToEnd(clusterDir: string, orphans: readonly number[], signal: 'SIGINT' | 'SIGQUIT'): Promise<void> {
  const postmaster = await recordedPid(clusterDir);
  if (postmaster !== undefined && orphans.includes(postmaster)) {
    signalIfThere(postmaster, signal);
    return;
  }
  // Children whose postmaster is dead notice it by themselves; SIGINT would mean something else to them.
  if (signal === 'SIGQUIT') for (const pid of orphans) signalIfThere(pid, signal);
}

async function untilGone(clusterDir: string, patienceMs: number): Promise<number[]> {
  const until = Date.now() + patienceMs;
  for (;;) {
    const left = await postgresIn(clusterDir);
    if (left.length === 0 || Date.now() >= until) return left;
    await sleep(25);
  }
}

/**
 * After a reboot, in a container above all, the number in postmaster.pid may belong to some other program; after a kill
 * of everything, to the dead postmaster itself until process 1 buries it, which some never do. PostgreSQL would refuse to
 * start for the sake of either. No PostgreSQL works here (just looked), so the note is void. In every other case it
 * stays: PostgreSQL checks more by it.
 */
async function forgetRecycledPid(clusterDir: string): Promise<void> {
  const pid = await recordedPid(clusterDir);
  if (pid !== undefined && answersSignals(pid)) await rm(join(clusterDir, 'postmaster.pid'));
}

async function recordedPid(clusterDir: string): Promise<number | undefined> {
  try {
    const pid = Number.parseInt(await readFile(join(clusterDir, 'postmaster.pid'), 'utf8'), 10);
    return Number.isSafeInteger(pid) && pid > 1 ? pid : undefined;
  } catch {
    // Ended in order: it took the note away.
    return undefined;
  }
}

async function postgresIn(folder: string): Promise<number[]> {
  const wanted = await realpath(folder);
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const at = await Promise.all(pids.map(async (pid) => ((await isPostgresAt(pid, wanted)) ? [Number(pid)] : [])));
  return at.flat();
}

async function isPostgresAt(pid: string, folder: string): Promise<boolean> {
  try {
    if ((await readlink(`/proc/${pid}/cwd`)) !== folder) return false;
    return /\/postgres( \(deleted\))?$/.test(await readlink(`/proc/${pid}/exe`));
  } catch {
    // Ended meanwhile, or another user's, whose PostgreSQL could not own our folder.
    return false;
  }
}

function signalIfThere(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (failure) {
    // ESRCH: it ended between looking and asking, as wanted.
    if (!(failure instanceof Error && 'code' in failure && failure.code === 'ESRCH')) throw failure;
  }
}

function stuck(clusterDir: string, pids: readonly number[]): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'orphan-stuck',
    `PostgreSQL (process ${pids.join(', ')}) of an earlier Betalt still works on ${clusterDir} and does not end.`,
    `Look at it (ps -fp ${pids.join(',')}); when it is safe, end it with kill -QUIT, then start again.`,
    { retryable: true },
  );
}
