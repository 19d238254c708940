import { sql } from 'kysely';
import type { Tx } from '../database.ts';

export interface ExistingInvoice {
  readonly name: string;
  readonly number: string;
  /** SHA-256 of the file that it came from; null when it came from none. */
  readonly sourceHash: Buffer | null;
}

/** Invoices of the account with these names, whatever the case, by upper-case name. */
export async function invoicesNamed(
  tx: Tx,
  billingAccountId: string,
  names: readonly string[],
): Promise<Map<string, ExistingInvoice>> {
  if (names.length === 0) return new Map();
  const upperNames = names.map((name) => name.toUpperCase());
  const rows = await tx
    .selectFrom('invoice')
    .select(['name', 'number', 'source_hash as sourceHash'])
    .where('billing_account_id', '=', billingAccountId)
    .where(sql<boolean>`upper(name) = any(${upperNames})`)
    .execute();
  return new Map(rows.map((row) => [row.name.toUpperCase(), row]));
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
