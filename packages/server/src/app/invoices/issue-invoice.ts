import type { Violation } from '@betalt/core/invoices/document/violation.ts';
import { type IssuedInvoice, issue } from '@betalt/core/invoices/issue.ts';
import { countedNumber } from '@betalt/core/invoices/issue-name.ts';
import { issueViolations } from '@betalt/core/invoices/issue-violations.ts';
import { assert } from '@betalt/core/shared/assert.ts';
import { err, ok, type Result } from '@betalt/core/shared/result.ts';
import type { Tx } from '../../db/database.ts';
import { type IssuingAccount, lockForIssuing, takeInvoiceCounts } from '../../db/queries/issue-account.ts';
import { insertRows } from '../../db/queries/issue-rows.ts';
import { claimNumbers } from './claim-numbers.ts';
import { issuedRows } from './issue-invoice-rows.ts';
import type { IssueOrder, Issuing, NamedOrder } from './issue-order.ts';
import { placeCreditNotes } from './place-credit-notes.ts';

export type IssueRejection =
  | { readonly code: 'BillingProfileNotFound' }
  | { readonly code: 'InvoiceNumberTaken'; readonly number: string }
  | { readonly code: 'InvoiceNotIssuable'; readonly violations: readonly Violation[] };

/**
 * Issues invoices, or credit notes, to a billing profile: all of them or, at the first rejection, none. The account's row is locked before
 * anything is decided, so numbers are free when they are given; rows, journal entries and the `invoice.issued` event are
 * written together.
 *
 * @param documents that are right in themselves (`checkInvoiceDocument`); a wrong sum in one is a bug of the caller
 */
export async function issueInvoices(
  tx: Tx,
  profile: { readonly billingAccountId: string; readonly billingProfileId: string },
  orders: readonly IssueOrder[],
  issuing: Issuing,
): Promise<Result<IssuedInvoice[], IssueRejection>> {
  const account = await lockForIssuing(tx, profile.billingAccountId, profile.billingProfileId);
  if (account === undefined) return err({ code: 'BillingProfileNotFound' });
  const numbered = await withNumbers(tx, account.billingAccountId, orders);
  const violations = numbered.flatMap(({ document }) => issueViolations(document, account.currency));
  if (violations.length > 0) return err({ code: 'InvoiceNotIssuable', violations });
  const named = await withNames(tx, account.billingAccountId, numbered);
  return named.ok ? ok(await writeIssued(tx, account, named.value, issuing)) : named;
}

/** One invoice; see {@link issueInvoices}. */
export async function issueInvoice(
  tx: Tx,
  profile: { readonly billingAccountId: string; readonly billingProfileId: string },
  order: IssueOrder,
  issuing: Issuing,
): Promise<Result<IssuedInvoice, IssueRejection>> {
  const issued = await issueInvoices(tx, profile, [order], issuing);
  if (!issued.ok) return issued;
  const [invoice] = issued.value;
  return invoice === undefined ? err({ code: 'BillingProfileNotFound' }) : ok(invoice);
}

/** Writes what was decided under the lock that `account` stands for; numbers are free and documents fit the profile. */
export async function writeIssued(
  tx: Tx,
  account: IssuingAccount,
  orders: readonly NamedOrder[],
  issuing: Issuing,
): Promise<IssuedInvoice[]> {
  const invoices = orders.map(({ document, name, invoiceType = 'AzureServices' }) =>
    issue(document, { ...account, name, invoiceType }),
  );
  const written = invoices.map((invoice, index) => ({ invoice, original: orders[index]?.original }));
  const { rows, files } = issuedRows(account, written, issuing);
  await insertRows(tx, rows);
  if (files.length > 0) await tx.insertInto('document').values(files).execute();
  await placeCreditNotes(tx, account, invoices, issuing);
  return invoices;
}

type NumberedOrder = Omit<NamedOrder, 'name'>;

async function withNumbers(tx: Tx, billingAccountId: string, orders: readonly IssueOrder[]): Promise<NumberedOrder[]> {
  const numberless = orders.filter(({ document }) => document.number === undefined).length;
  const counts = numberless === 0 ? [] : await takeInvoiceCounts(tx, billingAccountId, numberless);
  const next = counts.values();
  return orders.map((order) => {
    const number = order.document.number ?? countedNumber(next.next().value ?? 0n);
    const document = { ...order.document, number };
    const { original, invoiceType } = order;
    return { document, invoiceType, original: typeof original === 'function' ? original(document) : original };
  });
}

/** Each with a free name, or the first number that its seller has used in the account, or in the batch, already. */
async function withNames(
  tx: Tx,
  billingAccountId: string,
  orders: readonly NumberedOrder[],
): Promise<Result<NamedOrder[], IssueRejection>> {
  const claims = await claimNumbers(
    tx,
    billingAccountId,
    orders.map(({ document }) => document),
  );
  const seen = new Set<string>();
  const named: NamedOrder[] = [];
  for (const [index, { key, existing, takeName }] of claims.entries()) {
    const order = orders[index];
    assert(order !== undefined, 'an order for each claim');
    if (existing !== undefined || seen.has(key))
      return err({ code: 'InvoiceNumberTaken', number: order.document.number });
    seen.add(key);
    named.push({ ...order, name: takeName() });
  }
  return ok(named);
}
