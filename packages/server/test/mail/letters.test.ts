import { DECLINE_CODES } from '@betalt/core/payments/decline.ts';
import { calendarDate } from '@betalt/core/shared/calendar-date.ts';
import { describe, expect, it } from 'vitest';
import { paths } from '../../../web/src/paths.ts';
import { compose } from '../../src/mail/letters/compose.ts';
import { enUs } from '../../src/mail/letters/en-us.ts';
import { type Letter, type LetterKind, MAIL_LANGUAGES } from '../../src/mail/letters/letter.ts';
import { nbNo } from '../../src/mail/letters/nb-no.ts';
import { portalLinks } from '../../src/mail/letters/portal-links.ts';

const NOK = (amountMinor: bigint) => ({ currency: 'NOK' as const, amountMinor });
const DAY = calendarDate('2026-11-25');
const CARD = { brand: 'visa', lastFour: '4242' };
const METHOD = { family: 'CreditCard', ...CARD };
const invoice = {
  name: 'NC-183',
  number: 'NC-183',
  profileName: 'Fjord Labs AS',
  amountDue: NOK(1_245_050n),
  total: NOK(1_500_000n),
  dueOn: DAY,
  paymentReference: '20260001836',
};
const ONE = [{ name: 'NC-183', number: 'NC-183', amount: NOK(1_245_050n) }];

/** One of each, by its kind: a kind without one does not compile. */
const LETTERS: { readonly [Kind in LetterKind]: Extract<Letter, { kind: Kind }> } = {
  invoice_issued: { kind: 'invoice_issued', invoice, chargedTo: null },
  due_soon: { kind: 'due_soon', invoice, daysLeft: 3, chargedTo: CARD },
  due_today: { kind: 'due_today', invoice, chargedTo: CARD },
  reminder: { kind: 'reminder', invoice, daysLate: 7, isLast: false },
  profile_warned: { kind: 'profile_warned', invoice, daysLate: 15, disabledOn: DAY },
  profile_disabled: { kind: 'profile_disabled', invoice, daysLate: 30 },
  receipt: {
    kind: 'receipt',
    paymentName: 'p1',
    amount: NOK(1_300_000n),
    paidOn: DAY,
    method: METHOD,
    invoices: ONE,
    onAccount: NOK(54_950n),
  },
  payment_declined: {
    kind: 'payment_declined',
    invoice,
    amount: NOK(1_245_050n),
    card: CARD,
    reason: 'card_expired',
    nextTryOn: null,
  },
  authentication_needed: { kind: 'authentication_needed', invoice, amount: NOK(1n), card: CARD },
  refund_made: { kind: 'refund_made', amount: NOK(1n), refundedOn: DAY, method: METHOD, invoices: ONE },
  dispute_opened: {
    kind: 'dispute_opened',
    amount: NOK(1n),
    paymentName: 'p1',
    invoices: ONE,
    isInquiry: true,
    reason: 'fraudulent',
    answerBy: null,
  },
  card_expires: { kind: 'card_expires', card: CARD, profileName: 'Fjord', profile: 'FJORD', expiresOn: DAY },
  test: { kind: 'test' },
};

const ACCOUNT = '45bd51cf-d967-40cb-8ef9-52ed9b5a89c7:2614b966-96d5-4244-9fb7-d5e33754c00a_2019-05-31';
const context = {
  language: 'en-US' as const,
  why: 'pays' as const,
  issuerName: 'Nordlys Cloud AS',
  customerName: 'Fjord Labs AS',
  accountName: ACCOUNT,
  portalUrl: 'https://billing.example.com',
};

const EVERY = Object.values(LETTERS).flatMap((letter) =>
  MAIL_LANGUAGES.map((language) => [letter.kind, language] as const),
);

