import type { RefundSource } from '../ledger/refund-entries.ts';
import { assert } from '../shared/assert.ts';
import { err, ok, type Result } from '../shared/result.ts';
import { type InvoicePlace, type MoneyPlaces, sumOf, type Taken, takeFromPlaces } from './money-places.ts';

/** What deciding a refund needs to know of a payment, read under locks. Amounts are minor units of its currency. */
export interface RefundablePayment {
  readonly isSettled: boolean;
  /** Azure's word: what was paid out of credit is credit already, and nothing of it can be sent anywhere. */
  readonly methodFamily: string;
  /** The bank took the transfer back. */
  readonly isReversed: boolean;
  /** A dispute holds money of it, or has taken some: gateways refund nothing of such a payment. */
  readonly isDisputed: boolean;
  /** What its gateway moves is a multiple of this. */
  readonly stepMinor: bigint;
  /** Paid, and neither refunded nor on its way back. */
  readonly refundableMinor: bigint;
  /** Less what earlier refunds took out of the credit notes of an invoice: that was money paid on it. */
  readonly places: MoneyPlaces;
  /** Unused credit of credit notes that credit the payment's invoices, oldest first. */
  readonly credits: readonly CreditPlace[];
}

export interface CreditPlace {
  readonly creditNoteId: string;
  /** The invoice that it credits. */
  readonly invoiceId: string;
  readonly billingProfileId: string;
  readonly leftMinor: bigint;
}

export interface RefundRequest {
  /** Absent: all that can be. */
  readonly amountMinor?: bigint | undefined;
  /** Only what was paid on this invoice. */
  readonly invoiceId?: string | undefined;
}

export type RefundRejection =
  | { readonly code: 'PaymentNotSettled' | 'PaymentNotRefundable' | 'PaymentDisputed' | 'NothingToRefund' }
  | { readonly code: 'AmountAboveRefundable'; readonly refundableMinor: bigint }
  | { readonly code: 'AmountNotRefundable'; readonly stepMinor: bigint };

/** Where a refund is taken from, as it is kept with it. */
export interface RefundPart {
  readonly source: RefundSource;
  readonly billingProfileId: string;
  /** `receivable`: the invoice that is due again. `credits`: the one that the credit note credits. */
  readonly invoiceId?: string | undefined;
  readonly creditNoteId?: string | undefined;
  readonly amountMinor: bigint;
}

export interface RefundPlan {
  readonly amountMinor: bigint;
  readonly parts: readonly RefundPart[];
  /** The same, place by place, but for what credit notes give. */
  readonly taken: Taken;
}

/**
 * Whether so much may be refunded, and where it is taken from: unused credit of credit notes for the invoices that it paid, then what the
 * payment has on account or had placed from there, then its invoices, which are due again by as much.
 */
export function refund(payment: RefundablePayment, request: RefundRequest): Result<RefundPlan, RefundRejection> {
  if (!payment.isSettled) return err({ code: 'PaymentNotSettled' });
  if (payment.methodFamily === 'Credits' || payment.isReversed) return err({ code: 'PaymentNotRefundable' });
  if (payment.isDisputed) return err({ code: 'PaymentDisputed' });
  const scope = scopeOf(payment, request.invoiceId);
  const mostMinor = least(payment.refundableMinor, leftOf(scope.places));
  const amountMinor = request.amountMinor ?? least(mostMinor, scope.usualMinor);
  if (amountMinor <= 0n) return err({ code: 'NothingToRefund' });
  if (amountMinor > mostMinor)
    return err(
      mostMinor <= 0n ? { code: 'NothingToRefund' } : { code: 'AmountAboveRefundable', refundableMinor: mostMinor },
    );
  const { stepMinor } = payment;
  if (amountMinor % stepMinor !== 0n) return err({ code: 'AmountNotRefundable', stepMinor });
  return ok(plan(scope, amountMinor));
}

interface RefundScope {
  readonly places: MoneyPlaces;
  readonly credits: readonly CreditPlace[];
  /** What is refunded when no amount is said. */
  readonly usualMinor: bigint;
}

