import type pg from 'pg';
import { BEFORE_ALL_EVENTS, type OutboxEvent, type OutboxPosition, openOutbox } from './outbox.ts';

/** What may read the outbox each with a place of its own: one row of `outbox_reader` a name. */
export type OutboxReaderName = 'mail' | 'webhooks';

/**
 * Hands a reader what has happened since it last read, in the order of commits, at most 500 events over all accounts, and
 * remembers how far it came. A new reader begins with the oldest event that is kept.
 *
 * At least once: when `work` fails, or the process dies, the same events come again, so what is done for an event must be known
 * by the event's id. Workers may call this at once; one reads, the others come back with 0.
 *
 * The reader's place is guarded by an advisory lock of a transaction that writes only when the work is done. A locked row would
 * give that transaction an id, and hold back every reader of the outbox, screens too, for as long as the work takes.
 *
 * @returns how many events were handed over; a full 500 means that there may be more
 */
export async function readOutbox(
  pool: pg.Pool,
  name: OutboxReaderName,
  work: (events: readonly OutboxEvent[]) => Promise<void>,
): Promise<number> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const count = (await takeTurn(client, name)) ? await readOn(client, name, work) : 0;
    await client.query('commit');
    client.release();
    return count;
  } catch (failure) {
    // The connection may be what failed: closing it rolls back and gives the lock up.
    client.release(true);
    throw failure;
  }
}

async function takeTurn(client: pg.PoolClient, name: OutboxReaderName): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>(
    'select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as taken',
    [`outbox_reader ${name}`],
  );
  return rows[0]?.taken === true;
}

async function readOn(
  client: pg.PoolClient,
  name: OutboxReaderName,
  work: (events: readonly OutboxEvent[]) => Promise<void>,
): Promise<number> {
  const events = await openOutbox(client).after(await placeOf(client, name));
  const last = events.at(-1);
  if (last === undefined) return 0;
  await work(events);
  await client.query(
    `insert into outbox_reader as r (name, xid, event_id, read_at) values ($1, $2, $3, clock_timestamp())
      on conflict on constraint outbox_reader_pk do update
      set xid = excluded.xid, event_id = excluded.event_id, read_at = excluded.read_at
      where (r.xid, r.event_id) < (excluded.xid, excluded.event_id)`,
    [name, last.position.xid, last.position.eventId],
  );
  return events.length;
}

async function placeOf(client: pg.PoolClient, name: OutboxReaderName): Promise<OutboxPosition> {
  const { rows } = await client.query<{ xid: string; event_id: string }>(
    'select xid::text as xid, event_id from outbox_reader where name = $1',
    [name],
  );
  const [row] = rows;
  return row === undefined ? BEFORE_ALL_EVENTS : { xid: row.xid, eventId: row.event_id };
}
