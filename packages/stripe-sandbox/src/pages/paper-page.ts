import { type Locale, localeOf } from '../browser/words.ts';
import { toMajor } from '../payment-intents/amounts.ts';
import type { Charge, Mandate } from '../store/kinds.ts';
import { type Html, html } from './html.ts';

interface PaperWords {
  readonly receipt: string;
  readonly mandate: string;
  readonly deposits: string;
  readonly amount: string;
  readonly date: string;
  readonly reference: string;
  readonly acceptedOn: string;
  readonly tell: string;
  readonly nothingMoves: string;
}

const WORDS: Readonly<Record<Locale, PaperWords>> = {
  en: {
    receipt: 'Receipt of the payment sandbox',
    mandate: 'Direct debit mandate of the payment sandbox',
    deposits: 'Verify a bank account',
    amount: 'Amount',
    date: 'Date',
    reference: 'Reference',
    acceptedOn: 'Accepted on',
    tell: 'The two small deposits are 32 and 45 cents; the code on the statement is SM11AA.',
    nothingMoves: 'This is a test: no money moves.',
  },
  nb: {
    receipt: 'Kvittering fra betalingssandkassen',
    mandate: 'Fullmakt for direktedebitering i betalingssandkassen',
    deposits: 'Bekreft en bankkonto',
    amount: 'Beløp',
    date: 'Dato',
    reference: 'Referanse',
    acceptedOn: 'Godtatt',
    tell: 'De to små innskuddene er på 32 og 45 cent. Koden på kontoutskriften er SM11AA.',
    nothingMoves: 'Dette er en test: Ingen penger flyttes.',
  },
};

/** What a charge's `receipt_url` shows. */
export function receiptPage(language: string, charge: Charge): string {
  return page(language, 'receipt', (words, locale) => [
    fact(words.amount, money(charge, locale)),
    fact(words.date, day(charge.created, locale)),
    fact(words.reference, charge.id),
  ]);
}

/** What a SEPA mandate's `url` shows. */
export function mandatePage(language: string, mandate: Mandate): string {
  return page(language, 'mandate', (words, locale) => [
    fact(words.reference, mandate.payment_method_details.sepa_debit?.reference ?? mandate.id),
    fact(words.acceptedOn, day(mandate.customer_acceptance.accepted_at ?? 0, locale)),
  ]);
}

/** What `hosted_verification_url` shows: what to tell `verify_microdeposits`. */
export function depositsPage(language: string): string {
  return page(language, 'deposits', (words) => [html`<p>${words.tell}</p>`]);
}

function page(
  language: string,
  title: 'deposits' | 'mandate' | 'receipt',
  body: (words: PaperWords, locale: Locale) => readonly Html[],
): string {
  const locale = localeOf(language);
  const words = WORDS[locale];
  return html`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${words[title]}</title>
</head>
<body>
<main>
<h1>${words[title]}</h1>
${body(words, locale)}
<p>${words.nothingMoves}</p>
</main>
</body>
</html>`.html;
}

function fact(term: string, value: string): Html {
  return html`<p>${term}: <strong>${value}</strong></p>`;
}

function money({ amount, currency }: Charge, locale: Locale): string {
  const style = { style: 'currency', currency: currency.toUpperCase(), currencyDisplay: 'code' } as const;
  return new Intl.NumberFormat(tagOf(locale), style).format(toMajor(amount, currency));
}

function day(unixSeconds: number, locale: Locale): string {
  return new Intl.DateTimeFormat(tagOf(locale), { dateStyle: 'long', timeZone: 'UTC' }).format(unixSeconds * 1_000);
}

function tagOf(locale: Locale): string {
  return locale === 'nb' ? 'nb-NO' : 'en-US';
}
