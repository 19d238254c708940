import pg from 'pg';
import { openDatabase } from './database.ts';
import { isDatabaseOutage } from './sql-state.ts';

/**
 * A pool for the queue (graphile-worker), which asks two things of its connections that Betalt's own do not give:
 *
 * - It writes the ids of jobs as JSON, so they have to be the text that the driver gives by default and not the server's bigint.
 * - How a job ended is written down by a promise that nobody waits for. It is tried again while PostgreSQL cannot be reached, by a
 *   short list of codes in which a connection that broke is missing; any other error there is the end of the process.
 */
export function openQueuePool(url: string, { maxConnections }: { maxConnections: number }): pg.Pool {
  const types = new pg.TypeOverrides();
  types.setTypeParser(pg.types.builtins.INT8, (text: string) => text);
  const { pool } = openDatabase(url, { maxConnections, types });
  const connect = pool.connect.bind(pool) as (callback?: Callback) => Promise<pg.PoolClient>;
  // The pool's own queries pass a callback; the queue waits for the promise.
  pool.connect = ((callback?: Callback) =>
    callback === undefined
      ? connect().then(withTriedAgainCode, throwTriedAgain)
      : connect(callback)) as typeof pool.connect;
  return pool;
}

type Callback = (...connected: unknown[]) => void;
type Query = (...query: unknown[]) => unknown;

const PREPARED = new WeakSet<pg.PoolClient>();

function withTriedAgainCode(client: pg.PoolClient): pg.PoolClient {
  if (PREPARED.has(client)) return client;
  PREPARED.add(client);
  const query = client.query.bind(client) as Query;
  client.query = ((...asked: unknown[]) => {
    const answer = query(...asked);
    return answer instanceof Promise ? answer.catch(throwTriedAgain) : answer;
  }) as typeof client.query;
  return client;
}

/** graphile-worker's word for *no connection to the server*. What it writes down is the same when it is written twice. */
function throwTriedAgain(error: unknown): never {
  if (!isDatabaseOutage(error)) throw error;
  const message = error instanceof Error ? error.message : String(error);
  throw Object.assign(new Error(message, { cause: error }), { code: 'EHOSTUNREACH' });
}
