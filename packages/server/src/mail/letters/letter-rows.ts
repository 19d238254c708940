import type { Formats } from './formats.ts';
import type { InvoiceInMail, Letter, LetterOf, MethodInMail } from './letter.ts';
import type { MailRow } from './mail-page.ts';
import type { Label, Names, Words } from './words.ts';

/** The figures of a letter, as label and value: the same in every language. */
export function letterRows(letter: Letter, words: Words, formats: Formats, names: Names): MailRow[] {
  const row = (label: Label, value: string, isMain = false): MailRow => ({ label: words.labels[label], value, isMain });
  switch (letter.kind) {
    case 'receipt':
      return receiptRows(letter, words, formats);
    case 'refund_made':
      return [
        row('amountRefunded', formats.money(letter.amount), true),
        row('refundedOn', formats.date(letter.refundedOn)),
        row('refundedTo', methodName(letter.method, words, formats)),
      ];
    case 'dispute_opened':
      return [
        row('amount', formats.money(letter.amount), true),
        row('customer', names.customer),
        ...(letter.invoices.length === 0
          ? []
          : [
              row(
                letter.invoices.length === 1 ? 'invoice' : 'invoices',
                formats.list(letter.invoices.map(({ number }) => number)),
              ),
            ]),
        row('payment', letter.paymentName),
        row('reason', letter.reason.replaceAll('_', ' ')),
        ...(letter.answerBy === null ? [] : [row('answerBy', formats.date(letter.answerBy))]),
      ];
    case 'card_expires':
      return [
        row('card', formats.card(letter.card)),
        row('lastDay', formats.date(letter.expiresOn)),
        row('billingProfile', letter.profileName),
      ];
    case 'test':
      return [];
    default:
      return invoiceRows(letter.invoice, words, formats);
  }
}

function invoiceRows(invoice: InvoiceInMail, { labels }: Words, { money, date }: Formats): MailRow[] {
  const { amountDue, total, paymentReference } = invoice;
  return [
    { label: labels.amountDue, value: money(amountDue), isMain: true },
    ...(total.amountMinor === amountDue.amountMinor ? [] : [{ label: labels.total, value: money(total) }]),
    { label: labels.dueDate, value: date(invoice.dueOn) },
    { label: labels.invoice, value: invoice.number },
    { label: labels.billingProfile, value: invoice.profileName },
    ...(paymentReference === null
      ? []
      : [{ label: isKid(paymentReference) ? labels.kid : labels.paymentReference, value: paymentReference }]),
  ];
}

function receiptRows(letter: LetterOf<'receipt'>, words: Words, formats: Formats): MailRow[] {
  const { labels } = words;
  const { money } = formats;
  const several = letter.invoices.length > 1;
  return [
    { label: labels.amountPaid, value: money(letter.amount), isMain: true },
    { label: labels.paidOn, value: formats.date(letter.paidOn) },
    { label: labels.paidWith, value: methodName(letter.method, words, formats) },
    ...letter.invoices.map(({ number, amount }) => ({
      label: `${labels.invoice} ${several ? number : ''}`.trim(),
      value: several ? money(amount) : number,
    })),
    ...(letter.onAccount === null ? [] : [{ label: labels.onAccount, value: money(letter.onAccount) }]),
    { label: labels.payment, value: letter.paymentName },
  ];
}

function methodName({ family, brand, lastFour }: MethodInMail, { methods }: Words, { card }: Formats): string {
  if (family === 'CreditCard') return card({ brand, lastFour });
  const name = family in methods ? methods[family as keyof typeof methods] : methods.Other;
  return lastFour === null ? name : `${name} •••• ${lastFour}`;
}

/** Digits only: a KID. Those of other countries have letters or signs (RF…, +++…+++), or are 27 digits long (Switzerland). */
function isKid(reference: string): boolean {
  return /^\d{2,25}$/.test(reference);
}
