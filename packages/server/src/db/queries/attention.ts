import { ATTENTION_AFTER_SECONDS, type AttentionKind } from '@betalt/core/payments/attention.ts';
import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../database.ts';

/** One thing that waits for staff of the issuer. */
export interface AttentionRow {
  readonly kind: AttentionKind;
  readonly since: Date;
  /** Microseconds since 1970: what the list is ordered by. */
  readonly since_us: bigint;
  /** Of the refund, dispute, payment or invoice; of an event, made from its name. */
  readonly id: string;
  /** The gateway's name of an event; null for what is ours. */
  readonly event_id: string | null;
  readonly billing_account_id: string | null;
  readonly organization_id: string | null;
  readonly account_display_name: string | null;
  readonly payment_id: string | null;
  readonly currency: string | null;
  readonly amount_minor: bigint | null;
  readonly invoice_names: readonly string[];
  readonly next_check_at: Date | null;
  readonly evidence_due_at: Date | null;
  /** Why, as a code: a refund's failure, a dispute's reason, a decline. Of an event, the failure's own words; of a query, what was asked. */
  readonly reason: string | null;
  /** Of an automatic payment: needs_authentication or stopped. */
  readonly state: string | null;
}

export interface AttentionQuery {
  readonly now: Date;
  readonly limit: number;
  readonly kind?: AttentionKind | undefined;
  /** The last row of the page before. */
  readonly after?: { readonly sinceUs: string; readonly id: string } | undefined;
}

/**
 * What of payments needs a person, what waits longest first. Over all accounts, for staff of the issuer (docs/domain/tenancy.md); each
 * part reads a partial index that holds only what is open.
 */
export async function listAttention(
  db: Database,
  { now, limit, kind, after }: AttentionQuery,
): Promise<AttentionRow[]> {
  const parts = Object.entries(PARTS).filter(([name]) => kind === undefined || name === kind);
  const open = sql.join(
    parts.map(([name, part]) => sql`select ${name}::text as kind, ${COLUMNS} from (${part(now)}) found`),
    sql` union all `,
  );
  const { rows } = await sql<AttentionRow>`
    select found.kind, found.since, found.since_us, found.id, found.event_id, found.billing_account_id, b.organization_id,
      b.display_name as account_display_name, found.payment_id, found.currency, found.amount_minor, found.next_check_at,
      found.evidence_due_at, found.reason, found.state, case when found.kind in ('AutomaticPayment', 'OpenQuery')
        then (select jsonb_build_array(i.name) from invoice i
          where i.billing_account_id = found.billing_account_id and i.invoice_id = found.id)
        else (select coalesce(jsonb_agg(i.name order by i.name), '[]') from allocation a
          join invoice i on i.billing_account_id = a.billing_account_id and i.invoice_id = a.invoice_id
          where a.billing_account_id = found.billing_account_id and a.payment_id = found.payment_id) end as invoice_names
    from (${open}) found
    left join billing_account b on b.billing_account_id = found.billing_account_id
    where ${after === undefined ? sql`true` : sql`(found.since_us, found.id) > (${after.sinceUs}::bigint, ${after.id}::uuid)`}
    order by found.since_us, found.id
    limit ${limit}`.execute(db);
  return rows;
}

const COLUMNS = sql`since, (extract(epoch from since) * 1000000)::bigint as since_us, id, event_id, billing_account_id, payment_id, currency,
  amount_minor, next_check_at, evidence_due_at, reason, state`;

/** The columns that each part names; what it does not have is null. */
function columns(of: Partial<Record<keyof typeof TYPES, RawBuilder<unknown>>>): RawBuilder<unknown> {
  const names = Object.keys(TYPES) as (keyof typeof TYPES)[];
  return sql.join(names.map((name) => sql`${of[name] ?? sql`null`}::${sql.raw(TYPES[name])} as ${sql.id(name)}`));
}

const TYPES = {
  since: 'timestamptz',
  id: 'uuid',
  event_id: 'text',
  billing_account_id: 'uuid',
  payment_id: 'uuid',
  currency: 'text',
  amount_minor: 'bigint',
  next_check_at: 'timestamptz',
  evidence_due_at: 'timestamptz',
  reason: 'text',
  state: 'text',
} as const;

