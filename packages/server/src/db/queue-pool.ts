import pg from 'pg';
import { openDatabase } from './database.ts';

/**
 * A pool for the queue, which writes the ids of its jobs as JSON and so needs them as the text that the driver gives by default: with
 * Betalt's bigint (`database.ts`), a job that fails would end the process.
 */
export function openQueuePool(url: string, { maxConnections }: { maxConnections: number }): pg.Pool {
  const types = new pg.TypeOverrides();
  types.setTypeParser(pg.types.builtins.INT8, (text: string) => text);
  return openDatabase(url, { maxConnections, types }).pool;
}
