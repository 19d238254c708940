import { readdirSync, readFileSync } from 'node:fs';

/** SIGKILL to a process and to everything that it has started, found before any of them ends. */
export function killTree(root: number): void {
  for (const pid of processTree(root)) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch (failure) {
      // ESRCH: it died of its parent's death already.
      if ((failure as NodeJS.ErrnoException).code !== 'ESRCH') throw failure;
    }
  }
}

function processTree(root: number): number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), parent: parentOf(name) }));
  const tree = [root];
  // Grows while it is walked.
  for (const known of tree) tree.push(...parents.filter(({ parent }) => parent === known).map(({ pid }) => pid));
  return tree;
}

function parentOf(pid: string): number | undefined {
  try {
    // The command stands in parentheses and may hold spaces; state and parent follow it (proc(5)).
    const [, , parent] = (/\)(.*)$/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1] ?? '').split(' ');
    return Number(parent);
  } catch {
    // It has ended meanwhile.
    return undefined;
  }
}
