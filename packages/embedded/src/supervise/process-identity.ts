import { readFile } from 'node:fs/promises';

/**
 * Who a process is beyond its number, which the system gives to another one later: the boot it lives in and the clock
 * tick it was born at. `birth` is empty where the system does not tell (no /proc).
 */
export type ProcessIdentity = { pid: number; birth: string };

/** The identity of a living process; undefined when there is none of that number (a zombie counts as none). */
export async function identify(pid: number): Promise<ProcessIdentity | undefined> {
  if (process.platform !== 'linux') return answersSignals(pid) ? { pid, birth: '' } : undefined;
  try {
    const [stat, boot] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'utf8'),
      readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
    ]);
    // proc(5): the name in brackets may hold spaces and brackets; state is the next field, start time the 20th after.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
    return { pid, birth: `${boot.trim()}:${fields[19] ?? ''}` };
  } catch {
    // No /proc entry: the process has ended.
    return undefined;
  }
}

/** Whether exactly that process, not a later one of the same number, still lives. */
export async function isAlive(known: ProcessIdentity): Promise<boolean> {
  const now = await identify(known.pid);
  return now !== undefined && now.birth === known.birth;
}

/** Whether the system gives this number to no one else yet: it is a living process's, or a zombie's that nobody has buried. */
export function answersSignals(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (failure) {
    return failure instanceof Error && 'code' in failure && failure.code === 'EPERM';
  }
}
