import type { PayQuote, PayQuoteRequest } from '@betalt/contract/payments/pay-invoices.ts';
import type { Amount } from '@betalt/contract/shared/arm.ts';
import { type AmountBounds, type ReadTyped, sumOf } from '../../components/amount-field/typed-amount.ts';
import type { ToPay } from '../pay-now/pay-form.ts';

export type QuoteGroup = PayQuote['groups'][number];
export type QuotedInvoice = QuoteGroup['invoices'][number];

/** What was opened: some invoices, or all that are due on the account or one profile. */
export type Asked =
  | { readonly kind: 'chosen'; readonly invoiceNames: readonly string[] }
  | { readonly kind: 'allDue'; readonly billingProfileId: string | undefined };

/** What the payer typed. Kept by invoice, so that it outlives a new quote. */
export interface Typed {
  readonly how: 'each' | 'lump';
  readonly amounts: Readonly<Record<string, string>>;
  readonly lump: string;
  readonly leftOut: ReadonlySet<string>;
}

export const NOTHING_TYPED: Typed = { how: 'each', amounts: {}, lump: '', leftOut: new Set() };

export type Read = (typed: string, bounds: AmountBounds) => ReadTyped;

/** The question that the pane opens with. */
export function firstQuestion(asked: Asked): PayQuoteRequest {
  if (asked.kind === 'chosen') {
    return { invoices: asked.invoiceNames.map((invoiceId) => ({ invoiceId })), credits: true };
  }
  const { billingProfileId } = asked;
  return { allDue: true, credits: true, ...(billingProfileId === undefined ? {} : { billingProfileId }) };
}

/**
 * The question about one currency as the payer has changed it: undefined where nothing is changed, so that the first answer
 * still holds, and `unreadable` where an amount stands there that nobody could be asked about.
 */
export function changedQuestion(
  group: QuoteGroup,
  typed: Typed,
  read: Read,
): PayQuoteRequest | 'unreadable' | undefined {
  const taken = takenOf(group, typed);
  if (typed.how === 'lump') {
    const lump = read(typed.lump, boundsOfLump(group, typed));
    if (!lump.ok || taken.length === 0) return 'unreadable';
    return { invoices: taken.map(({ invoiceId }) => ({ invoiceId })), amount: lump.amount, credits: true };
  }
  const invoices = taken.map((invoice) => ({
    invoiceId: invoice.invoiceId,
    amount: amountOf(group, invoice, typed, read),
  }));
  if (invoices.length === 0 || invoices.some(({ amount }) => amount === undefined)) return 'unreadable';
  const isUnchanged =
    typed.leftOut.size === 0 && taken.every((invoice, index) => isWhole(invoice, invoices[index]?.amount));
  if (isUnchanged) return undefined;
  return {
    invoices: invoices.flatMap(({ invoiceId, amount }) => (amount === undefined ? [] : [{ invoiceId, amount }])),
    credits: true,
  };
}

/** What the answer says would be paid: nothing of an invoice is no part of the payment. */
export function toPayOf(answer: QuoteGroup): ToPay | undefined {
  const { currency, credits } = answer;
  const parts = answer.invoices
    .filter(({ amount }) => amount.value > 0)
    .map(({ invoiceId, invoiceName, amount }) => ({ invoiceId, invoiceName, amount: amount.value }));
  if (parts.length === 0) return undefined;
  return {
    currency,
    parts,
    total: sumOf(
      currency,
      answer.invoices.map(({ amount }) => amount),
    ),
    credits,
  };
}

export function takenOf(group: QuoteGroup, { leftOut }: Pick<Typed, 'leftOut'>): QuotedInvoice[] {
  return group.invoices.filter(({ invoiceName }) => !leftOut.has(invoiceName));
}

export function boundsOf(group: QuoteGroup, { amountDue }: QuotedInvoice): AmountBounds {
  return { least: group.minimumAmount, most: amountDue };
}

/** A lump sum is at least what one invoice takes, and at most all that is due of those taken. */
export function boundsOfLump(group: QuoteGroup, typed: Typed): AmountBounds {
  return {
    least: group.minimumAmount,
    most: sumOf(
      group.currency,
      takenOf(group, typed).map(({ amountDue }) => amountDue),
    ),
  };
}

/** Names of the billing profiles that the invoices are of, each once. */
export function profileIdsOf(group: QuoteGroup | undefined): string[] {
  return [...new Set((group?.invoices ?? []).map(({ billingProfileId }) => billingProfileId))];
}

function amountOf(group: QuoteGroup, invoice: QuotedInvoice, typed: Typed, read: Read): Amount | undefined {
  const text = typed.amounts[invoice.invoiceName];
  if (text === undefined) return invoice.amountDue;
  const answer = read(text, boundsOf(group, invoice));
  return answer.ok ? answer.amount : undefined;
}

function isWhole({ amountDue }: QuotedInvoice, amount: Amount | undefined): boolean {
  return amount?.value === amountDue.value;
}
