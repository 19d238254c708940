import type pg from 'pg';

/** A place in the order of commits: the writing transaction, then the event within it. */
export interface OutboxPosition {
  readonly xid: string;
  readonly eventId: string;
}

export interface OutboxEvent {
  readonly position: OutboxPosition;
  readonly billingAccountId: string;
  readonly organizationId: string;
  readonly type: string;
  readonly invoiceNames: readonly string[];
  /** Empty: of the account as a whole. */
  readonly billingProfileIds: readonly string[];
  readonly paymentName: string | undefined;
  /** All that the event says; the three above are read from it. */
  readonly facts: Readonly<Record<string, unknown>>;
  readonly createdAt: Date;
}

const MOST_AT_ONCE = 500;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/** Where the oldest event that is kept comes next. */
export const BEFORE_ALL_EVENTS: OutboxPosition = { xid: '0', eventId: BEFORE_ALL };

/** What has happened, in the order of commits, over all accounts: for readers that sort out themselves who may see what. */
export interface Outbox {
  /** Where what is new begins: no transaction before it can still commit. */
  end(): Promise<OutboxPosition>;
  /**
   * The events after a position, in order, at most 500. Only those of transactions below which none is still open, so that one
   * which commits late is never skipped (migration 0002).
   */
  after(position: OutboxPosition): Promise<OutboxEvent[]>;
}

export function openOutbox(pool: Pick<pg.Pool, 'query'>): Outbox {
  return { end: () => readEnd(pool), after: (position) => readAfter(pool, position) };
}

async function readEnd(pool: Pick<pg.Pool, 'query'>): Promise<OutboxPosition> {
  const { rows } = await pool.query<{ xid: string }>({
    name: 'outbox-end',
    text: 'select pg_snapshot_xmin(pg_current_snapshot())::text as xid',
  });
  return { xid: rows[0]?.xid ?? '0', eventId: BEFORE_ALL };
}

async function readAfter(pool: Pick<pg.Pool, 'query'>, { xid, eventId }: OutboxPosition): Promise<OutboxEvent[]> {
  const { rows } = await pool.query<Row>({
    name: 'outbox-after',
    text: `select o.xid::text as xid, o.event_id, o.billing_account_id, a.organization_id, o.type, o.facts, o.created_at
      from outbox_event o join billing_account a on a.billing_account_id = o.billing_account_id
      where (o.xid, o.event_id) > ($1::xid8, $2::uuid) and o.xid < pg_snapshot_xmin(pg_current_snapshot())
      order by o.xid, o.event_id limit ${MOST_AT_ONCE}`,
    values: [xid, eventId],
  });
  return rows.map(fromRow);
}

export function isAfter(one: OutboxPosition, other: OutboxPosition): boolean {
  return one.xid === other.xid ? one.eventId > other.eventId : BigInt(one.xid) > BigInt(other.xid);
}

/** The id of a server-sent event, and back; null for an id that this never made. */
export function formatPosition({ xid, eventId }: OutboxPosition): string {
  return `${xid}-${eventId}`;
}

export function parsePosition(text: string): OutboxPosition | null {
  const [, xid, eventId] = /^(\d{1,19})-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(text) ?? [];
  return xid === undefined || eventId === undefined ? null : { xid, eventId };
}

interface Row {
  readonly xid: string;
  readonly event_id: string;
  readonly billing_account_id: string;
  readonly organization_id: string;
  readonly type: string;
  readonly facts: {
    readonly invoiceNames?: unknown;
    readonly billingProfileIds?: unknown;
    readonly paymentName?: unknown;
  };
  readonly created_at: Date;
}

function fromRow({ xid, event_id, billing_account_id, organization_id, type, facts, created_at }: Row): OutboxEvent {
  return {
    position: { xid, eventId: event_id },
    billingAccountId: billing_account_id,
    organizationId: organization_id,
    type,
    invoiceNames: texts(facts.invoiceNames),
    billingProfileIds: texts(facts.billingProfileIds),
    paymentName: typeof facts.paymentName === 'string' ? facts.paymentName : undefined,
    facts,
    createdAt: created_at,
  };
}

/** Facts are written by many use cases; whatever is no list of texts says nothing. */
function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}
