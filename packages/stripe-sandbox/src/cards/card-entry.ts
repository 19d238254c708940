import type { ErrorWords } from '../wire/failures.ts';
import { docUrl } from '../wire/failures.ts';
import { cvcLengthsOf, lengthsOf, passesLuhn } from './brands.ts';

export interface CardEntry {
  readonly number: string;
  readonly expMonth: number;
  readonly expYear: number;
  readonly cvc: string | undefined;
}

/** What is wrong with a card as typed, as Stripe words its codes; undefined when it could be a card. `today` is the month now. */
export function entryError(
  card: CardEntry,
  brand: string,
  today: { month: number; year: number },
): ErrorWords | undefined {
  if (!/^\d+$/.test(card.number))
    return wrong('invalid_number', 'number', 'The card number is not a valid credit card number.');
  if (!lengthsOf(brand).includes(card.number.length) || !passesLuhn(card.number)) {
    return wrong('incorrect_number', 'number', 'Your card number is incorrect.');
  }
  if (card.expMonth < 1 || card.expMonth > 12) {
    return wrong('invalid_expiry_month', 'exp_month', "Your card's expiration month is invalid.");
  }
  return yearError(card, today) ?? cvcError(card.cvc, brand);
}

function yearError(card: CardEntry, today: { month: number; year: number }): ErrorWords | undefined {
  const past = card.expYear < today.year || (card.expYear === today.year && card.expMonth < today.month);
  // Stripe takes cards up to 50 years ahead; a two-digit 95 is therefore 1995 or too far, and wrong either way.
  if (!past && card.expYear <= today.year + 50) return undefined;
  return wrong('invalid_expiry_year', 'exp_year', "Your card's expiration year is invalid.");
}

function cvcError(cvc: string | undefined, brand: string): ErrorWords | undefined {
  if (cvc === undefined || (/^\d+$/.test(cvc) && cvcLengthsOf(brand).includes(cvc.length))) return undefined;
  return wrong('invalid_cvc', 'cvc', "Your card's security code is invalid.");
}

function wrong(code: string, param: string, message: string): ErrorWords {
  return { type: 'card_error', code, param, message, doc_url: docUrl(code) };
}
