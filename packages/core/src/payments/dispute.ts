import type { DisputedPart } from '../ledger/dispute-entries.ts';
import { type MoneyPlaces, placesOfProfile, sumOf, type Taken, takeFromPlaces } from './money-places.ts';

/** Where a dispute stands. An inquiry only asks; it ends `closed`, or becomes a dispute that takes the money. */
export type DisputeState = 'open' | 'won' | 'lost' | 'closed';

/** What a gateway says of a dispute. Words that nobody knows are `open`. */
export interface DisputeNews {
  readonly state: DisputeState;
  readonly isInquiry: boolean;
}

/** The steps that take a dispute from what is known of it to what the gateway says, in order. */
export type DisputeStep = 'ask' | 'open' | 'win' | 'lose' | 'close';

/**
 * What has happened since, `known` being null for a dispute that is heard of first. News may come late, twice or out of order: a
 * dispute that is decided stays as it is, and one that is first heard of when it is over has been opened as well.
 */
export function disputeSteps(known: DisputeNews | null, news: DisputeNews): DisputeStep[] {
  if (known !== null && known.state !== 'open') return [];
  if (known !== null && !known.isInquiry) return news.isInquiry ? [] : [...ENDINGS[news.state]];
  if (!news.isInquiry && news.state !== 'closed') return ['open', ...ENDINGS[news.state]];
  return [...(known === null ? (['ask'] as const) : []), ...(news.state === 'open' ? [] : (['close'] as const))];
}

/** What ends a dispute that took the money. One that is withdrawn gives it back as one that is won does. */
const ENDINGS: Readonly<Record<DisputeState, readonly DisputeStep[]>> = {
  open: [],
  won: ['win'],
  lost: ['lose'],
  closed: ['win'],
};

/** A part as it is kept with the dispute. Amounts are minor units. */
export interface HeldPart extends DisputedPart {
  readonly invoiceId?: string | undefined;
}

/**
 * Which of a payment's money a dispute is about: what no invoice has first, then its invoices, latest due first. What is beyond the
 * payment (a bank may dispute what was refunded already) is nobody's but ours.
 *
 * @param defaultProfileId whose books carry what is beyond
 */
export function holdDisputed(places: MoneyPlaces, amountMinor: bigint, defaultProfileId: string): HeldPart[] {
  const { taken, lackingMinor } = takeFromPlaces(places, amountMinor);
  return toParts(taken, lackingMinor, defaultProfileId);
}

/**
 * A dispute is lost: where its money is taken from now. Each profile gives what was held of it, wherever the payer has put it
 * meanwhile.
 */
export function takeDisputed(
  places: MoneyPlaces,
  held: readonly HeldPart[],
): { readonly taken: Taken; readonly parts: HeldPart[] } {
  const profiles = [...new Set(held.map(({ billingProfileId }) => billingProfileId))];
  const each = profiles.map((profileId) => {
    const own = held.filter(({ billingProfileId }) => billingProfileId === profileId);
    const heldMinor = own.reduce((sum, part) => sum + part.invoiceMinor + part.onAccountMinor, 0n);
    const beyondMinor = own.reduce((sum, part) => sum + part.beyondMinor, 0n);
    const { taken, lackingMinor } = takeFromPlaces(placesOfProfile(places, profileId), heldMinor);
    return { taken, parts: toParts(taken, lackingMinor + beyondMinor, profileId) };
  });
  return {
    parts: each.flatMap(({ parts }) => parts),
    taken: {
      onAccount: each.flatMap(({ taken }) => taken.onAccount),
      uses: each.flatMap(({ taken }) => taken.uses),
      invoices: each.flatMap(({ taken }) => taken.invoices),
    },
  };
}

function toParts(taken: Taken, beyondMinor: bigint, defaultProfileId: string): HeldPart[] {
  const onAccount = [...taken.onAccount, ...taken.uses];
  const profiles = [...new Set(onAccount.map(({ billingProfileId }) => billingProfileId))];
  const none = { invoiceMinor: 0n, onAccountMinor: 0n, beyondMinor: 0n };
  const parts: HeldPart[] = [
    ...profiles.map((billingProfileId) => ({
      ...none,
      billingProfileId,
      onAccountMinor: sumOf(onAccount.filter((part) => part.billingProfileId === billingProfileId)),
    })),
    ...taken.invoices.map(({ billingProfileId, invoiceId, amountMinor }) => ({
      ...none,
      billingProfileId,
      invoiceId,
      invoiceMinor: amountMinor,
    })),
  ];
  return beyondMinor === 0n ? parts : [...parts, { ...none, billingProfileId: defaultProfileId, beyondMinor }];
}
