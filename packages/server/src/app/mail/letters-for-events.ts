import { type DeclineCode, isDeclineCode } from '@betalt/core/payments/decline.ts';
import { assert } from '@betalt/core/shared/assert.ts';
import { type CalendarDate, calendarDateAt } from '@betalt/core/shared/calendar-date.ts';
import type { Database } from '../../db/database.ts';
import { type AccountToSweep, findAccountToSweep, findDunningInvoice } from '../../db/queries/dunning.ts';
import { findDispute, findRefund } from '../../db/queries/mail-causes.ts';
import { listPayments, type PaymentRow } from '../../db/queries/payments.ts';
import type { MethodInMail } from '../../mail/letters/letter.ts';
import { amount, chargedCard, toInvoiceInMail, toMailAccount } from '../dunning/dunning-facts.ts';
import type { OutboxEvent } from '../events/outbox.ts';
import type { MailOrder } from './queue-mail.ts';
import { moneyStaff, payersOf, personOf, type Recipient } from './recipients.ts';

/** Everything that a letter is made of, read after the event: it tells what is, and not what was. */
interface Reading {
  readonly db: Database;
  readonly event: OutboxEvent;
  readonly account: AccountToSweep;
  readonly today: CalendarDate;
}

/** The mails that an event calls for; none for most. */
export async function lettersFor(db: Database, event: OutboxEvent, at: Date): Promise<MailOrder[]> {
  const write = LETTERS[event.type];
  if (write === undefined) return [];
  const account = await findAccountToSweep(db, event.billingAccountId);
  assert(account !== undefined, 'an event is of an account');
  return write({ db, event, account, today: calendarDateAt(at.getTime(), account.time_zone) });
}

const LETTERS: Readonly<Record<string, (reading: Reading) => Promise<MailOrder[]>>> = {
  'invoice.issued': newInvoices,
  'payment.succeeded': receipt,
  // Written with the date of the next try, which the payment's own event comes before.
  'automaticPayment.declined': declinedByItself,
  'automaticPayment.needsAuthentication': declinedByItself,
  'refund.succeeded': refundMade,
  'dispute.opened': disputeOpened,
};

/** To everybody who may pay, unless the profile wants none; what is past due already is left to the timeline. */
async function newInvoices({ db, event, account, today }: Reading): Promise<MailOrder[]> {
  const orders: MailOrder[] = [];
  for (const name of event.invoiceNames) {
    const row = await findDunningInvoice(db, event.billingAccountId, { name });
    if (row === undefined || row.document_type !== 'Invoice' || row.amount_due_minor <= 0n) continue;
    if (!row.invoice_email_opt_in || row.voided_at !== null || row.due_on < today) continue;
    orders.push({
      account: toMailAccount(account),
      billingProfileId: row.billing_profile_id,
      cause: `event:${event.position.eventId}:${row.invoice_id}`,
      letter: { kind: 'invoice_issued', invoice: toInvoiceInMail(row), chargedTo: chargedCard(row) },
      to: await payersOf(db, { billingAccountId: event.billingAccountId, billingProfileId: row.billing_profile_id }),
      asksFor: { invoiceId: row.invoice_id, step: null },
    });
  }
  return orders;
}

/** To who paid; where no person did, to everybody who may. Credit that is used on an invoice is no payment to thank for. */
async function receipt(reading: Reading): Promise<MailOrder[]> {
  const { event, account } = reading;
  const payment = await paymentOf(reading);
  if (payment === undefined || payment.outcome !== 'succeeded' || payment.method_family === 'Credits') return [];
  const settled = payment.allocations.filter(({ state }) => state === 'settled');
  const onAccount = payment.amount_minor - settled.reduce((sum, { amount_minor }) => sum + BigInt(amount_minor), 0n);
  return [
    {
      account: toMailAccount(account),
      billingProfileId: event.billingProfileIds[0] ?? null,
      cause: `event:${event.position.eventId}`,
      letter: {
        kind: 'receipt',
        paymentName: payment.payment_id,
        amount: amount(payment.currency, payment.amount_minor),
        paidOn: calendarDateAt((payment.settled_at ?? payment.created_at).getTime(), account.time_zone),
        method: methodOf(payment),
        invoices: settled.map(({ invoice_name: name, amount_minor }) => ({
          name,
          number: name,
          amount: amount(payment.currency, BigInt(amount_minor)),
        })),
        onAccount: onAccount > 0n ? amount(payment.currency, onAccount) : null,
      },
      to: await payerOr(reading, payment),
    },
  ];
}

