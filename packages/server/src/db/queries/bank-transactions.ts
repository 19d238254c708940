import { sql } from 'kysely';
import type { Database, Tx } from '../database.ts';
import type { BankTransactionRow, BankTransactionState, SuggestedInvoice } from './bank-transaction-row.ts';

/** A transaction as it is shown: with its account at the bank, its payer's account and the invoices that are suggested. */
export interface ShownBankTransaction extends BankTransactionRow {
  readonly account: string;
  readonly payer: { readonly organizationId: string; readonly displayName: string } | null;
  readonly suggested: readonly ShownSuggestion[];
}

export interface ShownSuggestion extends SuggestedInvoice {
  readonly organizationId: string;
  readonly payerName: string;
  readonly invoiceName: string;
  readonly number: string;
  readonly currency: string;
  readonly amountDueMinor: string;
  readonly billingProfileName: string;
}

export interface BankTransactionSlice {
  readonly states: readonly BankTransactionState[];
  readonly statementId?: string | undefined;
  readonly limit: number;
  readonly beforeId?: string | undefined;
}

/** Newest first. */
export async function listBankTransactions(
  db: Database,
  { states, statementId, limit, beforeId }: BankTransactionSlice,
): Promise<ShownBankTransaction[]> {
  let query = shown(db).orderBy('t.bank_transaction_id', 'desc').limit(limit);
  if (states.length > 0) query = query.where('t.state', 'in', [...states]);
  if (statementId !== undefined) query = query.where('t.bank_statement_id', '=', statementId);
  if (beforeId !== undefined) query = query.where('t.bank_transaction_id', '<', beforeId);
  return (await query.execute()) as unknown as ShownBankTransaction[];
}

export async function findBankTransaction(db: Database | Tx, id: string): Promise<ShownBankTransaction | undefined> {
  const row = await shown(db).where('t.bank_transaction_id', '=', id).executeTakeFirst();
  return row as unknown as ShownBankTransaction | undefined;
}

// NOTE: what is suggested is read as it is now, not as it was when it was suggested: an invoice may be paid since.
function shown(db: Database | Tx) {
  return db
    .selectFrom('bank_transaction as t')
    .innerJoin('bank_account as b', 'b.bank_account_id', 't.bank_account_id')
    .selectAll('t')
    .select([
      'b.account',
      sql<ShownBankTransaction['payer']>`(
        select json_build_object('organizationId', a.organization_id, 'displayName', a.display_name)
        from billing_account a where a.billing_account_id = t.payer_account_id)`.as('payer'),
      sql<ShownSuggestion[]>`coalesce((
        select json_agg(json_build_object('billingAccountId', a.billing_account_id, 'invoiceId', i.invoice_id,
          'organizationId', a.organization_id, 'payerName', a.display_name, 'invoiceName', i.name, 'number', i.number,
          'currency', i.currency, 'amountDueMinor', i.amount_due_minor::text, 'billingProfileName', p.name) order by s.no)
        from jsonb_array_elements(t.suggestion) with ordinality s (invoice, no)
          join invoice i on i.billing_account_id = (s.invoice ->> 'billingAccountId')::uuid
            and i.invoice_id = (s.invoice ->> 'invoiceId')::uuid
          join billing_account a on a.billing_account_id = i.billing_account_id
          join billing_profile p on p.billing_account_id = i.billing_account_id
            and p.billing_profile_id = i.billing_profile_id), '[]')`.as('suggested'),
    ]);
}
