import { existsSync } from 'node:fs';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { errnoOf } from '../file-failure.ts';
import { makeFolder } from '../make-folder.ts';
import { boundToParent } from '../supervise/parent-bound.ts';
import { EmbeddedPostgresError, fromFileFailure, portTaken } from './embedded-postgres-error.ts';
import { lockFolder } from './folder-lock.ts';
import { findFreePort, probePort } from './free-port.ts';
import { initialiseCluster, SUPERUSER } from './initialise-cluster.ts';
import { waitOutOrphans } from './orphan-postmaster.ts';
import { findPostgresBinaries, type PostgresBinaries } from './postgres-binaries.ts';
import { ensurePassword } from './postgres-password.ts';
import { postgresArguments } from './postgres-settings.ts';
import { type PostgresExit, type Postmaster, startPostmaster } from './postmaster.ts';
import { chooseRunAs, type RunAs } from './run-as.ts';

export { EmbeddedPostgresError };

export type EmbeddedPostgresOptions = {
  /** The folder that holds the cluster (`postgres/`), its password and its lock; made when it is not there. */
  dataDir: string;
  /** A port on 127.0.0.1; without it a free one is found, another at each start. */
  port?: number;
  /** The environment variable the host sets the port with, for the message when it is taken. */
  portVariable?: string;
  /** false: commits are not written through to the disk. For tests. */
  durable?: boolean;
  /** Gets each line the server writes. */
  log?: (line: string) => void;
};

export type EmbeddedPostgres = {
  /** The database `betalt` over TCP, with the superuser's password. A secret. */
  url: string;
  /** The same over the unix socket, which is faster; libpq and `pg` read it. A secret. */
  socketUrl: string;
  socketDir: string;
  port: number;
  pid: number;
  /** Resolves when the server has ended, asked (`failure` undefined) or not. Never rejects. */
  exited: Promise<PostgresExit>;
  /** Ends it in order: open transactions roll back, a checkpoint is written, the folder is free. May be called again. */
  stop(): Promise<void>;
};

/**
 * PostgreSQL 18 from npm on a folder, for the embedded default: made when the folder is new, recovered when the last
 * run was killed, one Betalt a folder, listening on 127.0.0.1 and on a unix socket, ending with this process.
 *
 * ```
 * lock the folder -> end an orphan -> make the cluster if it is new -> start -> make database betalt -> (stop) -> unlock
 * ```
 *
 * @throws EmbeddedPostgresError with a code and a remedy for the host
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const dataDir = await makeDataFolder(options.dataDir);
  const lock = await lockFolder(dataDir);
  const undo: (() => Promise<void>)[] = [() => lock.release()];
  try {
    return await startLocked(dataDir, options, undo);
  } catch (failure) {
    await unwind(undo);
    throw fromFileFailure(failure, dataDir);
  }
}

async function startLocked(
  dataDir: string,
  options: EmbeddedPostgresOptions,
  undo: (() => Promise<void>)[],
): Promise<EmbeddedPostgres> {
  const cluster = await prepareCluster(dataDir, options);
  const socketDir = await makeSocketFolder(dataDir, cluster.runAs, undo);
  const { postmaster, port } = await startOnPort(options, (wanted) => launch(cluster, socketDir, wanted, options));
  undo.push(() => postmaster.stop());
  // Whoever ends the server, the folder is free as soon as it has ended.
  const exited = postmaster.exited.then(async (exit) => {
    await unwind(undo.splice(0));
    return exit;
  });
  const urls = urlsOf(cluster.password, socketDir, port);
  await ensureDatabase(urls.url);
  return { ...urls, socketDir, port, pid: postmaster.pid, exited, stop: () => stopOnce(postmaster, exited) };
}

type Cluster = { clusterDir: string; binaries: PostgresBinaries; runAs: RunAs; password: string };

/** The folder as a server can be started on it: nobody else at work, whole, and owned by whom the server runs as. */
async function prepareCluster(dataDir: string, options: EmbeddedPostgresOptions): Promise<Cluster> {
  const clusterDir = join(dataDir, 'postgres');
  const binaries = await findPostgresBinaries();
  const runAs = await chooseRunAs(clusterDir);
  await runAs.letThrough(dataDir);
  if (existsSync(clusterDir)) await waitOutOrphans(clusterDir, logOf(options));
  const password = await ensurePassword(dataDir, existsSync(join(clusterDir, 'PG_VERSION')));
  await initialiseCluster({ clusterDir, binaries, runAs, password, durable: isDurable(options) });
  await runAs.give(clusterDir);
  return { clusterDir, binaries, runAs, password };
}

