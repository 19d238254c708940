import type { SectionChoice } from '@betalt/core/invoices/issue-lines.ts';
import type { Currency } from '@betalt/core/money/currency.ts';
import { sql } from 'kysely';
import type { Tx } from '../database.ts';

/** The account and profile that invoices are issued to, read while nobody else can issue to the account. */
export interface IssuingAccount {
  readonly billingAccountId: string;
  readonly billingProfileId: string;
  readonly billingProfileName: string;
  readonly currency: Currency;
  readonly sections: readonly SectionChoice[];
}

/**
 * Locks the account's row, the mutex of everything that is issued to it, so that two imports of one number come one after
 * the other. `undefined` when there is no such profile in the account.
 */
export async function lockForIssuing(
  tx: Tx,
  billingAccountId: string,
  billingProfileId: string,
): Promise<IssuingAccount | undefined> {
  const found = await sql<IssuingAccount>`
    select a.billing_account_id as "billingAccountId", p.billing_profile_id as "billingProfileId",
        p.name as "billingProfileName", p.currency,
        (select coalesce(json_agg(json_build_object('invoiceSectionId', s.invoice_section_id, 'name', s.name,
              'displayName', s.display_name) order by s.created_at, s.name), '[]')
           from invoice_section s
           where s.billing_account_id = a.billing_account_id and s.billing_profile_id = p.billing_profile_id
             and s.state = 'Active') as sections
      from billing_account a
      join billing_profile p on p.billing_account_id = a.billing_account_id
      where a.billing_account_id = ${billingAccountId} and p.billing_profile_id = ${billingProfileId}
      for update of a`.execute(tx);
  return found.rows[0];
}

/** Takes the account's next `count` invoice numbers; whoever rolls back gives them back, so there is never a gap. */
export async function takeInvoiceCounts(tx: Tx, billingAccountId: string, count: number): Promise<bigint[]> {
  const account = await tx
    .updateTable('billing_account')
    .set({ invoices_issued: sql`invoices_issued + ${count}` })
    .where('billing_account_id', '=', billingAccountId)
    .returning('invoices_issued')
    .executeTakeFirstOrThrow();
  return Array.from({ length: count }, (_, index) => account.invoices_issued - BigInt(count - 1 - index));
}
