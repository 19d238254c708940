import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { PostgresBinaries } from './postgres-binaries.ts';

/** Where the server listens and whether what it acknowledges is on the disk. */
export type PostgresPlace = { clusterDir: string; socketDir: string; port: number; durable: boolean };

/**
 * The server's arguments. Settings are given at each start, not written into the cluster, so that a newer Betalt brings
 * newer settings to an old folder. Sized for a machine of two cores that it shares with Node: Betalt's rows are small
 * and its hot set fits in 256 MB; PostgreSQL's own cache is the file system beyond that.
 */
export function postgresArguments(place: PostgresPlace, binaries: PostgresBinaries): string[] {
  const settings = { ...common(place), ...(place.durable ? durable : throwaway) };
  const preload = join(binaries.native, 'lib/postgresql/pg_stat_statements.so');
  const all = existsSync(preload) ? { ...settings, shared_preload_libraries: 'pg_stat_statements' } : settings;
  const args = ['-D', place.clusterDir];
  for (const [name, value] of Object.entries(all)) args.push('-c', `${name}=${value}`);
  return args;
}

/** What PostgreSQL's programs see of this process's environment: nothing that could bend them (PGDATA, PGPORT, LANG …). */
export function postgresEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' };
}

function common({ socketDir, port }: PostgresPlace): Record<string, string> {
  return {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: socketDir,
    unix_socket_permissions: '0700',
    max_connections: '100',
    shared_buffers: '256MB',
    effective_cache_size: '4GB',
    maintenance_work_mem: '128MB',
    work_mem: '8MB',
    random_page_cost: '1.1',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    log_destination: 'stderr',
    logging_collector: 'off',
    log_line_prefix: '',
    password_encryption: 'scram-sha-256',
    idle_in_transaction_session_timeout: '60s',
  };
}

// An acknowledged commit is on the disk; checkpoints are spread, so the pay path does not stall.
const durable = {
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  checkpoint_timeout: '15min',
  checkpoint_completion_target: '0.9',
  min_wal_size: '80MB',
  max_wal_size: '2GB',
};

// For tests only: a killed machine may lose all of it, and nobody minds.
const throwaway = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '4GB',
  checkpoint_timeout: '1h',
  autovacuum_naptime: '10min',
};
