import type { IssuedInvoice } from '@betalt/core/invoices/issue.ts';
import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import type { IssuingAccount } from '../../db/queries/issue-account.ts';
import { type InvoiceMoney, lockInvoices } from '../money/invoice-money.ts';
import { placeCredit } from '../money/place-credit.ts';
import { recordActivity } from '../money/record-activity.ts';
import type { Issuing } from './issue-order.ts';
import { takeBackWriteOff } from './take-back-write-off.ts';

/**
 * A credit note that names an invoice of the profile is linked to it and reduces what is due of it, as far as anything is, whichever of the
 * two came first. What is left is credit, for the payer to use. A payment that is under way keeps its slot: what the invoice then no
 * longer asks for is money on account when it settles.
 */
export async function placeCreditNotes(
  tx: Tx,
  account: IssuingAccount,
  issued: readonly IssuedInvoice[],
  issuing: Issuing,
): Promise<void> {
  for (const note of issued.filter(({ documentType }) => documentType === 'CreditNote')) {
    const credited = await link(tx, account, note);
    if (credited !== undefined) await placeOnCredited(tx, account, credited, issuing);
  }
  const invoices = issued.filter(({ documentType }) => documentType === 'Invoice');
  for (const credited of await linkWaiting(tx, account, invoices))
    await placeOnCredited(tx, account, credited, issuing);
}

interface Credited {
  readonly noteId: string;
  readonly invoiceId: string;
}

/** Credit notes that named one of these invoices before it came. */
async function linkWaiting(
  tx: Tx,
  { billingAccountId, billingProfileId }: IssuingAccount,
  invoices: readonly IssuedInvoice[],
): Promise<readonly Credited[]> {
  if (invoices.length === 0) return [];
  const { rows } = await sql<Credited>`
    update invoice note set credits_invoice_id = i.invoice_id
    from invoice i
    where note.billing_account_id = ${billingAccountId} and note.billing_profile_id = ${billingProfileId}
      and note.document_type = 'CreditNote' and note.credits_invoice_id is null
      and i.billing_account_id = note.billing_account_id and i.billing_profile_id = note.billing_profile_id
      and i.document_type = 'Invoice' and i.seller_key = note.seller_key
      and upper(i.number) = upper(note.parties #>> '{precedingInvoices,0,number}')
      and i.name = any(${invoices.map(({ name }) => name)}::text[])
    returning note.invoice_id as "noteId", i.invoice_id as "invoiceId"`.execute(tx);
  return rows;
}

/** The invoice of the same seller that the note names first; none where the profile has no such invoice. */
async function link(
  tx: Tx,
  { billingAccountId, billingProfileId }: IssuingAccount,
  { name, sellerKey, parties }: IssuedInvoice,
): Promise<Credited | undefined> {
  const number = parties.precedingInvoices[0]?.number;
  if (number === undefined) return undefined;
  const { rows } = await sql<Credited>`
    update invoice note set credits_invoice_id = i.invoice_id
    from invoice i
    where note.billing_account_id = ${billingAccountId} and upper(note.name) = upper(${name})
      and i.billing_account_id = note.billing_account_id and i.seller_key = ${sellerKey} and upper(i.number) = upper(${number})
      and i.billing_profile_id = ${billingProfileId} and i.document_type = 'Invoice'
    returning note.invoice_id as "noteId", i.invoice_id as "invoiceId"`.execute(tx);
  return rows[0];
}

async function placeOnCredited(
  tx: Tx,
  { billingAccountId, billingProfileId, currency }: IssuingAccount,
  credited: Credited,
  { issuer, at }: Issuing,
): Promise<void> {
  const locked = await lockInvoices(tx, billingAccountId, { ids: [credited.noteId, credited.invoiceId] });
  const invoice = locked.find(({ invoiceId }) => invoiceId === credited.invoiceId);
  const note = locked.find(({ invoiceId }) => invoiceId === credited.noteId);
  if (invoice === undefined || note === undefined) return;
  const from = { creditNoteId: credited.noteId };
  const amountMinor = await placeable(tx, billingAccountId, { invoice, creditMinor: -note.amountDueMinor, at });
  const { invoiceId, name: invoiceName } = invoice;
  if (amountMinor > 0n) {
    const placements = [{ invoiceId, invoiceName, billingProfileId, from, amountMinor }];
    await placeCredit(tx, { billingAccountId, currency, placements }, { doer: issuer, at });
  }
  await recordActivity(
    tx,
    {
      billingAccountId,
      action: 'invoice.credit',
      resourceId: invoiceName,
      facts: { creditNote: note.name },
      event: 'invoice.credited',
      invoiceNames: [invoiceName, note.name],
      billingProfileIds: [billingProfileId],
    },
    issuer,
    at,
  );
}

/**
 * No more than the invoice asks for, and nothing of one that is void. What was written off counts as asked for: credit for it is no money
 * that anybody has paid.
 */
async function placeable(
  tx: Tx,
  billingAccountId: string,
  { invoice, creditMinor, at }: { readonly invoice: InvoiceMoney; readonly creditMinor: bigint; readonly at: Date },
): Promise<bigint> {
  const { voidedAt, amountDueMinor } = invoice;
  if (voidedAt !== null) return 0n;
  if (creditMinor <= amountDueMinor) return creditMinor;
  const atMostMinor = creditMinor - amountDueMinor;
  return amountDueMinor + (await takeBackWriteOff(tx, billingAccountId, invoice, { at, atMostMinor }));
}