/** The whole payment, or what of it went to one invoice and what it has on account of that invoice's profile. */
function scopeOf({ places, credits }: RefundablePayment, invoiceId: string | undefined): RefundScope {
  if (invoiceId === undefined) return { places, credits, usualMinor: leftOf(places) };
  const invoices = places.invoices.filter((place) => place.invoiceId === invoiceId);
  const [invoice] = invoices;
  const onAccount = places.onAccount.filter(
    ({ billingProfileId }) => invoice === undefined || billingProfileId === invoice.billingProfileId,
  );
  const own = { onAccount, uses: [], invoices };
  const onInvoiceMinor = invoice?.leftMinor ?? 0n;
  return {
    places: own,
    credits: credits.filter((place) => place.invoiceId === invoiceId),
    usualMinor: onInvoiceMinor > 0n ? onInvoiceMinor : leftOf(own),
  };
}

function plan({ places, credits }: RefundScope, amountMinor: bigint): RefundPlan {
  const fromCredits = takeCredits(places.invoices, credits, amountMinor);
  const restOfInvoices = places.invoices.map((place) => ({
    ...place,
    leftMinor: place.leftMinor - sumOf(fromCredits.filter(({ invoiceId }) => invoiceId === place.invoiceId)),
  }));
  const restMinor = amountMinor - sumOf(fromCredits);
  const { taken, lackingMinor } = takeFromPlaces({ ...places, invoices: restOfInvoices }, restMinor);
  assert(lackingMinor === 0n, 'a payment has as much in places as can be refunded of it');
  const onAccount = sumsByProfile([...taken.onAccount, ...taken.uses]);
  return {
    amountMinor,
    taken,
    parts: [
      ...fromCredits.map((part) => ({ source: 'credits' as const, ...part })),
      ...onAccount.map((part) => ({ source: 'money_on_account' as const, ...part })),
      ...taken.invoices.map(({ billingProfileId, invoiceId, amountMinor: minor }) => ({
        source: 'receivable' as const,
        billingProfileId,
        invoiceId,
        amountMinor: minor,
      })),
    ],
  };
}

/** Credit stands for money that was paid on the invoice, so no more of it is sent back than is there of that. */
function takeCredits(invoices: readonly InvoicePlace[], credits: readonly CreditPlace[], amountMinor: bigint) {
  const open = new Map(invoices.map(({ invoiceId, leftMinor }) => [invoiceId, leftMinor]));
  let restMinor = amountMinor;
  return credits.flatMap(({ creditNoteId, invoiceId, billingProfileId, leftMinor }) => {
    const paidMinor = open.get(invoiceId) ?? 0n;
    const minor = least(least(leftMinor, paidMinor), restMinor);
    if (minor <= 0n) return [];
    open.set(invoiceId, paidMinor - minor);
    restMinor -= minor;
    return [{ creditNoteId, invoiceId, billingProfileId, amountMinor: minor }];
  });
}

/** What an invoice can take of money that comes back. */
export interface InvoiceNow {
  readonly invoiceId: string;
  readonly amountDueMinor: bigint;
  readonly isVoid: boolean;
}

/**
 * A refund could not be paid out: where its money goes now. Credit is credit again. An invoice takes what it still asks for; what was
 * paid on it meanwhile, and what of it is void, is on account.
 */
export function putBack(parts: readonly RefundPart[], invoices: readonly InvoiceNow[]): RefundPart[] {
  return parts.flatMap((part): RefundPart[] => {
    if (part.source !== 'receivable') return [part];
    const { billingProfileId, amountMinor } = part;
    const invoice = invoices.find(({ invoiceId }) => invoiceId === part.invoiceId);
    const takesMinor = invoice === undefined || invoice.isVoid ? 0n : least(invoice.amountDueMinor, amountMinor);
    const rest: RefundPart = { source: 'money_on_account', billingProfileId, amountMinor: amountMinor - takesMinor };
    return [{ ...part, amountMinor: takesMinor }, rest].filter((each) => each.amountMinor > 0n);
  });
}

function leftOf({ onAccount, uses, invoices }: MoneyPlaces): bigint {
  return [...onAccount, ...uses, ...invoices].reduce((sum, { leftMinor }) => sum + leftMinor, 0n);
}

function sumsByProfile(parts: readonly { readonly billingProfileId: string; readonly amountMinor: bigint }[]) {
  const byProfile = new Map<string, bigint>();
  for (const { billingProfileId, amountMinor } of parts)
    byProfile.set(billingProfileId, (byProfile.get(billingProfileId) ?? 0n) + amountMinor);
  return [...byProfile].map(([billingProfileId, amountMinor]) => ({ billingProfileId, amountMinor }));
}

function least(one: bigint, other: bigint): bigint {
  return one < other ? one : other;
}
