import type { Actor } from '@betalt/core/access/may.ts';
import { type CreditRejection, type CreditRequest, credit } from '@betalt/core/invoices/credit.ts';
import type { IssuedInvoice } from '@betalt/core/invoices/issue.ts';
import { calendarDateAt } from '@betalt/core/shared/calendar-date.ts';
import { err, ok, type Result } from '@betalt/core/shared/result.ts';
import { inTransaction, type Tx } from '../../db/database.ts';
import { lockForIssuing } from '../../db/queries/issue-account.ts';
import { writeJsonInvoice } from '../../einvoice/write-json.ts';
import { lockInvoices } from '../money/invoice-money.ts';
import { type CreditableRow, readCreditable } from './creditable-invoice.ts';
import { type IssueRejection, issueInvoice } from './issue-invoice.ts';
import { type IssuerKey, issuedByKey, keepIssuerKey } from './issuer-key.ts';
import {
  type AccessRejection,
  authorizeOnInvoice,
  type InvoiceReference,
  type IssuerDependencies,
} from './issuer-operation.ts';

export type CreditInvoiceRejection =
  | AccessRejection
  | CreditRejection
  | IssueRejection
  | { readonly code: 'InvoiceVoid' | 'CreditNote' | 'IdempotencyKeyReused' };

export interface CreditInvoiceRequest extends InvoiceReference {
  readonly credit: CreditRequest;
  /** Why, for the payer to read. */
  readonly reason: string;
  /** Of the account: a credit note is dated where the payer is. */
  readonly timeZone: string;
  /** The same key again is the same credit note. */
  readonly key?: IssuerKey | undefined;
}

/**
 * Issues a credit note for an invoice, whole or in part. It reduces what is due of the invoice at once; what the invoice does not ask
 * for any more is credit, for the payer to use on another, or to be refunded.
 */
export async function creditInvoice(
  dependencies: IssuerDependencies,
  actor: Actor,
  request: CreditInvoiceRequest,
): Promise<Result<{ readonly name: string }, CreditInvoiceRejection>> {
  const allowed = await authorizeOnInvoice(dependencies, actor, 'invoice.credit', request);
  if (!allowed.ok) return allowed;
  const at = dependencies.clock();
  const { billingAccountId, key } = request;
  const issued = await inTransaction<{ readonly name: string }, CreditInvoiceRejection>(dependencies.db, async (tx) => {
    const locked = await lockCreditable(tx, { ...request, ...allowed.value });
    if (!locked.ok) return locked;
    const before = await issuedByKey(tx, billingAccountId, key);
    if (!before.ok) return before;
    if (before.value !== undefined) return ok({ name: before.value });
    const note = await issueCredit(tx, { ...request, ...allowed.value, at, actor }, locked.value);
    if (note.ok) await keepIssuerKey(tx, billingAccountId, key, { name: note.value.name, at });
    return note;
  });
  if (issued.ok) dependencies.onCommitted();
  return issued;
}

/** The account's row, then the invoice's: nobody issues, pays or credits meanwhile. */
export async function lockCreditable(
  tx: Tx,
  { billingAccountId, billingProfileId, invoiceName }: InvoiceReference & { readonly billingProfileId: string },
): Promise<Result<CreditableRow, { readonly code: 'InvoiceNotFound' | 'InvoiceVoid' | 'CreditNote' }>> {
  await lockForIssuing(tx, billingAccountId, billingProfileId);
  const [invoice] = await lockInvoices(tx, billingAccountId, { names: [invoiceName] });
  if (invoice === undefined) return err({ code: 'InvoiceNotFound' });
  if (invoice.isCreditNote) return err({ code: 'CreditNote' });
  if (invoice.voidedAt !== null) return err({ code: 'InvoiceVoid' });
  return ok(await readCreditable(tx, billingAccountId, invoice.invoiceId));
}

export interface CreditIssue {
  readonly billingAccountId: string;
  readonly billingProfileId: string;
  readonly credit: CreditRequest;
  readonly reason: string;
  readonly timeZone: string;
  readonly actor: Actor;
  readonly at: Date;
}

export async function issueCredit(
  tx: Tx,
  { credit: asked, reason, timeZone, actor, at, ...profile }: CreditIssue,
  invoice: CreditableRow,
): Promise<Result<IssuedInvoice, CreditRejection | IssueRejection>> {
  const issuedOn = calendarDateAt(at.getTime(), timeZone);
  const document = credit(invoice, asked, { issuedOn, reason });
  if (!document.ok) return document;
  const original = (numbered: Parameters<typeof writeJsonInvoice>[0]) => ({
    fileName: `${numbered.number}.json`,
    mediaType: 'application/json',
    bytes: writeJsonInvoice(numbered),
  });
  return issueInvoice(
    tx,
    profile,
    { document: document.value, original },
    { issuer: actor, at, action: 'invoice.credit' },
  );
}
