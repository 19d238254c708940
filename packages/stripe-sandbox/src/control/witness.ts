import type { Row, Store } from '../store/store.ts';
import { invalid } from '../wire/failures.ts';

export interface Totals {
  readonly currency: string;
  readonly captures: number;
  /** Amounts in the currency's minor unit, as Stripe counts it. */
  readonly captured: number;
  readonly refunds: number;
  /** Succeeded and still pending, not failed; `refundsPending` is the part that is pending. */
  readonly refunded: number;
  readonly refundsPending: number;
  readonly disputes: number;
  /** Withdrawn and not given back: disputes that stand or are lost. */
  readonly disputed: number;
}

/** What this gateway captured, gave back and lost to disputes, per currency, from its own rows. */
export function totals(store: Store): Totals[] {
  return store.all(TOTALS).map((row) => ({
    currency: String(row['currency']),
    captures: Number(row['captures']),
    captured: Number(row['captured']),
    refunds: Number(row['refunds']),
    refunded: Number(row['refunded']),
    refundsPending: Number(row['refunds_pending']),
    disputes: Number(row['disputes']),
    disputed: Number(row['disputed']),
  }));
}

const TOTALS = `
with movements as (
  select body ->> '$.currency' as currency, object, body ->> '$.status' as status,
    body ->> (case object when 'charge' then '$.amount_captured' else '$.amount' end) as amount
  from objects where object in ('charge', 'refund', 'dispute')
), kept as (
  select * from movements where (object = 'charge' and status = 'succeeded' and amount > 0)
    or (object = 'refund' and status in ('succeeded', 'pending'))
    or (object = 'dispute' and status in ('needs_response', 'under_review', 'lost'))
)
select currency,
  sum(object = 'charge') as captures, coalesce(sum(amount) filter (where object = 'charge'), 0) as captured,
  sum(object = 'refund') as refunds, coalesce(sum(amount) filter (where object = 'refund'), 0) as refunded,
  coalesce(sum(amount) filter (where object = 'refund' and status = 'pending'), 0) as refunds_pending,
  sum(object = 'dispute') as disputes, coalesce(sum(amount) filter (where object = 'dispute'), 0) as disputed
from kept group by currency order by currency`;

export interface Capture {
  readonly paymentIntent: string;
  readonly charge: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly currency: string;
  readonly amountReceived: number;
  readonly amountRefunded: number;
  readonly amountDisputed: number;
  /** Unix seconds. */
  readonly created: number;
}
export interface CapturePage {
  readonly data: Capture[];
  readonly hasMore: boolean;
  /** What `after` is for the next page; null at the end. */
  readonly next: string | null;
}

const MAX_PAGE = 1_000;

/** A page of the payments that were captured, oldest first; `after` is the payment intent that the page before ended with. */
export function captures(store: Store, asked: Readonly<Record<string, unknown>>): CapturePage {
  const limit = Math.min(wholeFrom(asked['limit'], MAX_PAGE), MAX_PAGE);
  const rows = store.all(CAPTURES, seqAfter(store, asked['after']), limit + 1);
  const data = rows.slice(0, limit).map(toCapture);
  const hasMore = rows.length > limit;
  return { data, hasMore, next: hasMore ? (data.at(-1)?.paymentIntent ?? null) : null };
}

const CAPTURES = `
select intent.id, intent.created, intent.body ->> '$.latest_charge' as charge, intent.body ->> '$.currency' as currency,
  intent.body ->> '$.amount_received' as received, intent.body ->> '$.metadata' as metadata,
  (select coalesce(sum(refund.body ->> '$.amount'), 0) from objects refund
    where refund.object = 'refund' and refund.payment_intent = intent.id
      and refund.body ->> '$.status' in ('succeeded', 'pending')) as refunded,
  (select coalesce(sum(dispute.body ->> '$.amount'), 0) from objects dispute
    where dispute.object = 'dispute' and dispute.payment_intent = intent.id
      and dispute.body ->> '$.status' in ('needs_response', 'under_review', 'lost')) as disputed
from objects intent
where intent.object = 'payment_intent' and intent.seq > ? and intent.body ->> '$.amount_received' > 0
order by intent.seq limit ?`;

function toCapture(row: Row): Capture {
  return {
    paymentIntent: String(row['id']),
    charge: String(row['charge']),
    metadata: JSON.parse(String(row['metadata'])) as Record<string, string>,
    currency: String(row['currency']),
    amountReceived: Number(row['received']),
    amountRefunded: Number(row['refunded']),
    amountDisputed: Number(row['disputed']),
    created: Number(row['created']),
  };
}

function seqAfter(store: Store, after: unknown): number {
  if (after === undefined) return 0;
  const id = typeof after === 'string' ? after : '';
  const row = store.one(`select seq from objects where id = ? and object = 'payment_intent'`, id);
  if (row === undefined) throw invalid(`No such payment_intent: '${id}'`, { param: 'after' });
  return Number(row['seq']);
}

/** A whole number from 1 of a query string. */
export function wholeFrom(given: unknown, fallback: number): number {
  if (given === undefined) return fallback;
  const number = typeof given === 'string' && /^\d{1,9}$/.test(given) ? Number(given) : 0;
  if (number < 1) throw invalid('limit must be a whole number from 1.', { param: 'limit' });
  return number;
}
