import type { BankTransaction } from '@betalt/core/bank/bank-transaction.ts';
import type { InvoiceCandidate } from '@betalt/core/bank/match.ts';
import { PAYER_KEY_MIN_LENGTH, payerKey, plainKey } from '@betalt/core/bank/payer-key.ts';
import type { SearchKey } from '@betalt/core/bank/search-keys.ts';
import { type RawBuilder, sql } from 'kysely';
import type { Database, Tx } from '../database.ts';

/** More of one kind are no help to anybody. */
const MOST = 200;

/** Invoices of any customer that one of the keys names, by reference or by number. */
export async function findNamed(db: Database | Tx, keys: readonly SearchKey[]): Promise<InvoiceCandidate[]> {
  if (keys.length === 0) return [];
  const references = keys.map(({ reference }) => reference);
  const numbers = keys.map(({ number }) => number);
  const { rows } = await sql<InvoiceCandidate>`
    ${candidate(sql`false`)}
    from invoice i
    where (i.payment_reference is not null
        and ltrim(upper(regexp_replace(i.payment_reference, '[^0-9A-Za-z]', '', 'g')), '0') = any(${references}::text[]))
      or upper(i.number) = any(${numbers}::text[])
    order by i.invoice_id limit ${MOST}`.execute(db);
  return rows;
}

/**
 * Open invoices of exactly this amount, of customers whose name is the counterparty's as far as either was cut off: with the letters that a
 * bank writes for others, or without them.
 */
export async function findOfPayer(db: Database | Tx, transaction: BankTransaction): Promise<InvoiceCandidate[]> {
  const { counterpartyName = '' } = transaction;
  const key = payerKey(counterpartyName);
  if (key.length < PAYER_KEY_MIN_LENGTH) return [];
  const plain = sql`upper(regexp_replace(a.display_name, '[^0-9A-Za-z]', '', 'g'))`;
  const { rows } = await sql<InvoiceCandidate>`
    ${candidate(sql`true`)}
    from billing_account a join invoice i on i.billing_account_id = a.billing_account_id
    where (${begins(sql`payer_key(a.display_name)`, key)} or ${begins(plain, plainKey(counterpartyName))})
      and i.amount_due_minor = ${transaction.amountMinor} and i.currency = ${transaction.currency}
      and i.voided_at is null and i.document_type = 'Invoice'
    order by i.due_on, i.invoice_id limit ${MOST}`.execute(db);
  return rows;
}

/** Whether one of the two is the beginning of the other. */
function begins(name: RawBuilder<unknown>, key: string): RawBuilder<unknown> {
  if (key.length < PAYER_KEY_MIN_LENGTH) return sql`false`;
  const beginnings = Array.from({ length: key.length - PAYER_KEY_MIN_LENGTH + 1 }, (_, index) =>
    key.slice(0, PAYER_KEY_MIN_LENGTH + index),
  );
  return sql`(${name} like ${`${key}%`} or ${name} = any(${beginnings}::text[]))`;
}

function candidate(isOfPayer: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select i.billing_account_id as "billingAccountId", i.invoice_id as "invoiceId", i.name, i.number,
      i.payment_reference as "paymentReference", i.billing_profile_id as "billingProfileId", i.currency,
      i.amount_due_minor as "amountDueMinor", i.document_type = 'CreditNote' as "isCreditNote",
      i.voided_at is not null as "isVoid", ${isOfPayer} as "isOfPayer"`;
}
