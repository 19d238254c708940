import type { PayQuote } from '@betalt/contract/payments/pay-invoices.ts';
import { may } from '@betalt/core/access/may.ts';
import { type Payability, payability } from '@betalt/core/invoices/payability.ts';
import { displayStatus } from '@betalt/core/invoices/status.ts';
import { toArmNumber } from '@betalt/core/money/arm-number.ts';
import type { Currency } from '@betalt/core/money/currency.ts';
import { oldestDueFirst, splitLumpSum } from '@betalt/core/payments/lump-sum.ts';
import { useCredit } from '@betalt/core/payments/use-credit.ts';
import type { CalendarDate } from '@betalt/core/shared/calendar-date.ts';
import { err, ok, type Result } from '@betalt/core/shared/result.ts';
import { creditOf } from '../../app/payments/decide-credits.ts';
import { type AskedInvoices, MOST_INVOICES } from '../../app/payments/plan-payment.ts';
import type { Wiring } from '../../app/wired.ts';
import { type CreditRows, listCredits } from '../../db/queries/credits.ts';
import { findInvoicesByName, listDueInvoices, type PayableRow } from '../../db/queries/payable-invoices.ts';
import { type Problem, problem } from '../problems/problem.ts';
import type { InvoiceView } from './invoice.ts';
import { payabilitySentences } from './payability-sentences.ts';

type Asked = AskedInvoices & { readonly credits: boolean };

/** One invoice of a quote: the row, and how much of it is to be paid. */
interface Part {
  readonly row: PayableRow;
  readonly amountMinor: bigint;
}

/** What a payment over several invoices would be, by currency, and which of them take none and why. Read without locks: it holds nothing. */
export async function quotePayment(
  db: Wiring['database']['db'],
  billingAccountId: string,
  view: InvoiceView,
  asked: Asked,
): Promise<Result<PayQuote, Problem>> {
  const rows = await rowsOf(db, billingAccountId, view, asked);
  if (!rows.ok) return rows;
  const judged = rows.value.map((row) => ({ row, payability: payabilityOf(row, view) }));
  const excluded = judged.flatMap(({ row, payability: found }) =>
    isPayable(found) || found.canPay ? [] : [presentExcluded(row, found.reason, view)],
  );
  const payable = judged.filter(({ payability: found }) => isPayable(found)).map(({ row }) => row);
  const credits = await listCredits(db, billingAccountId, [...new Set(payable.map((row) => row.billing_profile_id))]);
  const groups: PayQuote['groups'] = [];
  for (const currency of currenciesOf(payable, asked)) {
    const parts = partsOf(
      payable.filter((row) => row.currency === currency),
      asked,
      view,
    );
    if (!parts.ok) return parts;
    groups.push(presentGroup(currency as Currency, parts.value, { view, credits, asked }));
  }
  return ok({ groups, excluded });
}

async function rowsOf(
  db: Wiring['database']['db'],
  billingAccountId: string,
  view: InvoiceView,
  { which }: Asked,
): Promise<Result<readonly PayableRow[], Problem>> {
  if (!('invoices' in which)) {
    const rows = await listDueInvoices(db, billingAccountId, { profiles: which.allDueIn, limit: MOST_INVOICES + 1 });
    return rows.length > MOST_INVOICES ? err(problem('TooManyInvoices', { most: MOST_INVOICES })) : ok(rows);
  }
  const found = await findInvoicesByName(
    db,
    billingAccountId,
    which.invoices.map(({ name }) => name),
  );
  const rows: PayableRow[] = [];
  for (const { name } of which.invoices) {
    const row = found.find((each) => each.name.toUpperCase() === name.toUpperCase());
    if (row === undefined || !may(view.actor, 'invoice.read', { billingProfileId: row.billing_profile_id }))
      return err(problem('InvoiceNotFound', { invoiceName: name }, { target: name }));
    if (rows.includes(row)) return err(problem('InvoiceNamedTwice', { invoiceName: name }, { target: name }));
    rows.push(row);
  }
  return ok(rows);
}

function payabilityOf(row: PayableRow, { actor, rules }: InvoiceView): Payability {
  const facts = {
    currency: row.currency,
    amountDueMinor: row.amount_due_minor,
    isCreditNote: row.is_credit_note,
    isVoid: row.voided_at !== null,
    isDisputed: row.disputed_at !== null,
    hasLivePayment: row.live_payment_id !== null,
    mayPay: may(actor, 'invoice.pay', { billingProfileId: row.billing_profile_id }),
  };
  return payability(facts, rules);
}

/** The card's limit is of the whole payment, and the group says whether it is above it. */
function isPayable(found: Payability): boolean {
  return found.canPay || found.reason === 'AboveCardLimit';
}

