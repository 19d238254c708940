import type { CalendarDate } from '../shared/calendar-date.ts';

/**
 * Where the money of one settled payment is, as it was read under locks. Amounts are minor units of the payment's currency, and
 * what an open dispute holds is not in them.
 */
export interface MoneyPlaces {
  readonly onAccount: readonly OnAccountPlace[];
  /** Where money that it had on account was placed since, newest first: taken back, it is on account again. */
  readonly uses: readonly UsePlace[];
  readonly invoices: readonly InvoicePlace[];
}

export interface OnAccountPlace {
  readonly billingProfileId: string;
  readonly leftMinor: bigint;
}

export interface UsePlace extends OnAccountPlace {
  /** The payment of the family Credits that placed it, and which of its uses. */
  readonly creditPaymentId: string;
  readonly useNo: number;
  readonly invoiceId: string;
}

export interface InvoicePlace extends OnAccountPlace {
  readonly invoiceId: string;
  readonly dueOn: CalendarDate;
}

/** What is taken, place by place; none of zero. */
export interface Taken {
  readonly onAccount: readonly TakenOnAccount[];
  readonly uses: readonly TakenUse[];
  readonly invoices: readonly TakenInvoice[];
}

export interface TakenOnAccount {
  readonly billingProfileId: string;
  readonly amountMinor: bigint;
}
export interface TakenUse extends TakenOnAccount {
  readonly creditPaymentId: string;
  readonly useNo: number;
  readonly invoiceId: string;
}
export interface TakenInvoice extends TakenOnAccount {
  readonly invoiceId: string;
}

/**
 * Takes an amount out of a payment where it hurts the payer least: what no invoice has, then what was placed from there, newest
 * first, then its invoices, latest due first, which are due again by as much.
 *
 * @returns what is taken, and what of the amount is nowhere
 */
export function takeFromPlaces(
  places: MoneyPlaces,
  amountMinor: bigint,
): { readonly taken: Taken; readonly lackingMinor: bigint } {
  let lackingMinor = amountMinor;
  function take<Place extends OnAccountPlace>(from: readonly Place[]): (Place & { amountMinor: bigint })[] {
    return from.flatMap((place) => {
      const amount = place.leftMinor < lackingMinor ? place.leftMinor : lackingMinor;
      if (amount <= 0n) return [];
      lackingMinor -= amount;
      return [{ ...place, amountMinor: amount }];
    });
  }
  const onAccount = take(places.onAccount);
  const uses = take(places.uses);
  const invoices = take(places.invoices.toSorted(latestDueFirst));
  return { taken: { onAccount, uses, invoices }, lackingMinor };
}

/** Only what is of one billing profile. */
export function placesOfProfile(places: MoneyPlaces, billingProfileId: string): MoneyPlaces {
  const isOwn = (place: OnAccountPlace) => place.billingProfileId === billingProfileId;
  return {
    onAccount: places.onAccount.filter(isOwn),
    uses: places.uses.filter(isOwn),
    invoices: places.invoices.filter(isOwn),
  };
}

export function sumOf(parts: readonly TakenOnAccount[]): bigint {
  return parts.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
}

function latestDueFirst(one: InvoicePlace, other: InvoicePlace): number {
  if (one.dueOn !== other.dueOn) return one.dueOn < other.dueOn ? 1 : -1;
  return one.invoiceId < other.invoiceId ? 1 : -1;
}

/** What a dispute holds of a payment: of an invoice, or of what its profile has on account. */
export interface Held {
  readonly billingProfileId: string;
  readonly invoiceId?: string | undefined;
  readonly amountMinor: bigint;
}

/** The places without what is held of them. Money on account may have been placed since it was held: then it is held where it is now. */
export function withoutHeld(places: MoneyPlaces, held: readonly Held[]): MoneyPlaces {
  return held.reduce((left, part) => {
    const own = placesOfProfile(left, part.billingProfileId);
    const isMeant = ({ invoiceId }: InvoicePlace) => invoiceId === part.invoiceId;
    const first = takeFromPlaces({ onAccount: [], uses: [], invoices: own.invoices.filter(isMeant) }, part.amountMinor);
    const afterFirst = less(left, first.taken);
    return less(
      afterFirst,
      takeFromPlaces(placesOfProfile(afterFirst, part.billingProfileId), first.lackingMinor).taken,
    );
  }, places);
}

function less(places: MoneyPlaces, taken: Taken): MoneyPlaces {
  return {
    onAccount: places.onAccount.map((place) => ({
      ...place,
      leftMinor:
        place.leftMinor - sumOf(taken.onAccount.filter((part) => part.billingProfileId === place.billingProfileId)),
    })),
    uses: places.uses.map((place) => ({
      ...place,
      leftMinor:
        place.leftMinor -
        sumOf(
          taken.uses.filter((part) => part.creditPaymentId === place.creditPaymentId && part.useNo === place.useNo),
        ),
    })),
    invoices: places.invoices.map((place) => ({
      ...place,
      leftMinor: place.leftMinor - sumOf(taken.invoices.filter((part) => part.invoiceId === place.invoiceId)),
    })),
  };
}
