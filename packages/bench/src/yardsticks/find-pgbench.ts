import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const DEBIAN_VERSIONS = '/usr/lib/postgresql';

/**
 * The program that every yardstick is measured with. Debian keeps it in its server package beside each version; as root on such a
 * machine it is installed when absent, without a cluster of its own.
 *
 * @throws Error that says what to install
 */
export async function findPgbench(say: (line: string) => void): Promise<string> {
  const found = (await ofDebian()) ?? (await ofPath());
  if (found !== undefined) return found;
  if (process.getuid?.() === 0 && (await isExecutable('/usr/bin/apt-get'))) {
    say('installing pgbench (Debian package postgresql)');
    await installPackage();
    const installed = await ofDebian();
    if (installed !== undefined) return installed;
  }
  throw new Error(
    'pgbench is not installed. On Debian and Ubuntu it is in the package postgresql (apt-get install postgresql).',
  );
}

/** The newest; not /usr/bin/pgbench, a script that looks for it at each start. */
async function ofDebian(): Promise<string | undefined> {
  const versions = await readdir(DEBIAN_VERSIONS).catch(() => []);
  const newestFirst = versions.toSorted((one, other) => Number(other) - Number(one));
  return firstExecutable(newestFirst.map((version) => join(DEBIAN_VERSIONS, version, 'bin/pgbench')));
}

function ofPath(): Promise<string | undefined> {
  return firstExecutable((process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, 'pgbench')));
}

async function firstExecutable(paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) if (await isExecutable(path)) return path;
  return undefined;
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

// Read by Debian's pg_createcluster, which the package's installation calls: a benchmark must not leave a server running.
const SETTINGS = '/etc/postgresql-common/createcluster.d';

async function installPackage(): Promise<void> {
  const noCluster = join(SETTINGS, 'betalt-bench.conf');
  const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  await mkdir(SETTINGS, { recursive: true });
  await writeFile(noCluster, 'create_main_cluster = false\n');
  try {
    await run('apt-get', ['update', '-qq'], options);
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'postgresql'], options);
  } finally {
    await rm(noCluster, { force: true });
  }
}
