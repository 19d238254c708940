import type { Amount } from '@betalt/contract/shared/arm.ts';
import { leftOf, smallerOf } from '../../components/amount-field/typed-amount.ts';
import type { PressPart } from './press-intent.ts';

/** What a pane is about to pay; undefined parts where an amount cannot be read yet. */
export interface ToPay {
  readonly currency: string;
  readonly parts: readonly PressPart[];
  readonly total: Amount;
  /** Credit and money on account that could be used on these. */
  readonly credits: Amount;
}

/** How a sum is shared between credit and the payment method. */
export interface Shares {
  readonly credit: Amount;
  readonly byMethod: Amount;
}

export function sharesOf({ total, credits }: Pick<ToPay, 'total' | 'credits'>, usesCredits: boolean): Shares {
  const none = { currency: total.currency, value: 0 };
  const credit = usesCredits ? smallerOf(credits, total) : none;
  return { credit, byMethod: leftOf(total, credit) };
}

/** Reasons of a bank that a smaller amount may change. */
const MENDED_BY_LESS: ReadonlySet<string | undefined> = new Set([
  'insufficient_funds',
  'limit_exceeded',
  'card_declined',
]);

export function isMendedByLess(declineCode: string | undefined): boolean {
  return MENDED_BY_LESS.has(declineCode);
}