const PARTS: Readonly<Record<AttentionKind, (now: Date) => RawBuilder<unknown>>> = {
  UnknownPayment: (now) => payments(sql`outcome in ('recorded', 'unknown')`, before(now, 'UnknownPayment')),
  SlowPayment: (now) => payments(sql`outcome = 'processing'`, before(now, 'SlowPayment')),
  UnknownRefund: (now) =>
    refunds(sql`outcome in ('recorded', 'unknown') and created_at <= ${before(now, 'UnknownRefund')}`),
  SlowRefund: (now) =>
    refunds(sql`outcome = 'pending' and gateway is not null and created_at <= ${before(now, 'SlowRefund')}`),
  TransferRefund: () => refunds(sql`outcome = 'pending' and gateway is null`),
  FailedRefund: () => refunds(sql`outcome = 'failed' and dealt_with_at is null`),
  OpenDispute: () =>
    sql`select ${columns({
      since: sql`opened_at`,
      id: sql`dispute_id`,
      billing_account_id: sql`billing_account_id`,
      payment_id: sql`payment_id`,
      currency: sql`currency`,
      amount_minor: sql`amount_minor`,
      evidence_due_at: sql`evidence_due_at`,
      reason: sql`reason`,
    })} from dispute where state = 'open'`,
  // It waits for the issuer while the payer has the last word.
  OpenQuery: () => sql`select ${columns({
    since: sql`last.written_at`,
    id: sql`q.invoice_id`,
    billing_account_id: sql`q.billing_account_id`,
    currency: sql`i.currency`,
    amount_minor: sql`i.amount_due_minor`,
    reason: sql`last.text`,
  })} from invoice_query q
    join invoice i on i.billing_account_id = q.billing_account_id and i.invoice_id = q.invoice_id
    cross join lateral (select m.written_at, m.text, m.is_issuer from invoice_query_message m
      where m.billing_account_id = q.billing_account_id and m.query_id = q.query_id order by m.message_id desc limit 1) last
    where q.closed_at is null and not last.is_issuer`,
  FailedEvent: () =>
    sql`select ${columns({
      since: sql`received_at`,
      id: sql`md5(gateway || ' ' || event_id)`,
      event_id: sql`event_id`,
      next_check_at: sql`next_try_at`,
      reason: sql`last_error`,
    })} from gateway_event where processed_at is null and failures > 0`,
  AutomaticPayment: () => sql`select ${columns({
    since: sql`t.updated_at`,
    id: sql`t.invoice_id`,
    billing_account_id: sql`t.billing_account_id`,
    payment_id: sql`t.payment_id`,
    currency: sql`i.currency`,
    amount_minor: sql`i.amount_due_minor`,
    reason: sql`t.decline_code`,
    state: sql`t.state`,
  })} from automatic_payment t join invoice i on i.billing_account_id = t.billing_account_id and i.invoice_id = t.invoice_id
    where t.state in ('needs_authentication', 'stopped') and i.amount_due_minor > 0 and i.voided_at is null`,
};

/** What is not settled has a next check, and so is in the index of the sweep. */
function payments(where: RawBuilder<unknown>, createdBefore: Date): RawBuilder<unknown> {
  return sql`select ${columns({
    since: sql`created_at`,
    id: sql`payment_id`,
    billing_account_id: sql`billing_account_id`,
    payment_id: sql`payment_id`,
    currency: sql`currency`,
    amount_minor: sql`amount_minor`,
    next_check_at: sql`next_check_at`,
  })} from payment where next_check_at is not null and ${where} and created_at <= ${createdBefore}`;
}

function refunds(where: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`select ${columns({
    since: sql`coalesce(settled_at, created_at)`,
    id: sql`refund_id`,
    billing_account_id: sql`billing_account_id`,
    payment_id: sql`payment_id`,
    currency: sql`currency`,
    amount_minor: sql`amount_minor`,
    next_check_at: sql`next_check_at`,
    reason: sql`failure_reason`,
  })} from refund where outcome <> 'succeeded' and ${where}`;
}

function before(now: Date, kind: keyof typeof ATTENTION_AFTER_SECONDS): Date {
  return new Date(now.getTime() - ATTENTION_AFTER_SECONDS[kind] * 1000);
}
