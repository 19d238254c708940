import { type AgreementType, PAYMENT_RULES } from '@betalt/core/accounts/payment-rules.ts';
import type { Currency } from '@betalt/core/money/currency.ts';
import type { Money } from '@betalt/core/money/money.ts';
import { oldestDueFirst, splitLumpSum } from '@betalt/core/payments/lump-sum.ts';
import { stateRefusal } from '@betalt/core/payments/pay.ts';
import type { CalendarDate } from '@betalt/core/shared/calendar-date.ts';
import { err, ok, type Result } from '@betalt/core/shared/result.ts';
import type { Database } from '../../db/database.ts';
import { findInvoicesByName, listDueInvoices, type PayableRow } from '../../db/queries/payable-invoices.ts';
import type { AskedPart } from './credit-order.ts';
import type { Payer } from './payer.ts';
import type { RecordRejection } from './record-payments.ts';

/** The most invoices that one payment may be over. */
export const MOST_INVOICES = 100;

/** What is to be paid, as it was asked. */
export interface AskedInvoices {
  /** Named ones, or all that are due in these profiles. */
  readonly which: { readonly invoices: readonly AskedPart[] } | { readonly allDueIn: 'all' | readonly string[] };
  /** Spread over them, oldest due first. */
  readonly lumpSum?: Money | undefined;
}

export type PlanRejection =
  | RecordRejection
  | { readonly code: 'NothingDue' | 'TooManyInvoices'; readonly invoiceName?: string | undefined }
  | { readonly code: 'SeveralCurrencies'; readonly currencies: string; readonly invoiceName?: string | undefined };

/**
 * Which invoices, and how much of each: on a snapshot, because what counts is decided under their locks afterwards. What changes in
 * between refuses the payment, naming the invoice.
 *
 * @param used what credit has paid of each invoice already, by the same request, by upper-case name
 */
export async function planPayment(
  db: Database,
  payer: Payer,
  order: AskedInvoices & { readonly billingAccountId: string; readonly agreementType: AgreementType },
  used: ReadonlyMap<string, bigint>,
): Promise<Result<readonly AskedPart[], PlanRejection>> {
  const { which, lumpSum } = order;
  if ('invoices' in which && lumpSum === undefined && used.size === 0) return ok(which.invoices);
  const found =
    'invoices' in which
      ? await named(db, order.billingAccountId, payer, { invoices: which.invoices, used })
      : await allDue(db, order.billingAccountId, which.allDueIn, lumpSum?.currency);
  if (!found.ok) return found;
  const usedMinor = [...used.values()].reduce((sum, each) => sum + each, 0n);
  if (lumpSum === undefined) return ok(found.value.map((part) => toAsked(part, used)).filter(isLeft));
  if (lumpSum.amountMinor - usedMinor <= 0n) return ok([]);
  const rows = found.value.map(({ row }) => row);
  const other = rows.find((row) => row.currency !== lumpSum.currency);
  if (other !== undefined) return err({ code: 'SeveralCurrencies', invoiceName: other.name });
  const { minimumMinor } = PAYMENT_RULES[order.agreementType];
  const due = rows.map(({ name, due_on, amount_due_minor }) => ({
    name,
    dueOn: due_on as CalendarDate,
    amountDueMinor: amount_due_minor,
  }));
  return splitLumpSum(due, lumpSum.amountMinor - usedMinor, minimumMinor[lumpSum.currency] ?? 1n);
}

interface Found {
  readonly row: PayableRow;
  readonly amountMinor?: bigint | undefined;
}

/** Each is there and takes a payment now, or has been paid by the credit of this very request. */
async function named(
  db: Database,
  billingAccountId: string,
  payer: Payer,
  { invoices, used }: { readonly invoices: readonly AskedPart[]; readonly used: ReadonlyMap<string, bigint> },
): Promise<Result<readonly Found[], PlanRejection>> {
  const rows = await findInvoicesByName(
    db,
    billingAccountId,
    invoices.map(({ name }) => name),
  );
  const found: Found[] = [];
  for (const { name, amountMinor } of invoices) {
    const row = rows.find((each) => each.name.toUpperCase() === name.toUpperCase());
    if (row === undefined || !isIn(payer.readableProfiles, row))
      return err({ code: 'InvoiceNotFound', invoiceName: name });
    if (!isIn(payer.payableProfiles, row)) return err({ code: 'NoPermission', invoiceName: name });
    if (row.amount_due_minor === 0n && used.has(name.toUpperCase())) continue;
    const code = refusalOf(row);
    if (code !== null) return err({ code, invoiceName: row.name });
    found.push({ row, amountMinor });
  }
  return ok(found);
}

async function allDue(
  db: Database,
  billingAccountId: string,
  profiles: 'all' | readonly string[],
  currency: Currency | undefined,
): Promise<Result<readonly Found[], PlanRejection>> {
  const rows = await listDueInvoices(db, billingAccountId, { profiles, limit: 1000 });
  const payable = rows.filter(
    (row) => refusalOf(row) === null && (currency === undefined || row.currency === currency),
  );
  const currencies = [...new Set(payable.map((row) => row.currency))].sort();
  if (payable.length === 0) return err({ code: 'NothingDue' });
  if (currencies.length > 1) return err({ code: 'SeveralCurrencies', currencies: currencies.join(', ') });
  if (payable.length > MOST_INVOICES) return err({ code: 'TooManyInvoices' });
  return ok(payable.toSorted(byDueDate).map((row) => ({ row })));
}

/** Why the invoice takes no payment from anyone; null when it does. */
export function refusalOf(row: PayableRow) {
  return stateRefusal({
    isVoid: row.voided_at !== null,
    isCreditNote: row.is_credit_note,
    amountDueMinor: row.amount_due_minor,
    isDisputed: row.disputed_at !== null,
    hasLivePayment: row.live_payment_id !== null,
  });
}

function toAsked({ row, amountMinor }: Found, used: ReadonlyMap<string, bigint>): AskedPart {
  const usedMinor = used.get(row.name.toUpperCase()) ?? 0n;
  return { name: row.name, amountMinor: amountMinor === undefined ? undefined : amountMinor - usedMinor };
}

function isLeft({ amountMinor }: AskedPart): boolean {
  return amountMinor === undefined || amountMinor > 0n;
}

function isIn(profiles: Payer['payableProfiles'], { billing_profile_id }: PayableRow): boolean {
  return profiles === 'all' || profiles.includes(billing_profile_id);
}

function byDueDate(one: PayableRow, other: PayableRow): number {
  return oldestDueFirst(
    { dueOn: one.due_on as CalendarDate, name: one.name },
    { dueOn: other.due_on as CalendarDate, name: other.name },
  );
}
