import { sql } from 'kysely';
import type { Database, Tx } from '../database.ts';

/** What of an invoice dunning asks, with what its mails say. */
export interface DunningRow {
  readonly invoice_id: string;
  readonly billing_profile_id: string;
  readonly profile_display_name: string;
  /** Whether new invoices are mailed; reminders are regardless. */
  readonly invoice_email_opt_in: boolean;
  readonly name: string;
  readonly number: string;
  readonly document_type: string;
  readonly currency: string;
  readonly total_minor: bigint;
  readonly amount_due_minor: bigint;
  readonly due_on: string;
  readonly voided_at: Date | null;
  readonly disputed_at: Date | null;
  readonly live_outcome: string | null;
  readonly payment_reference: string | null;
  readonly has_open_query: boolean;
  /** Steps that notice was given of. */
  readonly given: readonly string[];
  /** Where automatic payment is on, and has not failed for this invoice yet: the card that it charges. */
  readonly charged_brand: string | null;
  readonly charged_last_four: string | null;
}

export interface AccountToSweep {
  readonly billing_account_id: string;
  readonly organization_id: string;
  readonly display_name: string;
  readonly time_zone: string;
}

/**
 * Accounts in which a notice may be due, or a standing may change, in the order of their ids: open invoices that are due on the
 * day or before, or a profile that is warned or disabled. Over all accounts (docs/domain/tenancy.md).
 */
export async function listAccountsToSweep(
  db: Database,
  { dueBy, after, limit }: { readonly dueBy: string; readonly after: string | null; readonly limit: number },
): Promise<AccountToSweep[]> {
  const { rows } = await sql<AccountToSweep>`
    select a.billing_account_id, a.organization_id, a.display_name, a.time_zone from billing_account a
    where (${after}::uuid is null or a.billing_account_id > ${after}) and (
      exists (select from invoice i where i.billing_account_id = a.billing_account_id and i.amount_due_minor > 0
        and i.voided_at is null and i.document_type = 'Invoice' and i.due_on <= ${dueBy}::date)
      or exists (select from billing_profile p where p.billing_account_id = a.billing_account_id and p.status in ('Warned', 'Disabled')))
    order by a.billing_account_id limit ${limit}`.execute(db);
  return rows;
}

export async function findAccountToSweep(db: Database, billingAccountId: string): Promise<AccountToSweep | undefined> {
  return db
    .selectFrom('billing_account')
    .select(['billing_account_id', 'organization_id', 'display_name', 'time_zone'])
    .where('billing_account_id', '=', billingAccountId)
    .executeTakeFirst();
}

const COLUMNS = sql`i.invoice_id, i.billing_profile_id, p.display_name as profile_display_name, p.invoice_email_opt_in, i.name, i.number, i.document_type, i.currency,
  i.total_minor, i.amount_due_minor, i.due_on, i.voided_at, i.disputed_at, i.live_outcome, i.payment_reference,
  exists (select from invoice_query q where q.billing_account_id = i.billing_account_id and q.invoice_id = i.invoice_id and q.closed_at is null)
    as has_open_query,
  array(select n.step from dunning_notice n where n.billing_account_id = i.billing_account_id and n.invoice_id = i.invoice_id) as given,
  m.brand as charged_brand, m.last_four as charged_last_four`;

const JOINS = sql`invoice i
  join billing_profile p on p.billing_account_id = i.billing_account_id and p.billing_profile_id = i.billing_profile_id
  left join payment_method m on p.pays_automatically and m.payment_method_id = p.default_payment_method_id and m.removed_at is null
    and not exists (select from automatic_payment t where t.billing_account_id = i.billing_account_id and t.invoice_id = i.invoice_id
      and (t.state in ('needs_authentication', 'stopped') or t.tries > 0))`;

/** Open invoices of one account that are due on the day or before, oldest first. */
export async function listDunningInvoices(
  db: Database,
  billingAccountId: string,
  { dueBy, billingProfileId }: { readonly dueBy: string; readonly billingProfileId?: string | undefined },
): Promise<DunningRow[]> {
  const { rows } = await sql<DunningRow>`
    select ${COLUMNS} from ${JOINS}
    where i.billing_account_id = ${billingAccountId} and i.amount_due_minor > 0 and i.voided_at is null
      and i.document_type = 'Invoice' and i.due_on <= ${dueBy}::date
      and ${billingProfileId === undefined ? sql`true` : sql`i.billing_profile_id = ${billingProfileId}`}
    order by i.due_on, i.invoice_id`.execute(db);
  return rows;
}

/**
 * One invoice as it is now, locked until the transaction ends, so that no payment, credit or dispute comes between what is decided
 * and what is written.
 */
export async function lockDunningInvoice(
  tx: Tx,
  billingAccountId: string,
  invoiceId: string,
): Promise<DunningRow | undefined> {
  // Locked alone first: what the row is joined with is read after the lock is there, in a statement of its own.
  await sql`select from invoice where billing_account_id = ${billingAccountId} and invoice_id = ${invoiceId} for update`.execute(
    tx,
  );
  return findDunningInvoice(tx, billingAccountId, { invoiceId });
}

/** One invoice by its id, or by its name. */
export async function findDunningInvoice(
  db: Database,
  billingAccountId: string,
  by: { readonly invoiceId: string } | { readonly name: string },
): Promise<DunningRow | undefined> {
  const which = 'name' in by ? sql`upper(i.name) = upper(${by.name})` : sql`i.invoice_id = ${by.invoiceId}`;
  const { rows } = await sql<DunningRow>`
    select ${COLUMNS} from ${JOINS} where i.billing_account_id = ${billingAccountId} and ${which}`.execute(db);
  return rows[0];
}

export interface ProfileStanding {
  readonly billing_profile_id: string;
  readonly status: string;
}

/** How each profile of an account stands; one that was deleted stands no more. */
export async function listStandings(db: Database, billingAccountId: string): Promise<ProfileStanding[]> {
  return db
    .selectFrom('billing_profile')
    .select(['billing_profile_id', 'status'])
    .where('billing_account_id', '=', billingAccountId)
    .where('status', '<>', 'Deleted')
    .orderBy('billing_profile_id')
    .execute();
}
