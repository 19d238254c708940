import type { Actor } from '@betalt/core/access/may.ts';
import { violation } from '@betalt/core/invoices/document/violation.ts';
import type { IssuedInvoice } from '@betalt/core/invoices/issue.ts';
import { err, ok, type Result } from '@betalt/core/shared/result.ts';
import { sql } from 'kysely';
import { inTransaction, type Tx } from '../../db/database.ts';
import { type InvoiceMoney, lockInvoices } from '../money/invoice-money.ts';
import { placeCredit } from '../money/place-credit.ts';
import { recordActivity } from '../money/record-activity.ts';
import { type CreditInvoiceRejection, type CreditIssue, issueCredit, lockCreditable } from './credit-invoice.ts';
import type { CreditableRow } from './creditable-invoice.ts';
import { issueInvoice } from './issue-invoice.ts';
import type { IssueOrder } from './issue-order.ts';
import { type IssuerKey, issuedByKey, keepIssuerKey } from './issuer-key.ts';
import { authorizeOnInvoice, type InvoiceReference, type IssuerDependencies } from './issuer-operation.ts';

export interface CorrectInvoiceRequest extends InvoiceReference {
  readonly order: IssueOrder;
  readonly reason: string;
  readonly timeZone: string;
  /** The same key again is the same corrected invoice. */
  readonly key?: IssuerKey | undefined;
}

export type CorrectInvoiceRejection = CreditInvoiceRejection | { readonly code: 'InvoiceAlreadyCorrected' };

/**
 * Corrects an invoice: a credit note for what is left of it and a new invoice in its place, linked to each other (Azure's
 * rebillDetails), in one transaction. What was paid of the old one is credit, and pays the new one as far as it goes. An invoice has one
 * successor that is not void: what is wrong with that is corrected there. Answers the new invoice's name.
 */
export async function correctInvoice(
  dependencies: IssuerDependencies,
  actor: Actor,
  request: CorrectInvoiceRequest,
): Promise<Result<{ readonly name: string }, CorrectInvoiceRejection>> {
  const allowed = await authorizeOnInvoice(dependencies, actor, 'invoice.credit', request);
  if (!allowed.ok) return allowed;
  const { order, key, billingAccountId } = request;
  if (order.document.kind === 'creditNote') return err({ code: 'InvoiceNotIssuable', violations: [NO_CREDIT_NOTE] });
  const issue = { ...request, ...allowed.value, credit: { kind: 'all' as const }, actor, at: dependencies.clock() };
  const corrected = await inTransaction<{ readonly name: string }, CorrectInvoiceRejection>(
    dependencies.db,
    async (tx) => {
      const old = await lockCreditable(tx, issue);
      if (!old.ok) return old;
      const before = await issuedByKey(tx, billingAccountId, key);
      if (!before.ok) return before;
      if (before.value !== undefined) return ok({ name: before.value });
      if (await hasSuccessor(tx, billingAccountId, old.value)) return err({ code: 'InvoiceAlreadyCorrected' });
      const issued = await replace(tx, issue, { old: old.value, order });
      if (issued.ok) await keepIssuerKey(tx, billingAccountId, key, { name: issued.value.name, at: issue.at });
      return issued;
    },
  );
  if (corrected.ok) dependencies.onCommitted();
  return corrected;
}

const NO_CREDIT_NOTE = violation(
  'correct-by-invoice',
  'kind',
  'An invoice is corrected by an invoice; the credit note for it is made at once. Leave out the kind.',
);

async function hasSuccessor(tx: Tx, billingAccountId: string, { invoiceId }: CreditableRow): Promise<boolean> {
  const { rows } = await sql`
    select 1 from invoice where billing_account_id = ${billingAccountId} and replaces_invoice_id = ${invoiceId}
      and voided_at is null limit 1`.execute(tx);
  return rows.length > 0;
}

async function replace(
  tx: Tx,
  issue: CreditIssue & InvoiceReference,
  { old, order }: { readonly old: CreditableRow; readonly order: IssueOrder },
): Promise<Result<IssuedInvoice, CreditInvoiceRejection>> {
  const note = await issueCredit(tx, issue, old);
  if (!note.ok && note.error.code !== 'NothingToCredit') return note;
  const { actor, at } = issue;
  const issued = await issueInvoice(tx, issue, order, { issuer: actor, at, action: 'invoice.correct' });
  if (!issued.ok) return issued;
  await linkToOld(tx, issue.billingAccountId, { old, name: issued.value.name });
  await placeLeft(tx, issue, { old, name: issued.value.name });
  await tell(tx, issue, { name: issued.value.name, creditNote: note.ok ? note.value.name : undefined });
  return issued;
}

interface Successor {
  readonly old: CreditableRow;
  readonly name: string;
}

async function linkToOld(tx: Tx, billingAccountId: string, { old, name }: Successor): Promise<void> {
  await sql`update invoice set replaces_invoice_id = ${old.invoiceId}
    where billing_account_id = ${billingAccountId} and upper(name) = upper(${name})`.execute(tx);
}

/** The credit that the old invoice's credit notes still have goes to the new one. */
async function placeLeft(
  tx: Tx,
  { billingAccountId, actor, at }: CreditIssue,
  { old, name }: Successor,
): Promise<void> {
  const { rows } = await sql<{ invoiceId: string }>`
    select invoice_id as "invoiceId" from invoice
    where billing_account_id = ${billingAccountId} and amount_due_minor < 0 and voided_at is null
      and credits_invoice_id = ${old.invoiceId}`.execute(tx);
  const [invoice] = await lockInvoices(tx, billingAccountId, { names: [name] });
  if (invoice === undefined || rows.length === 0) return;
  const notes = await lockInvoices(tx, billingAccountId, { ids: rows.map(({ invoiceId }) => invoiceId) });
  const placements = placementsOf(invoice, notes);
  if (placements.length === 0) return;
  await placeCredit(tx, { billingAccountId, currency: invoice.currency, placements }, { doer: actor, at });
}

function placementsOf(invoice: InvoiceMoney, notes: readonly InvoiceMoney[]) {
  const { invoiceId, name: invoiceName, billingProfileId } = invoice;
  let dueMinor = invoice.amountDueMinor;
  return notes.flatMap((note) => {
    const amountMinor = dueMinor < -note.amountDueMinor ? dueMinor : -note.amountDueMinor;
    dueMinor -= amountMinor;
    const from = { creditNoteId: note.invoiceId };
    return amountMinor > 0n ? [{ invoiceId, invoiceName, billingProfileId, from, amountMinor }] : [];
  });
}

async function tell(
  tx: Tx,
  { billingAccountId, billingProfileId, invoiceName, actor, at }: CreditIssue & InvoiceReference,
  { name, creditNote }: { readonly name: string; readonly creditNote: string | undefined },
): Promise<void> {
  await recordActivity(
    tx,
    {
      billingAccountId,
      action: 'invoice.correct',
      resourceId: invoiceName,
      facts: { invoice: name, ...(creditNote === undefined ? {} : { creditNote }) },
      event: 'invoice.corrected',
      invoiceNames: [invoiceName, name, ...(creditNote === undefined ? [] : [creditNote])],
      billingProfileIds: [billingProfileId],
    },
    actor,
    at,
  );
}
