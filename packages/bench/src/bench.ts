import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@betalt/embedded/postgres/embedded-postgres.ts';
import { withDatabase } from '@betalt/embedded/postgres/test-cluster.ts';
import { becomeOwner } from '@betalt/server/start/owner-role.ts';
import { migrateSchema } from '@betalt/server/start/schema.ts';
import pg from 'pg';
import { dueInvoicesFrom, firstUntouched } from './measures/due-invoices.ts';
import type { Bench } from './measures/measure.ts';
import type { BenchOptions } from './options.ts';
import { fill } from './population/fill.ts';
import { type Population, populationOf } from './population/population.ts';
import { type Api, type ApiOptions, startApi } from './subject/api.ts';
import { startGateway } from './subject/gateway.ts';
import { findPgbench } from './yardsticks/find-pgbench.ts';
import { pgbenchOn } from './yardsticks/pgbench.ts';

/** A bench that stands: everything started and filled. `close` ends and removes all of it. */
export interface StandingBench extends Bench {
  close(): Promise<void>;
}

/**
 * pgbench -> PostgreSQL -> schema -> rows -> gateway double -> API, each a process of its own on these cores.
 *
 * @throws Error with a sentence about what is missing; what had been started is stopped again
 */
export async function setUp(options: BenchOptions, say: (line: string) => void): Promise<StandingBench> {
  const undo: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const step of undo.splice(0).toReversed()) await step();
  };
  try {
    return { ...(await standUp(options, say, undo)), close };
  } catch (failure) {
    await close();
    throw failure;
  }
}

async function standUp(
  options: BenchOptions,
  say: (line: string) => void,
  undo: (() => Promise<void>)[],
): Promise<Bench> {
  const program = await findPgbench(say);
  const folder = await mkdtemp(join(tmpdir(), 'betalt-bench-'));
  undo.push(() => rm(folder, { recursive: true, force: true }));
  const population = populationOf(options.invoices);
  const place = await placeOf(options, folder, undo);
  say(
    `filling ${population.invoices.toLocaleString('en-US')} invoices of ${population.accounts.toLocaleString('en-US')} accounts`,
  );
  const databaseUrl = await filled(place.url, population, say);
  const databases = [databaseUrl];
  const gateway = await startGateway();
  undo.push(() => gateway.stop());
  const start = (asked: Partial<ApiOptions> = {}): Promise<Api> =>
    startApi({ databaseUrl, gatewayPort: gateway.port, dataDir: join(folder, 'api'), ...asked });
  const api = await start({ profileDir: options.profileDir });
  undo.push(() => api.stop());
  return {
    options,
    population,
    databaseUrl,
    gateway,
    api,
    pgbench: pgbenchOn(program, databaseUrl),
    dueInvoices: dueInvoicesFrom(population, await firstUntouched(databaseUrl, population)),
    startApi: start,
    databases,
    otherDatabase: async (other) => {
      const url = await filled(await place.another(), other, () => undefined);
      databases.push(url);
      return url;
    },
    say,
  };
}

interface Place {
  readonly url: string;
  /** An empty database beside it. */
  another(): Promise<string>;
}

/** Written through to the disk like a real one, with the settings of the embedded default. */
async function placeOf(options: BenchOptions, folder: string, undo: (() => Promise<void>)[]): Promise<Place> {
  const { databaseUrl, dataDir } = options;
  if (databaseUrl !== null) return { url: databaseUrl, another: () => createBeside(databaseUrl) };
  const { url, stop } = await startEmbeddedPostgres({ dataDir: dataDir ?? join(folder, 'database'), durable: true });
  undo.push(stop);
  return { url, another: () => createBeside(url) };
}

const BESIDE = 'betalt_bench_other';

async function createBeside(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`drop database if exists ${BESIDE} with (force)`);
    await client.query(`create database ${BESIDE}`);
  } finally {
    await client.end();
  }
  return withDatabase(url, BESIDE);
}

/** @returns the URL that Betalt itself works with: the owner's, where that can be made */
async function filled(url: string, population: Population, say: (line: string) => void): Promise<string> {
  const owner = (await isSuperuser(url)) ? await becomeOwner(url) : url;
  await migrateSchema(owner);
  await fill(url, population, say);
  return owner;
}

async function isSuperuser(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ is: boolean }>(
      'select rolsuper as is from pg_roles where rolname = current_user',
    );
    return rows[0]?.is === true;
  } finally {
    await client.end();
  }
}
