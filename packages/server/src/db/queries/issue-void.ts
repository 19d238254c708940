import { type JournalEntry, journalEntry, type LedgerAccount } from '@betalt/core/ledger/journal-entry.ts';
import type { Currency } from '@betalt/core/money/currency.ts';
import { sql } from 'kysely';
import type { Tx } from '../database.ts';

export interface LockedInvoice {
  readonly invoiceId: string;
  readonly billingProfileId: string;
  readonly voidedAt: Date | null;
  readonly isCreditNote: boolean;
  /** A payment has settled on it, or one holds its slot. */
  readonly hasPayments: boolean;
}

/** Locks one invoice by name, whatever the case; payments lock it too, so nothing settles meanwhile. */
export async function lockInvoice(tx: Tx, billingAccountId: string, name: string): Promise<LockedInvoice | undefined> {
  return await tx
    .selectFrom('invoice')
    .select(['invoice_id as invoiceId', 'billing_profile_id as billingProfileId', 'voided_at as voidedAt'])
    .select(sql<boolean>`document_type = 'CreditNote'`.as('isCreditNote'))
    .select(sql<boolean>`live_payment_id is not null or payments <> '[]'`.as('hasPayments'))
    .where('billing_account_id', '=', billingAccountId)
    .where(sql<boolean>`upper(name) = upper(${name})`)
    .forUpdate()
    .executeTakeFirst();
}

/** The entry that the invoice was issued with. @throws when there is none: every invoice has one. */
export async function issueEntryOf(tx: Tx, billingAccountId: string, invoiceId: string): Promise<JournalEntry> {
  const entry = await tx
    .selectFrom('journal_entry')
    .select(['journal_entry_id', 'currency'])
    .where('billing_account_id', '=', billingAccountId)
    .where('invoice_id', '=', invoiceId)
    .where('kind', '=', 'issue')
    .executeTakeFirstOrThrow();
  const postings = await tx
    .selectFrom('posting')
    .select(['billing_profile_id as billingProfileId', 'amount_minor as amountMinor'])
    .select(sql<LedgerAccount>`ledger_account`.as('ledgerAccount'))
    .where('billing_account_id', '=', billingAccountId)
    .where('journal_entry_id', '=', entry.journal_entry_id)
    .orderBy('posting_no')
    .execute();
  return journalEntry('issue', entry.currency as Currency, postings);
}
