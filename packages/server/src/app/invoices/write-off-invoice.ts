import type { Actor } from '@betalt/core/access/may.ts';
import { writeOffEntry } from '@betalt/core/ledger/write-off-entry.ts';
import type { Currency } from '@betalt/core/money/currency.ts';
import { toDecimalString } from '@betalt/core/money/money.ts';
import { err, ok, type Result } from '@betalt/core/shared/result.ts';
import { sql } from 'kysely';
import { inTransaction } from '../../db/database.ts';
import { lockInvoices } from '../money/invoice-money.ts';
import { postEntry } from '../money/post-entry.ts';
import { recordActivity } from '../money/record-activity.ts';
import {
  type AccessRejection,
  authorizeOnInvoice,
  type InvoiceReference,
  type IssuerDependencies,
} from './issuer-operation.ts';

export type WriteOffRejection =
  | AccessRejection
  | { readonly code: 'InvoiceVoid' | 'CreditNote' | 'InvoiceAlreadyPaid' | 'PaymentInProgress' };

/** What is due of an invoice will never come: it is written off, and the invoice asks for nothing more. What was paid stays. */
export async function writeOffInvoice(
  { db, clock, onCommitted }: IssuerDependencies,
  actor: Actor,
  { reason, ...reference }: InvoiceReference & { readonly reason: string },
): Promise<Result<void, WriteOffRejection>> {
  const allowed = await authorizeOnInvoice({ db, clock }, actor, 'invoice.writeOff', reference);
  if (!allowed.ok) return allowed;
  const { billingAccountId } = reference;
  const at = clock();
  const written = await inTransaction<void, WriteOffRejection>(db, async (tx) => {
    const [invoice] = await lockInvoices(tx, billingAccountId, { names: [reference.invoiceName] });
    if (invoice === undefined) return err({ code: 'InvoiceNotFound' });
    if (invoice.isCreditNote) return err({ code: 'CreditNote' });
    if (invoice.voidedAt !== null) return err({ code: 'InvoiceVoid' });
    if (invoice.livePaymentId !== null) return err({ code: 'PaymentInProgress' });
    if (invoice.amountDueMinor <= 0n) return err({ code: 'InvoiceAlreadyPaid' });
    const { invoiceId, billingProfileId, amountDueMinor: amountMinor, name } = invoice;
    const currency = invoice.currency as Currency;
    await sql`update invoice set amount_due_minor = 0, row_version = row_version + 1
      where billing_account_id = ${billingAccountId} and invoice_id = ${invoiceId}`.execute(tx);
    await postEntry(tx, billingAccountId, writeOffEntry(currency, { billingProfileId, amountMinor }), {
      at,
      about: { invoiceId },
    });
    const happening = {
      billingAccountId,
      action: 'invoice.writeOff',
      resourceId: name,
      facts: { currency, amount: toDecimalString({ currency, amountMinor }), reason },
      event: 'invoice.writtenOff',
      invoiceNames: [name],
      billingProfileIds: [billingProfileId],
    };
    await recordActivity(tx, happening, actor, at);
    return ok(undefined);
  });
  if (written.ok) onCommitted();
  return written;
}
