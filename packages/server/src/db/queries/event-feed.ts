import type pg from 'pg';

/** An outbox row of one account, as the feed reads it. */
export interface FeedRow {
  readonly xid: string;
  readonly event_id: string;
  readonly type: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly created_at: Date;
}

export interface FeedSlice {
  readonly rows: readonly FeedRow[];
  /** Below it nothing can be committed any more: all that was asked for below it has been read, if the slice is not full. */
  readonly endXid: string;
}

/**
 * An account's outbox from a place on, that place included, in the order of commits and only below the oldest transaction that is
 * still open, so that one which commits late is never skipped.
 *
 * @param profiles rows about any other profile are not read, nor are those about the account as a whole
 */
export async function readFeed(
  pool: Pick<pg.Pool, 'query'>,
  billingAccountId: string,
  {
    from,
    types,
    profiles,
    limit,
  }: {
    from: { readonly xid: string; readonly eventId: string };
    types: readonly string[];
    profiles: 'all' | readonly string[];
    limit: number;
  },
): Promise<FeedSlice> {
  const { rows } = await pool.query<FeedRow & { end_xid: string; event_id: string | null }>({
    name: 'event-feed',
    text: `with s as (select pg_snapshot_xmin(pg_current_snapshot()) as xmin)
      select s.xmin::text as end_xid, o.xid::text as xid, o.event_id, o.type, o.facts, o.created_at
      from s left join lateral (
        select * from outbox_event e
        where e.billing_account_id = $1 and (e.xid, e.event_id) >= ($2::xid8, $3::uuid) and e.xid < s.xmin and e.type = any($4)
          and ($5::jsonb is null or (e.facts -> 'billingProfileIds' <@ $5 and e.facts -> 'billingProfileIds' <> '[]'))
        order by e.xid, e.event_id limit $6) o on true
      order by o.xid, o.event_id`,
    values: [
      billingAccountId,
      from.xid,
      from.eventId,
      types,
      profiles === 'all' ? null : JSON.stringify(profiles),
      limit,
    ],
  });
  return { rows: rows.filter((row) => row.event_id !== null), endXid: rows[0]?.end_xid ?? '0' };
}
