import type pg from 'pg';

/** What of an account's resources its events show, by the names and ids that their outbox rows carry. */
export interface EventSubjects {
  readonly invoices: readonly InvoiceSubject[];
  readonly payments: readonly PaymentSubject[];
  readonly refunds: readonly RefundSubject[];
  readonly disputes: readonly DisputeSubject[];
  readonly profiles: readonly { readonly billing_profile_id: string; readonly name: string }[];
}

/** Amounts inside JSON are text, since JSON has no bigint. */
export interface InvoiceSubject {
  readonly name: string;
  readonly profile_name: string;
  readonly document_type: string;
  readonly currency: string;
  readonly total_minor: string;
  readonly amount_due_minor: string;
  readonly invoice_on: string;
  readonly due_on: string;
  readonly voided_at: string | null;
  /** The payment that settled a part of it last. */
  readonly last_payment_id: string | null;
}

export interface PaymentSubject {
  readonly payment_id: string;
  readonly outcome: string;
  readonly currency: string;
  readonly amount_minor: string;
  readonly created_at: string;
  readonly settled_at: string | null;
  readonly decline_code: string | null;
  readonly allocations: readonly { readonly invoice_name: string; readonly amount_minor: string }[];
}

export interface RefundSubject {
  readonly refund_id: string;
  readonly payment_id: string;
  readonly outcome: string;
  readonly currency: string;
  readonly amount_minor: string;
  readonly failure_reason: string | null;
}

export interface DisputeSubject {
  readonly dispute_id: string;
  readonly payment_id: string;
  readonly state: string;
  readonly reason: string;
  readonly currency: string;
  readonly amount_minor: string;
}

export interface SubjectNames {
  readonly invoiceNames: readonly string[];
  readonly paymentIds: readonly string[];
  readonly refundIds: readonly string[];
  readonly disputeIds: readonly string[];
  readonly billingProfileIds: readonly string[];
}

const list = (columns: string, from: string): string =>
  `(select coalesce(jsonb_agg(t), '[]') from (select ${columns} from ${from}) t)`;

const TEXT = `select
  ${list(
    `i.name, p.name as profile_name, i.document_type, i.currency, i.total_minor::text, i.amount_due_minor::text, i.invoice_on, i.due_on, i.voided_at,
     i.payments -> -1 ->> 'paymentId' as last_payment_id`,
    `invoice i join billing_profile p on p.billing_account_id = i.billing_account_id and p.billing_profile_id = i.billing_profile_id
     where i.billing_account_id = $1 and upper(i.name) in (select upper(n) from unnest($2::text[]) n)`,
  )} as invoices,
  ${list(
    `m.payment_id, m.outcome, m.currency, m.amount_minor::text, m.created_at, m.settled_at, m.decline_code,
     (select coalesce(jsonb_agg(jsonb_build_object('invoice_name', i.name, 'amount_minor', a.amount_minor::text) order by i.name), '[]')
       from allocation a join invoice i on i.billing_account_id = a.billing_account_id and i.invoice_id = a.invoice_id
       where a.billing_account_id = m.billing_account_id and a.payment_id = m.payment_id) as allocations`,
    'payment m where m.billing_account_id = $1 and m.payment_id = any($3::uuid[])',
  )} as payments,
  ${list(
    'r.refund_id, r.payment_id, r.outcome, r.currency, r.amount_minor::text, r.failure_reason',
    'refund r where r.billing_account_id = $1 and r.refund_id = any($4::uuid[])',
  )} as refunds,
  ${list(
    'd.dispute_id, d.payment_id, d.state, d.reason, d.currency, d.amount_minor::text',
    'dispute d where d.billing_account_id = $1 and d.dispute_id = any($5::uuid[])',
  )} as disputes,
  ${list(
    'b.billing_profile_id, b.name',
    'billing_profile b where b.billing_account_id = $1 and b.billing_profile_id = any($6::uuid[])',
  )} as profiles`;

/** Everything in one statement, so that the parts of an event agree with each other. */
export async function readEventSubjects(
  pool: Pick<pg.Pool, 'query'>,
  billingAccountId: string,
  names: SubjectNames,
): Promise<EventSubjects> {
  const { rows } = await pool.query<EventSubjects>({
    name: 'event-subjects',
    text: TEXT,
    values: [
      billingAccountId,
      names.invoiceNames,
      names.paymentIds,
      names.refundIds,
      names.disputeIds,
      names.billingProfileIds,
    ],
  });
  return rows[0] ?? { invoices: [], payments: [], refunds: [], disputes: [], profiles: [] };
}