function currenciesOf(payable: readonly PayableRow[], { lumpSum }: Asked): string[] {
  if (lumpSum !== undefined) return payable.some((row) => row.currency === lumpSum.currency) ? [lumpSum.currency] : [];
  return [...new Set(payable.map((row) => row.currency))].sort();
}

function partsOf(rows: readonly PayableRow[], asked: Asked, view: InvoiceView): Result<readonly Part[], Problem> {
  const { which, lumpSum } = asked;
  const amounts = new Map<string, bigint>();
  if ('invoices' in which)
    for (const { name, amountMinor } of which.invoices)
      if (amountMinor !== undefined) amounts.set(name.toUpperCase(), amountMinor);
  if (lumpSum !== undefined) {
    const split = splitLumpSum(rows.map(toDue), lumpSum.amountMinor, view.rules.minimumMinor[lumpSum.currency] ?? 1n);
    if (!split.ok) return err(problem(split.error.code, split.error, { target: '$.amount' }));
    for (const row of rows) amounts.set(row.name.toUpperCase(), 0n);
    for (const { name, amountMinor } of split.value) amounts.set(name.toUpperCase(), amountMinor);
  }
  const parts = rows.map((row) => ({ row, amountMinor: amounts.get(row.name.toUpperCase()) ?? row.amount_due_minor }));
  return ok(parts.toSorted((one, other) => oldestDueFirst(toDue(one.row), toDue(other.row))));
}

function toDue(row: PayableRow) {
  return { name: row.name, dueOn: row.due_on as CalendarDate, amountDueMinor: row.amount_due_minor };
}

function presentGroup(
  currency: Currency,
  parts: readonly Part[],
  { view, credits, asked }: { readonly view: InvoiceView; readonly credits: CreditRows; readonly asked: Asked },
): PayQuote['groups'][number] {
  const amount = (amountMinor: bigint) => ({ currency, value: toArmNumber({ currency, amountMinor }) });
  const totalMinor = parts.reduce((sum, part) => sum + part.amountMinor, 0n);
  const minimumMinor = view.rules.minimumMinor[currency] ?? 1n;
  const creditMinor = creditOn(parts, credits, { currency, minimumMinor });
  const byCardMinor = totalMinor - (asked.credits ? creditMinor : 0n);
  const limitMinor = view.rules.cardLimitMinor[currency];
  return {
    currency,
    invoices: parts.map(({ row, amountMinor }) => ({
      ...presentRow(row, view),
      dueDate: `${row.due_on}T00:00:00Z`,
      displayStatus: statusOf(row, view),
      amountDue: amount(row.amount_due_minor),
      amount: amount(amountMinor),
    })),
    total: amount(totalMinor),
    credits: amount(creditMinor),
    toPayByCard: amount(byCardMinor),
    ...(limitMinor === undefined ? {} : { cardLimit: amount(limitMinor) }),
    minimumAmount: amount(minimumMinor),
    aboveCardLimit: limitMinor !== undefined && byCardMinor > limitMinor,
  };
}

function creditOn(
  parts: readonly Part[],
  credits: CreditRows,
  { currency, minimumMinor }: { readonly currency: string; readonly minimumMinor: bigint },
): bigint {
  const invoices = parts.map(({ row, amountMinor }) => ({
    invoiceId: row.invoice_id,
    billingProfileId: row.billing_profile_id,
    askedMinor: amountMinor,
  }));
  const used = useCredit(invoices, creditOf(credits, currency), minimumMinor);
  return used.reduce((sum, part) => sum + part.amountMinor, 0n);
}

function presentRow(row: PayableRow, { accountId }: InvoiceView) {
  return {
    invoiceId: `${accountId}/invoices/${row.name}`,
    invoiceName: row.name,
    billingProfileId: `${accountId}/billingProfiles/${row.profile_name}`,
    billingProfileDisplayName: row.profile_display_name,
  };
}

function statusOf(row: PayableRow, { today }: InvoiceView) {
  const facts = {
    amountDueMinor: row.amount_due_minor,
    totalMinor: row.total_minor,
    dueOn: row.due_on as CalendarDate,
    voidedAt: row.voided_at,
    disputedAt: row.disputed_at,
    hasLivePayment: row.live_payment_id !== null,
  };
  return displayStatus(facts, today);
}

function presentExcluded(
  row: PayableRow,
  reasonCode: (Payability & { canPay: false })['reason'],
  view: InvoiceView,
): PayQuote['excluded'][number] {
  const currency = row.currency as Currency;
  return {
    invoiceId: `${view.accountId}/invoices/${row.name}`,
    invoiceName: row.name,
    amountDue: { currency, value: toArmNumber({ currency, amountMinor: row.amount_due_minor }) },
    reasonCode,
    reason: payabilitySentences(reasonCode, view.language).reason,
  };
}
