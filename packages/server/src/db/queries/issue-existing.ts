import type { CalendarDate } from '@betalt/core/shared/calendar-date.ts';
import { sql } from 'kysely';
import type { Tx } from '../database.ts';

export interface ExistingInvoice {
  readonly name: string;
  readonly number: string;
  readonly issuedOn: CalendarDate;
  /** SHA-256 of the file that it came from; null when it came from none. */
  readonly sourceHash: Buffer | null;
}

export interface AskedNumber {
  readonly sellerKey: string;
  readonly number: string;
  readonly documentType: 'Invoice' | 'CreditNote';
}

export interface FoundNumber {
  /** The number as the database tells numbers apart: its capitals are not JavaScript's in every script. */
  readonly numberKey: string;
  readonly existing: ExistingInvoice | undefined;
}

/** What the account has under each of these sellers' numbers, whatever the case, of that kind; in the order asked. */
export async function invoicesNumbered(
  tx: Tx,
  billingAccountId: string,
  asked: readonly AskedNumber[],
): Promise<FoundNumber[]> {
  const sellers = asked.map(({ sellerKey }) => sellerKey);
  const numbers = asked.map(({ number }) => number);
  const types = asked.map(({ documentType }) => documentType);
  const found = await sql<NumberRow>`
    select upper(a.number) as "numberKey", i.name, i.number, i.invoice_on as "issuedOn", i.source_hash as "sourceHash"
      from unnest(${sellers}::text[], ${numbers}::text[], ${types}::text[])
        with ordinality as a (seller_key, number, document_type, asked_no)
      left join invoice i on i.billing_account_id = ${billingAccountId} and i.seller_key = a.seller_key
        and upper(i.number) = upper(a.number) and i.document_type = a.document_type
      order by a.asked_no`.execute(tx);
  return found.rows.map(({ numberKey, ...row }) => ({ numberKey, existing: isFound(row) ? row : undefined }));
}

type NumberRow = { readonly numberKey: string } & (ExistingInvoice | { readonly name: null });

function isFound(row: ExistingInvoice | { readonly name: null }): row is ExistingInvoice {
  return row.name !== null;
}

/** Those of the names that invoices of the account have, whatever the case; in capitals. */
export async function takenNames(tx: Tx, billingAccountId: string, names: readonly string[]): Promise<Set<string>> {
  const upperNames = names.map((name) => name.toUpperCase());
  const rows = await tx
    .selectFrom('invoice')
    .select('name')
    .where('billing_account_id', '=', billingAccountId)
    .where(sql<boolean>`upper(name) = any(${upperNames})`)
    .execute();
  return new Set(rows.map(({ name }) => name.toUpperCase()));
}

/** The file that an invoice was imported from; `undefined` when it came from none. */
export async function originalOf(
  tx: Tx,
  billingAccountId: string,
  invoiceName: string,
): Promise<{ fileName: string; content: Buffer } | undefined> {
  return await tx
    .selectFrom('document')
    .innerJoin('invoice', (join) =>
      join
        .onRef('invoice.billing_account_id', '=', 'document.billing_account_id')
        .onRef('invoice.invoice_id', '=', 'document.invoice_id'),
    )
    .select(['document.file_name as fileName', 'document.content'])
    .where('document.billing_account_id', '=', billingAccountId)
    .where('invoice.name', '=', invoiceName)
    .where('document.name', '=', ORIGINAL)
    .executeTakeFirst();
}

/** Name of the document that holds the file as it came. */
export const ORIGINAL = 'original';
