import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@betalt/embedded/postgres/embedded-postgres.ts';
import type { Killable } from './killable.ts';

export interface KillablePostgres extends Killable {
  /** The superuser's; stays the same after a kill. A secret. */
  readonly url: string;
}

const START_TRIES = 20;

/** PostgreSQL that writes through to the disk, as the embedded default does: what it has acknowledged must outlive it. */
export async function startPostgres(dataDir: string, log: (line: string) => void): Promise<KillablePostgres> {
  const start = (port?: number): Promise<EmbeddedPostgres> =>
    startEmbeddedPostgres({ dataDir, durable: true, log, ...(port !== undefined && { port }) });
  let running = await start();
  const { port, url } = running;
  return {
    name: 'postgres',
    url,
    ownEnds: () => 0,
    kill: async () => {
      process.kill(running.pid, 'SIGKILL');
      await running.exited;
      await portIsFree(port);
      running = await start(port);
    },
    stop: () => running.stop(),
  };
}

/** Children of a killed postmaster see that it is gone a moment later, and hold its port until then. */
async function portIsFree(port: number): Promise<void> {
  for (let tries = 0; tries < START_TRIES; tries += 1) {
    const socket = connect({ port, host: '127.0.0.1' });
    const isTaken = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (!isTaken) return;
    await sleep(250);
  }
}