describe('every letter, in every language', () => {
  it.each(EVERY)(
    '%s in %s says who sends it, why it comes, and has one button that leads somewhere',
    (kind, language) => {
      const { subject, html, text } = compose(LETTERS[kind], { ...context, language });
      expect([...subject].length).toBeLessThanOrEqual(78);
      expect(`${subject}${html}${text}`).not.toMatch(/undefined|\[object|NaN|\$\{/);
      expect(text).toContain('Nordlys Cloud AS');
      expect(text).toContain(language === 'nb-NO' ? 'Du får denne e-posten fordi' : 'You get this because');
      expect(html).toContain(`<html lang="${language}"`);
      const links = [...html.matchAll(/href="([^"]+)"/g)].map(([, url = '']) => url);
      expect(links).toHaveLength(2);
      for (const url of links) expect(url).toMatch(/^https:\/\/billing\.example\.com\//);
      // Nothing is fetched when it is opened.
      expect(html).not.toMatch(/<(?:img|script|link|iframe)|url\(/);
    },
  );

  it.each(EVERY)('%s in %s takes names that are markup as text', (kind, language) => {
    const nasty = '<img src=x onerror=alert(1)> & "Søn"';
    const letter = JSON.parse(
      JSON.stringify(LETTERS[kind], (_key, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value))
        .replaceAll('Fjord Labs AS', '@')
        .replaceAll('NC-183', '@'),
      (_key, value: unknown) => {
        if (typeof value !== 'string') return value;
        return /^\d+n$/.test(value) ? BigInt(value.slice(0, -1)) : value.replaceAll('@', nasty);
      },
    ) as Letter;
    const { subject, html } = compose(letter, { ...context, language, issuerName: nasty, customerName: nasty });
    expect(html).not.toContain('<img');
    expect(html).not.toContain('"Søn"');
    expect([...subject].length).toBeLessThanOrEqual(78);
  });
});

describe('amounts, dates and references', () => {
  it.each([
    ['en-US', 'NOK 12,450.50', 'November 25, 2026'],
    ['nb-NO', '12 450,50 NOK', '25. november 2026'],
  ] as const)('are written as readers in %s do: %s, %s', (language, amount, date) => {
    const text = compose(LETTERS.reminder, { ...context, language }).text.replaceAll('\u00a0', ' ');
    expect(text).toContain(amount);
    expect(text).toContain(date);
  });

  it.each([
    ['JPY', 1_234_567n, 'JPY 1,234,567'],
    ['KWD', 1_234_567n, 'KWD 1,234.567'],
    ['NOK', 900_719_925_474_099_299n, 'NOK 9,007,199,254,740,992.99'],
  ] as const)('are exact in %s', (currency, amountMinor, shown) => {
    const amountDue = { currency, amountMinor };
    const { text } = compose({ kind: 'due_today', invoice: { ...invoice, amountDue }, chargedTo: null }, context);
    expect(text.replaceAll('\u00a0', ' ')).toContain(shown);
  });

  it.each([
    ['20260001836', 'Payment reference (KID)'],
    ['RF18539007547034', 'Payment reference:'],
    ['+++090/9337/55493+++', 'Payment reference:'],
    ['210000000003139471430009017', 'Payment reference:'],
  ])('%s is called %s', (paymentReference, label) => {
    const { text } = compose(
      { kind: 'due_today', invoice: { ...invoice, paymentReference }, chargedTo: null },
      context,
    );
    expect(text).toContain(label);
  });
});

describe('what a letter asks for', () => {
  it('is nothing where a card is charged: the button shows the invoice', () => {
    const text = (chargedTo: typeof CARD | null) =>
      compose({ kind: 'due_soon', invoice, daysLeft: 3, chargedTo }, context).text;
    expect(text(CARD)).toContain('will be charged to Visa •••• 4242 on November 25, 2026');
    expect(text(CARD)).not.toContain('pane=pay-now');
    expect(text(null)).toContain('pane=pay-now');
  });

  it.each(DECLINE_CODES)('after %s is something that a payer can do, in both languages', (reason) => {
    expect(enUs.declines[reason]).toMatch(/\b(?:Pay|Add)\b/);
    expect(nbNo.declines[reason]).toMatch(/(?:Betal|Legg til)\b/);
    const { text } = compose({ ...LETTERS.payment_declined, reason }, context);
    expect(text).toContain(enUs.declines[reason]);
  });
});

it('the addresses in mails are those that the portal makes', () => {
  const links = portalLinks('https://billing.example.com', ACCOUNT);
  const scope = { account: ACCOUNT };
  const portal = (path: string) => `https://billing.example.com${path}`;
  expect(links.home).toBe(portal(paths.home()));
  expect(links.payNow('NC 1/2')).toBe(portal(paths.payNow(scope, 'NC 1/2')));
  expect(links.invoice('NC 1/2')).toBe(portal(paths.invoice(scope, 'NC 1/2')));
  expect(links.payments()).toBe(portal(paths.payments(scope)));
  expect(links.paymentMethods('FJORD')).toBe(portal(paths.paymentMethods({ ...scope, profile: 'FJORD' })));
});
