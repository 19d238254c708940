import type { Currency } from '../money/currency.ts';
import type { CalendarDate } from '../shared/calendar-date.ts';
import type { InvoiceDocument } from './document/invoice-document.ts';
import { amountText, type Violation, violation } from './document/violation.ts';
import type { IssueViolation } from './issue-facts.ts';

/**
 * Why a document that is right in itself cannot be issued to a profile: the rules that Betalt adds to EN 16931. A profile
 * has one currency (Microsoft Customer Agreement), and neither an invoice nor a credit note goes below zero.
 */
export function issueViolations(document: InvoiceDocument, profileCurrency: Currency): IssueViolation[] {
  return [
    ...numberTooLong(document),
    ...otherCurrency(document, profileCurrency),
    ...negativeTotal(document),
    ...unkeepable(document),
  ];
}

/** An invoice of the same seller has the number, and says something else. */
export function numberTaken(earlier: { readonly number: string; readonly issuedOn: CalendarDate }): IssueViolation {
  const { number, issuedOn } = earlier;
  const message =
    `This seller's invoice ${number} was issued on ${issuedOn} and says something else. An issued invoice is never ` +
    'overwritten: a corrected invoice needs a number of its own, or a credit note first.';
  const facts = { rule: 'number-taken', number, issuedOn } as const;
  return { ...violation(facts.rule, 'number', message), facts };
}

/** A credit note names an invoice that is void: credit for it would be money that nobody has paid. */
export function creditsVoid(number: string): IssueViolation {
  const message = `Invoice ${number} is void: nothing of it is owed, so there is nothing to credit.`;
  const facts = { rule: 'credits-void-invoice', number } as const;
  return { ...violation(facts.rule, 'precedingInvoices[0].number', message), facts };
}

/** What a reader lets through and no row could hold: NUL in a text, days far from any calendar. */
function unkeepable(value: unknown, path = ''): Violation[] {
  if (typeof value === 'string' && value.includes('\0')) {
    return [violation('text-not-well-formed', path, 'The text holds the character NUL. Remove it.')];
  }
  if (typeof value === 'string' && path.endsWith('ssuedOn') && (value < '1970' || value >= '2200')) {
    return [violation('date-out-of-range', path, `${value} is no day that an invoice is issued on.`)];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => unkeepable(inner, stepInto(path, key, value)));
}

function stepInto(path: string, key: string, parent: object): string {
  if (Array.isArray(parent)) return `${path}[${key}]`;
  return path === '' ? key : `${path}.${key}`;
}

// The number stands in a unique index and is read aloud on the telephone; real ones have some twenty characters.
const MAX_NUMBER_LENGTH = 200;

function numberTooLong({ number }: InvoiceDocument): Violation[] {
  if (number.length <= MAX_NUMBER_LENGTH) return [];
  const message = `The invoice number has ${number.length} characters. At most ${MAX_NUMBER_LENGTH} can be kept.`;
  return [violation('number-too-long', 'number', message)];
}

function otherCurrency({ currency }: InvoiceDocument, profileCurrency: Currency): IssueViolation[] {
  if (currency === profileCurrency) return [];
  const message =
    `The invoice is in ${currency}, and the billing profile is in ${profileCurrency}. ` +
    `Import it into a billing profile whose currency is ${currency}.`;
  const facts = { rule: 'profile-currency', currency, profileCurrency } as const;
  return [{ ...violation(facts.rule, 'currency', message), facts }];
}

function negativeTotal({ kind, totals, currency }: InvoiceDocument): Violation[] {
  const { taxInclusiveMinor, prepaidMinor } = totals;
  if (prepaidMinor < 0n) {
    const message = `The prepaid amount is ${amountText(prepaidMinor, currency)}; it cannot be negative.`;
    return [violation('prepaid-negative', 'totals.prepaidMinor', message)];
  }
  if (kind === 'creditNote') return negativeCredit(totals, currency);
  if (taxInclusiveMinor >= 0n) return [];
  const message =
    `The total with tax is ${amountText(taxInclusiveMinor, currency)}: an invoice below zero is a credit. ` +
    'Send it as a credit note.';
  return [violation('negative-total', 'totals.taxInclusiveMinor', message)];
}

function negativeCredit(
  { taxInclusiveMinor, payableMinor }: InvoiceDocument['totals'],
  currency: Currency,
): Violation[] {
  if (taxInclusiveMinor >= 0n && payableMinor >= 0n) return [];
  const lowestMinor = taxInclusiveMinor < payableMinor ? taxInclusiveMinor : payableMinor;
  const message =
    `The credit comes to ${amountText(lowestMinor, currency)}: a credit note below zero is an invoice. ` +
    'Send it as an invoice.';
  return [violation('negative-total', 'totals.payableMinor', message)];
}
