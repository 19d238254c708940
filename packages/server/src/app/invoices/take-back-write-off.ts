import { writeOffTakenBackEntry } from '@betalt/core/ledger/write-off-entry.ts';
import type { Currency } from '@betalt/core/money/currency.ts';
import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import type { InvoiceMoney } from '../money/invoice-money.ts';
import { postEntry } from '../money/post-entry.ts';

/**
 * A locked invoice is credited or made void: what was written off of it was never owed, and is due again for the caller to credit or
 * to take away.
 *
 * @param atMostMinor absent: all that was written off
 * @returns how much is due again, in minor units
 */
export async function takeBackWriteOff(
  tx: Tx,
  billingAccountId: string,
  {
    invoiceId,
    billingProfileId,
    currency,
  }: Pick<InvoiceMoney, 'invoiceId' | 'billingProfileId'> & { readonly currency: string },
  { at, atMostMinor }: { readonly at: Date; readonly atMostMinor?: bigint },
): Promise<bigint> {
  const writtenOffMinor = await writtenOff(tx, billingAccountId, invoiceId);
  const amountMinor = atMostMinor !== undefined && atMostMinor < writtenOffMinor ? atMostMinor : writtenOffMinor;
  if (amountMinor === 0n) return 0n;
  await sql`update invoice set amount_due_minor = amount_due_minor + ${amountMinor}, row_version = row_version + 1
    where billing_account_id = ${billingAccountId} and invoice_id = ${invoiceId}`.execute(tx);
  const entry = writeOffTakenBackEntry(currency as Currency, { billingProfileId, amountMinor });
  await postEntry(tx, billingAccountId, entry, { at, about: { invoiceId } });
  return amountMinor;
}

/** What the books hold as written off of an invoice: less what was taken back before. */
async function writtenOff(tx: Tx, billingAccountId: string, invoiceId: string): Promise<bigint> {
  const { rows } = await sql<{ minor: bigint }>`
    select coalesce(sum(g.amount_minor), 0)::bigint as minor from journal_entry e
    join posting g on g.billing_account_id = e.billing_account_id and g.journal_entry_id = e.journal_entry_id
    where e.billing_account_id = ${billingAccountId} and e.invoice_id = ${invoiceId} and e.kind = 'write_off'
      and g.ledger_account = 'write_off'`.execute(tx);
  return rows[0]?.minor ?? 0n;
}
