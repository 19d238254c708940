import { execFile } from 'node:child_process';
import { chmod, stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { type Command, runs } from '../supervise/parent-bound.ts';

const run = promisify(execFile);
const NOBODY = 65_534;
const UNPRIVILEGED = 1000;

/**
 * How PostgreSQL's programs are run here: `wrap` puts a program under the right user, `give` makes that user the owner
 * of all below a path, `letThrough` lets it pass a folder on the way without reading it.
 */
export type RunAs = {
  wrap(program: Command): Command;
  give(path: string): Promise<void>;
  letThrough(path: string): Promise<void>;
};

const ORDINARY: RunAs = { wrap: (program) => program, give: async () => {}, letThrough: async () => {} };

/**
 * PostgreSQL refuses to run as root, and a container or a bare server often has nobody else. As root, in this order:
 *
 * 1. the folder's owner, when that is not root (a folder that an ordinary user made stays theirs);
 * 2. a user namespace in which root is mapped to an ordinary number: nothing changes on the host, the files stay
 *    root's, and a checkout below /root, which nobody else may enter, works;
 * 3. `nobody`, where namespaces are forbidden (containers with a seccomp profile): the folder is given to it.
 *
 * An ordinary user runs them as they are.
 */
export async function chooseRunAs(clusterDir: string): Promise<RunAs> {
  if (process.getuid?.() !== 0) return ORDINARY;
  const owner = await ownerOf(clusterDir);
  if (owner !== undefined && owner.uid !== 0) return asUser(owner.uid, owner.gid);
  const mapped = ['--user', `--map-user=${UNPRIVILEGED}`, `--map-group=${UNPRIVILEGED}`, '--'];
  if (!runs('unshare', [...mapped, 'true'])) return asUser(NOBODY, NOBODY);
  return { ...ORDINARY, wrap: ({ command, args }) => ({ command: 'unshare', args: [...mapped, command, ...args] }) };
}

function asUser(uid: number, gid: number): RunAs {
  const become = [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', '--'];
  return {
    wrap: ({ command, args }) => ({ command: 'setpriv', args: [...become, command, ...args] }),
    give: async (path) => {
      await run('chown', ['-R', `${uid}:${gid}`, path]);
    },
    letThrough: async (path) => {
      if ((await stat(path)).uid !== uid) await chmod(path, 0o711);
    },
  };
}

async function ownerOf(path: string): Promise<{ uid: number; gid: number } | undefined> {
  try {
    return await stat(path);
  } catch {
    // Not there yet: it has no owner.
    return undefined;
  }
}
