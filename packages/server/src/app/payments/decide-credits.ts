import { PAYMENT_RULES } from '@betalt/core/accounts/payment-rules.ts';
import { oldestDueFirst } from '@betalt/core/payments/lump-sum.ts';
import { type PayableInvoice, pay } from '@betalt/core/payments/pay.ts';
import { type CreditPart, useCredit } from '@betalt/core/payments/use-credit.ts';
import { ok, type Result } from '@betalt/core/shared/result.ts';
import type { Tx } from '../../db/database.ts';
import type { CreditRows } from '../../db/queries/credits.ts';
import type { InvoiceMoney } from '../money/invoice-money.ts';
import type { UseCreditsOrder, UseCreditsRejection, UsedCredits } from './credit-order.ts';
import { type PaymentMethodUse, readMethodUse } from './method-use.ts';
import type { Payer } from './payer.ts';
import type { RecordRejection } from './record-payments.ts';

/** An invoice that credit is asked for, locked. */
export interface Asked {
  readonly invoice: InvoiceMoney;
  readonly amountMinor: bigint;
}

/** The rules of paying that do not depend on the card; oldest due first. */
export function decideAsked(
  { invoices, agreementType }: UseCreditsOrder,
  payer: Payer,
  locked: readonly InvoiceMoney[],
): Result<readonly Asked[], RecordRejection> {
  const parts = invoices.map(({ name, amountMinor }) => {
    const row = locked.find((each) => each.name.toUpperCase() === name.toUpperCase());
    return { name, amountMinor, row, invoice: row && toPayable(row, payer) };
  });
  // What only a gateway asks for (a limit, a minimum) is asked of the rest.
  const rules = {
    ...PAYMENT_RULES[agreementType],
    cardAllowed: true,
    cardLimitMinor: {},
    minimumMinor: {},
    stepMinor: {},
  };
  const decided = pay(parts, rules, false);
  if (!decided.ok) return decided;
  const asked = parts.flatMap(({ row, amountMinor }) =>
    row === undefined ? [] : [{ invoice: row, amountMinor: amountMinor ?? row.amountDueMinor }],
  );
  return ok(asked.toSorted((one, other) => oldestDueFirst(one.invoice, other.invoice)));
}

function toPayable(row: InvoiceMoney, { readableProfiles, payableProfiles }: Payer): PayableInvoice {
  const isIn = (profiles: Payer['payableProfiles']) => profiles === 'all' || profiles.includes(row.billingProfileId);
  return {
    name: row.name,
    currency: row.currency,
    amountDueMinor: row.amountDueMinor,
    isCreditNote: row.isCreditNote,
    isVoid: row.voidedAt !== null,
    isDisputed: row.disputedAt !== null,
    hasLivePayment: row.livePaymentId !== null,
    mayRead: isIn(readableProfiles),
    mayPay: isIn(payableProfiles),
    methodIsUsable: true,
  };
}

export function decideCredit(
  { agreementType, paymentMethodId, sources }: UseCreditsOrder,
  asked: readonly Asked[],
  credits: CreditRows,
): CreditPart[] {
  const currency = asked[0]?.invoice.currency ?? '';
  const least = paymentMethodId === null ? 1n : (PAYMENT_RULES[agreementType].minimumMinor[currency] ?? 1n);
  return useCredit(
    asked.map(({ invoice, amountMinor }) => ({ ...invoice, askedMinor: amountMinor })),
    creditOf(sources === 'all' ? credits : { ...credits, notes: [] }, currency),
    least,
  );
}

/** Rows of the tables as `core/payments/use-credit.ts` takes them, of one currency. */
export function creditOf({ notes, money }: CreditRows, currency: string) {
  return {
    notes: notes
      .filter((note) => note.currency === currency)
      .map((note) => ({
        creditNoteId: note.invoice_id,
        billingProfileId: note.billing_profile_id,
        creditsInvoiceId: note.credits_invoice_id,
        remainingMinor: note.remaining_minor,
      })),
    money: money
      .filter((each) => each.currency === currency)
      .map((each) => ({
        paymentId: each.payment_id,
        billingProfileId: each.billing_profile_id,
        remainingMinor: each.remaining_minor,
      })),
  };
}

export function restOf(asked: readonly Asked[], parts: readonly CreditPart[]): UsedCredits['rest'] {
  const used = (invoiceId: string) =>
    parts.filter((part) => part.invoiceId === invoiceId).reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
  return asked
    .map(({ invoice, amountMinor }) => ({ name: invoice.name, amountMinor: amountMinor - used(invoice.invoiceId) }))
    .filter(({ amountMinor }) => amountMinor > 0n);
}

/** What is left to pay by other means, and what it follows from. */
export interface Rest {
  readonly rest: UsedCredits['rest'];
  readonly invoices: readonly InvoiceMoney[];
  readonly parts: readonly CreditPart[];
  readonly at: Date;
}

export async function refusalOfRest(
  tx: Tx,
  payer: Payer,
  order: UseCreditsOrder,
  { rest, invoices, parts, at }: Rest,
): Promise<UseCreditsRejection | null> {
  if (rest.length === 0) return null;
  if (order.paymentMethodId === null) return refusalWithoutMethod(order, parts);
  const method = await readMethodUse(tx, order.billingAccountId, order.paymentMethodId, payer);
  const left = rest.map(({ name, amountMinor }) => {
    const row = invoices.find((invoice) => invoice.name === name);
    return { name, amountMinor, invoice: row && afterCredit(row, payer, { parts, method }) };
  });
  const decided = pay(left, PAYMENT_RULES[order.agreementType], method?.isExpired(at) ?? false);
  return decided.ok ? null : decided.error;
}

/** Credit alone pays a part of what is due, but not a part of an amount that was named. */
function refusalWithoutMethod({ invoices }: UseCreditsOrder, parts: readonly CreditPart[]): UseCreditsRejection | null {
  if (parts.length === 0) return { code: 'NoCreditLeft' };
  return invoices.some(({ amountMinor }) => amountMinor !== undefined) ? { code: 'CreditNotEnough' } : null;
}

function afterCredit(
  row: InvoiceMoney,
  payer: Payer,
  { parts, method }: { readonly parts: readonly CreditPart[]; readonly method: PaymentMethodUse | null },
): PayableInvoice {
  const used = parts
    .filter((part) => part.invoiceId === row.invoiceId)
    .reduce((sum, each) => sum + each.amountMinor, 0n);
  return {
    ...toPayable(row, payer),
    amountDueMinor: row.amountDueMinor - used,
    methodIsUsable: method?.isUsableOn(row.billingProfileId) ?? false,
  };
}
