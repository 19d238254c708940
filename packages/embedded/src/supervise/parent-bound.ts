import { execFileSync } from 'node:child_process';

/** A program and its arguments, ready for `spawn`. */
export type Command = { command: string; args: readonly string[] };

let setprivFound: boolean | undefined;

/**
 * The same command, bound to the life of the process that spawns it: the kernel sends it `signal` when that process is
 * gone, even by SIGKILL (prctl PR_SET_PDEATHSIG, set by util-linux `setpriv`). `setpriv` replaces itself by the
 * command, so the process id stays the command's own. Where there is no `setpriv` (macOS, Alpine) the command comes
 * back as it is, and an orphan has to be found at the next start.
 *
 * NOTE: the kernel means the *thread* that spawned; call this from a process's main thread, not from a worker thread.
 */
export function boundToParent(bound: Command, signal: 'INT' | 'TERM' | 'KILL'): Command {
  if (!hasSetpriv()) return bound;
  return { command: 'setpriv', args: ['--pdeathsig', signal, '--', bound.command, ...bound.args] };
}

/** Whether util-linux `setpriv` with the death signal is on the PATH; asked once a process. */
export function hasSetpriv(): boolean {
  setprivFound ??= process.platform === 'linux' && runs('setpriv', ['--pdeathsig', 'KILL', '--', 'true']);
  return setprivFound;
}

/** Whether a small program can be run to a good end; its output does not matter. */
export function runs(command: string, args: readonly string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    // Not there, not allowed here or not able to: all mean that it cannot be used, which is the answer.
    return false;
  }
}
