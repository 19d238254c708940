/** An invoice that credit is to be used on, in the order in which they are paid. Amounts are minor units of one currency. */
export interface CreditableInvoice {
  readonly invoiceId: string;
  readonly billingProfileId: string;
  /** What is to be paid of it, no more than is due. */
  readonly askedMinor: bigint;
}

/** A credit note with credit left, oldest first in the list that it is in. */
export interface CreditLeft {
  readonly creditNoteId: string;
  readonly billingProfileId: string;
  /** The invoice that it credits, where it is about one. */
  readonly creditsInvoiceId: string | null;
  readonly remainingMinor: bigint;
}

/** Money of a payment that no invoice has, oldest first in the list that it is in. */
export interface MoneyLeft {
  readonly paymentId: string;
  readonly billingProfileId: string;
  readonly remainingMinor: bigint;
}

/** So much of one source on one invoice. */
export interface CreditPart {
  readonly invoiceId: string;
  readonly billingProfileId: string;
  readonly from: { readonly creditNoteId: string } | { readonly paymentId: string };
  readonly amountMinor: bigint;
}

/**
 * Which credit goes to which invoice: first the credit notes that credit the invoice itself, then the profile's other credit notes, then
 * its money on account, each oldest first. Credit never leaves its billing profile.
 *
 * What is left to pay by other means is nothing, or at least `leastRestMinor`: credit that would leave less than a gateway takes is kept.
 */
export function useCredit(
  invoices: readonly CreditableInvoice[],
  { notes, money }: { readonly notes: readonly CreditLeft[]; readonly money: readonly MoneyLeft[] },
  leastRestMinor: bigint,
): CreditPart[] {
  const open = new Map(invoices.map(({ invoiceId, askedMinor }) => [invoiceId, askedMinor]));
  const ownNotes = notes.map((note) => ({ ...note, from: { creditNoteId: note.creditNoteId } }));
  const onAccount = money.map((each) => ({ ...each, from: { paymentId: each.paymentId }, creditsInvoiceId: null }));
  const sources = [...ownNotes, ...onAccount].map((source) => ({ ...source }));
  const parts: CreditPart[] = [];

  function take(invoice: CreditableInvoice, source: (typeof sources)[number]): void {
    const amountMinor = least(open.get(invoice.invoiceId) ?? 0n, source.remainingMinor);
    if (source.billingProfileId !== invoice.billingProfileId || amountMinor <= 0n) return;
    source.remainingMinor -= amountMinor;
    open.set(invoice.invoiceId, (open.get(invoice.invoiceId) ?? 0n) - amountMinor);
    const { invoiceId, billingProfileId } = invoice;
    parts.push({ invoiceId, billingProfileId, from: source.from, amountMinor });
  }

  for (const invoice of invoices)
    for (const source of sources) if (source.creditsInvoiceId === invoice.invoiceId) take(invoice, source);
  for (const invoice of invoices) for (const source of sources) take(invoice, source);
  return withoutTooSmallRest(parts, [...open.values()].reduce(add, 0n), leastRestMinor);
}

/** Gives back what is lacking to the least rest, from what was taken last; with less credit than that, none is used. */
function withoutTooSmallRest(parts: readonly CreditPart[], restMinor: bigint, leastRestMinor: bigint): CreditPart[] {
  if (restMinor === 0n || restMinor >= leastRestMinor) return [...parts];
  let lackingMinor = leastRestMinor - restMinor;
  const kept = parts.toReversed().map((part) => {
    const givenBack = least(lackingMinor, part.amountMinor);
    lackingMinor -= givenBack;
    return { ...part, amountMinor: part.amountMinor - givenBack };
  });
  return kept.toReversed().filter(({ amountMinor }) => amountMinor > 0n);
}

function add(one: bigint, other: bigint): bigint {
  return one + other;
}

function least(one: bigint, other: bigint): bigint {
  return one < other ? one : other;
}