/** Whoever pressed the button has seen the answer; what was charged by itself has to be told. */
async function declinedByItself(reading: Reading): Promise<MailOrder[]> {
  const { db, event, account } = reading;
  const payment = await paymentOf(reading);
  const [name] = event.invoiceNames;
  if (payment === undefined || name === undefined) return [];
  const row = await findDunningInvoice(db, event.billingAccountId, { name });
  if (row === undefined || row.amount_due_minor <= 0n) return [];
  const facts = {
    invoice: toInvoiceInMail(row),
    amount: amount(payment.currency, payment.amount_minor),
    card: { brand: payment.method_brand ?? 'card', lastFour: payment.method_last_four },
  };
  const { nextTryAt } = event.facts;
  return [
    {
      account: toMailAccount(account),
      billingProfileId: row.billing_profile_id,
      cause: `event:${event.position.eventId}`,
      letter:
        event.type === 'automaticPayment.needsAuthentication'
          ? { kind: 'authentication_needed', ...facts }
          : {
              kind: 'payment_declined',
              ...facts,
              reason: declineCodeOf(payment),
              nextTryOn:
                typeof nextTryAt === 'string' ? calendarDateAt(Date.parse(nextTryAt), account.time_zone) : null,
            },
      to: await payersOf(db, { billingAccountId: event.billingAccountId, billingProfileId: row.billing_profile_id }),
      asksFor: { invoiceId: row.invoice_id, step: null },
    },
  ];
}

async function refundMade(reading: Reading): Promise<MailOrder[]> {
  const { db, event, account } = reading;
  const { refundName } = event.facts;
  const refund = typeof refundName === 'string' ? await findRefund(db, event.billingAccountId, refundName) : undefined;
  if (refund === undefined) return [];
  const payment = await paymentOf(reading, refund.payment_id);
  if (payment === undefined) return [];
  return [
    {
      account: toMailAccount(account),
      billingProfileId: refund.billing_profile_id,
      cause: `event:${event.position.eventId}`,
      letter: {
        kind: 'refund_made',
        amount: amount(refund.currency, refund.amount_minor),
        refundedOn: calendarDateAt((refund.settled_at ?? refund.created_at).getTime(), account.time_zone),
        method: methodOf(payment),
        invoices: event.invoiceNames.map((name) => ({ name, number: name })),
      },
      to: await payerOr(reading, payment),
    },
  ];
}

/** To the vendor's staff: it is theirs to answer. */
async function disputeOpened(reading: Reading): Promise<MailOrder[]> {
  const { db, event, account } = reading;
  const { disputeName } = event.facts;
  if (typeof disputeName !== 'string') return [];
  const dispute = await findDispute(db, event.billingAccountId, disputeName);
  if (dispute === undefined) return [];
  const { evidence_due_at } = dispute;
  return [
    {
      account: toMailAccount(account),
      billingProfileId: event.billingProfileIds[0] ?? null,
      cause: `event:${event.position.eventId}`,
      letter: {
        kind: 'dispute_opened',
        amount: amount(dispute.currency, dispute.amount_minor),
        paymentName: dispute.payment_id,
        invoices: event.invoiceNames.map((name) => ({ name, number: name })),
        isInquiry: dispute.is_inquiry,
        reason: dispute.reason,
        answerBy: evidence_due_at === null ? null : calendarDateAt(evidence_due_at.getTime(), account.time_zone),
      },
      to: await moneyStaff(db),
    },
  ];
}

async function paymentOf({ db, event }: Reading, name = event.paymentName): Promise<PaymentRow | undefined> {
  if (name === undefined) return undefined;
  const [payment] = await listPayments(db, event.billingAccountId, { profiles: 'all', limit: 1, paymentId: name });
  return payment;
}

async function payerOr({ db, event }: Reading, payment: PaymentRow): Promise<Recipient[]> {
  const payers = await payersOfAll(db, event);
  const person = payment.paid_by === null ? null : await personOf(db, payment.paid_by, 'paid');
  if (person === null) return payers;
  const own = payers.find(({ address }) => address.toLowerCase() === person.address.toLowerCase());
  // Their language by the customer's country, where they chose none.
  return [{ ...person, language: own?.language ?? person.language }, ...payers.filter(({ why }) => why === 'listed')];
}

/** A payment shows to those only who may see all of it, and so does the mail about it. */
async function payersOfAll(db: Database, { billingAccountId, billingProfileIds }: OutboxEvent): Promise<Recipient[]> {
  const lists: Recipient[][] = [];
  for (const billingProfileId of new Set(billingProfileIds))
    lists.push(await payersOf(db, { billingAccountId, billingProfileId }));
  const [first = [], ...others] = lists;
  const isIn = (list: readonly Recipient[], { address }: Recipient) =>
    list.some((each) => each.address.toLowerCase() === address.toLowerCase());
  return first.filter((each) => others.every((list) => isIn(list, each)));
}

function methodOf({ method_family, method_brand, method_last_four }: PaymentRow): MethodInMail {
  return { family: method_family, brand: method_brand ?? 'card', lastFour: method_last_four };
}

function declineCodeOf({ decline_code: code }: PaymentRow): DeclineCode {
  return code !== null && isDeclineCode(code) ? code : 'card_declined';
}
