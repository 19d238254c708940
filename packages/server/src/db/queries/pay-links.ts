import { sql } from 'kysely';
import type { Database } from '../database.ts';

/** A way to pay one invoice without signing in. */
export interface PayLinkRow {
  readonly pay_link_id: string;
  readonly amount_minor: bigint | null;
  readonly created_by_name: string;
  readonly created_at: Date;
  readonly expires_at: Date;
  readonly revoked_at: Date | null;
}

/** The links of an invoice, newest first. */
export async function listPayLinks(db: Database, billingAccountId: string, invoiceId: string): Promise<PayLinkRow[]> {
  const { rows } = await sql<PayLinkRow>`
    select pay_link_id, amount_minor, created_by_name, created_at, expires_at, revoked_at from pay_link
    where billing_account_id = ${billingAccountId} and invoice_id = ${invoiceId} order by pay_link_id desc limit 200`.execute(
    db,
  );
  return rows;
}

/** What a token opens: the link with what is left of its amount, its invoice, and what of the account decides how it is paid. */
export interface OpenedPayLink extends PayLinkRow {
  readonly billing_account_id: string;
  readonly agreement_type: string;
  readonly time_zone: string;
  readonly invoice_id: string;
  readonly invoice_name: string;
  readonly billing_profile_id: string;
}

/** By the token's hash and nothing else, so over all accounts (docs/domain/tenancy.md); expired and revoked links too. */
export async function findPayLinkByToken(db: Database, tokenHash: Buffer): Promise<OpenedPayLink | undefined> {
  const { rows } = await sql<OpenedPayLink>`
    select l.pay_link_id, l.amount_minor - paid.minor as amount_minor, l.created_by_name, l.created_at, l.expires_at, l.revoked_at,
      l.billing_account_id, a.agreement_type, a.time_zone, i.invoice_id, i.name as invoice_name, i.billing_profile_id
    from pay_link l
    cross join lateral (select least(l.amount_minor, coalesce(sum(p.amount_minor), 0))::bigint as minor
      from allocation x join payment p on p.billing_account_id = x.billing_account_id and p.payment_id = x.payment_id
      where x.billing_account_id = l.billing_account_id and x.invoice_id = l.invoice_id and p.pay_link_id = l.pay_link_id
        and p.outcome = 'succeeded') paid
    join billing_account a on a.billing_account_id = l.billing_account_id
    join invoice i on i.billing_account_id = l.billing_account_id and i.invoice_id = l.invoice_id
    where l.token_hash = ${tokenHash}`.execute(db);
  return rows[0];
}

/** How many payments were begun by a link since then. */
export async function countPaymentsByLink(
  db: Database,
  { billing_account_id, pay_link_id, invoice_id }: OpenedPayLink,
  since: Date,
): Promise<number> {
  const { rows } = await sql<{ count: bigint }>`
    select count(*) as count from allocation a
    join payment p on p.billing_account_id = a.billing_account_id and p.payment_id = a.payment_id
    where a.billing_account_id = ${billing_account_id} and a.invoice_id = ${invoice_id}
      and p.pay_link_id = ${pay_link_id} and p.created_at > ${since}`.execute(db);
  return Number(rows[0]?.count ?? 0n);
}

/** True when the payment was made by the link. */
export async function isPaymentOfLink(
  db: Database,
  { billing_account_id, pay_link_id }: OpenedPayLink,
  paymentId: string,
): Promise<boolean> {
  const row = await db
    .selectFrom('payment')
    .select('payment_id')
    .where('billing_account_id', '=', billing_account_id)
    .where('payment_id', '=', paymentId)
    .where('pay_link_id', '=', pay_link_id)
    .executeTakeFirst();
  return row !== undefined;
}
