import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePort } from '@betalt/embedded/postgres/free-port.ts';
import { becomeOwner } from '@betalt/server/start/owner-role.ts';
import { migrateSchema } from '@betalt/server/start/schema.ts';
import { Count } from '../count.ts';
import { diceOf } from '../dice.ts';
import type { ChaosOptions } from '../options.ts';
import type { Killable } from './killable.ts';
import { startPostgres } from './postgres.ts';
import { type BetaltPlace, startApi, startSandbox, startWorker } from './processes.ts';
import { startWebhookRouter, type WebhookRouter } from './webhook-router.ts';

/** Everything that the run is played on, each a process of its own: two APIs, two workers, PostgreSQL, the gateway. */
export interface Stage {
  readonly apis: readonly Killable[];
  readonly apiPorts: readonly number[];
  readonly workers: readonly Killable[];
  readonly postgres: Killable;
  readonly sandbox: Killable;
  readonly sandboxUrl: string;
  readonly router: WebhookRouter;
  readonly webhooks: Count;
  /** What the processes are told, and the run too where it works through Betalt's own code. */
  readonly place: BetaltPlace;
  /** May do what Betalt's own role may not: drop its connections. */
  readonly superuserUrl: string;
  close(): Promise<void>;
}

type Undo = (() => Promise<void>)[];

/** @throws Error when something does not come up; what had been started is stopped again */
export async function setStage(options: ChaosOptions): Promise<Stage> {
  const undo: Undo = [];
  const close = async (): Promise<void> => {
    for (const step of undo.splice(0).toReversed()) await step();
  };
  try {
    return { ...(await startAll(options, undo)), close };
  } catch (failure) {
    await close();
    throw failure;
  }
}

async function startAll({ seed, logDir }: ChaosOptions, undo: Undo): Promise<Omit<Stage, 'close'>> {
  const folder = await mkdtemp(join(tmpdir(), 'betalt-chaos-'));
  undo.push(() => rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 }));
  const logOf = await logsIn(logDir, undo);
  const postgres = keep(undo, await startPostgres(join(folder, 'database'), logOf('postgres')));
  const databaseUrl = await becomeOwner(postgres.url);
  await migrateSchema(databaseUrl);
  const [sandboxPort, ...apiPorts] = [await findFreePort(), await findFreePort(), await findFreePort()];
  const webhooks = new Count();
  const router = await startWebhookRouter(apiPorts, diceOf(`${seed} webhooks`), webhooks);
  undo.push(() => router.close());
  const sandbox = keep(undo, await startSandbox(join(folder, 'sandbox'), sandboxPort, router.url, logOf('sandbox')));
  const place = { databaseUrl, sandboxPort, dataDir: join(folder, 'betalt') };
  // One after the other: the first makes the folder of secrets that the others read.
  const apis: Killable[] = [];
  for (const [index, port] of apiPorts.entries()) {
    const name = `api-${index + 1}`;
    apis.push(keep(undo, await startApi(place, name, port, logOf(name))));
  }
  const workers: Killable[] = [];
  for (const name of ['worker-1', 'worker-2']) workers.push(keep(undo, await startWorker(place, name, logOf(name))));
  const sandboxUrl = `http://127.0.0.1:${sandboxPort}`;
  return {
    apis,
    apiPorts,
    workers,
    postgres,
    sandbox,
    sandboxUrl,
    router,
    webhooks,
    place,
    superuserUrl: postgres.url,
  };
}

function keep<T extends { stop(): Promise<void> }>(undo: Undo, part: T): T {
  undo.push(() => part.stop());
  return part;
}

/** A file for each process, or nothing. */
async function logsIn(logDir: string | null, undo: Undo): Promise<(name: string) => (line: string) => void> {
  if (logDir === null) return () => () => undefined;
  await mkdir(logDir, { recursive: true });
  return (name) => {
    const file = createWriteStream(join(logDir, `${name}.log`));
    undo.push(() => new Promise((resolve) => file.end(resolve)));
    return (line) => void file.write(`${line}\n`);
  };
}