function launch(
  { clusterDir, binaries, runAs }: Cluster,
  socketDir: string,
  port: number,
  options: EmbeddedPostgresOptions,
): Promise<Postmaster> {
  const args = postgresArguments({ clusterDir, socketDir, port, durable: isDurable(options) }, binaries);
  // Bound inside the wrap: the kernel forgets the death signal when a process changes its user.
  const bound = boundToParent({ command: binaries.postgres, args }, 'INT');
  return startPostmaster(runAs.wrap(bound), clusterDir, logOf(options));
}

function isDurable({ durable = true }: EmbeddedPostgresOptions): boolean {
  return durable;
}

function logOf({ log = () => {} }: EmbeddedPostgresOptions): (line: string) => void {
  return log;
}

async function stopOnce(postmaster: Postmaster, exited: Promise<PostgresExit>): Promise<void> {
  await postmaster.stop();
  await exited;
}

async function unwind(undo: (() => Promise<void>)[]): Promise<void> {
  for (const step of undo.toReversed()) await step();
}

async function makeDataFolder(dataDir: string): Promise<string> {
  try {
    await makeFolder(dataDir);
    return await realpath(dataDir);
  } catch (failure) {
    throw fromFileFailure(failure, dataDir);
  }
}

// A unix socket's whole path must fit in 107 bytes (sockaddr_un); PostgreSQL's own name in it takes 16.
const SOCKET_FOLDER_MAX_BYTES = 90;

async function makeSocketFolder(dataDir: string, runAs: RunAs, undo: (() => Promise<void>)[]): Promise<string> {
  const beside = join(dataDir, 'run');
  const fits = Buffer.byteLength(beside) <= SOCKET_FOLDER_MAX_BYTES;
  const socketDir = fits ? beside : await mkdtemp(join(tmpdir(), 'betalt-'));
  await makeFolder(socketDir);
  await runAs.give(socketDir);
  if (!fits) undo.push(() => rm(socketDir, { recursive: true, force: true }));
  return socketDir;
}

const PORT_TRIES = 5;

/** A port that was free a moment ago may be taken now: a found one is replaced by another, a wished one is an error. */
async function startOnPort(
  { port, portVariable = 'BETALT_POSTGRES_PORT' }: EmbeddedPostgresOptions,
  startOn: (port: number) => Promise<Postmaster>,
): Promise<{ postmaster: Postmaster; port: number }> {
  if (port !== undefined) {
    await probePort(port).catch((cause: unknown) => {
      throw portTaken(port, portVariable, cause);
    });
    return { postmaster: await startOn(port), port };
  }
  for (let tries = 1; ; tries += 1) {
    const found = await findFreePort();
    try {
      return { postmaster: await startOn(found), port: found };
    } catch (failure) {
      const taken =
        failure instanceof EmbeddedPostgresError && /could not bind|Address already in use/.test(failure.message);
      if (!taken || tries === PORT_TRIES) throw failure;
    }
  }
}

function urlsOf(password: string, socketDir: string, port: number): { url: string; socketUrl: string } {
  const who = `${SUPERUSER}:${encodeURIComponent(password)}`;
  return {
    url: `postgres://${who}@127.0.0.1:${port}/${SUPERUSER}`,
    socketUrl: `postgres://${who}@/${SUPERUSER}?host=${encodeURIComponent(socketDir)}&port=${port}`,
  };
}

/** initdb makes the database `postgres` only. A killed first start may have stopped before this, so each start asks. */
async function ensureDatabase(url: string): Promise<void> {
  const maintenance = new URL(url);
  maintenance.pathname = '/postgres';
  const client = new Client({ connectionString: maintenance.href });
  await client.connect();
  try {
    const found = await client.query('select from pg_database where datname = $1', [SUPERUSER]);
    if (found.rowCount === 0) await client.query(`create database ${SUPERUSER}`);
  } catch (failure) {
    if (errnoOf(failure) !== '42P04') throw failure; // duplicate_database
  } finally {
    await client.end();
  }
}
