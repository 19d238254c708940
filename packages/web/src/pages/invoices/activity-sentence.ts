import type { Amount } from '@betalt/contract/shared/arm.ts';
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { ActivityEntry } from './activity-of-invoice.ts';

/** What an entry says of itself, as far as its sentence needs it. */
interface Said {
  /** With its currency, as the reader writes it; '' where the entry has none. */
  readonly amount: string;
  /** Why, in the words of whoever did it; '' where they gave none. */
  readonly reason: string;
  readonly creditNote: string;
  /** The invoice that took another's place. */
  readonly invoice: string;
  readonly payer: string;
}

/** What happened, as one sentence. Words that nobody knows yet are a change. */
export function activitySentence(entry: ActivityEntry, money: (amount: Amount) => string): MessageDescriptor {
  const { action, result, facts } = entry;
  if (result === 'Denied') return DENIED[action] ?? msg`Attempt without permission`;
  return SENTENCES[action]?.(saidOf(facts, money)) ?? msg`Changed`;
}

function saidOf(facts: ActivityEntry['facts'], money: (amount: Amount) => string): Said {
  const text = (name: string) => (typeof facts[name] === 'string' ? facts[name] : '');
  const value = Number(text('amount') || Number.NaN);
  const currency = text('currency');
  return {
    // An exact decimal text; a float has room for every amount that an invoice is over.
    amount: Number.isNaN(value) || currency === '' ? '' : money({ currency, value }),
    reason: text('reason'),
    creditNote: text('creditNote'),
    invoice: text('invoice'),
    payer: text('payer'),
  };
}

const SENTENCES: Readonly<Record<string, (said: Said) => MessageDescriptor>> = {
  'invoice.issue': () => msg`Invoice issued`,
  'invoice.import': () => msg`Invoice imported`,
  'invoice.pay': () => msg`Payment started`,
  'invoice.credit': ({ creditNote }) =>
    creditNote === '' ? msg`Credit note issued` : msg`Credit note ${creditNote} issued`,
  'invoice.correct': ({ invoice }) =>
    invoice === '' ? msg`Issued as a correction` : msg`Corrected: invoice ${invoice} takes its place`,
  'invoice.void': ({ reason }) => (reason === '' ? msg`Made void` : msg`Made void: ${reason}`),
  'invoice.writeOff': ({ amount, reason }) => msg`${amount} written off: ${reason}`,
  'invoice.query': () => msg`Asked about the invoice`,
  'invoice.answerQuery': () => msg`Question answered`,
  'invoice.remind': () => msg`Reminder sent`,
  'credit.use': () => msg`Paid by credit or money on account`,
  'payment.cancel': () => msg`Payment given up`,
  'payment.receiveTransfer': ({ amount, payer }) =>
    payer === '' ? msg`Bank transfer of ${amount} received` : msg`Bank transfer of ${amount} received from ${payer}`,
  'payment.reverseTransfer': ({ amount }) => msg`The bank took back its transfer of ${amount}`,
  'payment.refund': ({ amount, reason }) => msg`Refund of ${amount} started: ${reason}`,
  'refund.succeed': ({ amount }) => msg`${amount} refunded`,
  'refund.fail': ({ amount }) => msg`The refund of ${amount} failed`,
  'dispute.ask': ({ amount }) => msg`The payer's bank asks about ${amount}`,
  'dispute.open': ({ amount }) => msg`The payer disputes ${amount} at their bank`,
  'dispute.win': ({ amount }) => msg`The dispute about ${amount} was won`,
  'dispute.lose': ({ amount }) => msg`The dispute about ${amount} was lost`,
  'dispute.close': ({ amount }) => msg`The bank's question about ${amount} came to nothing`,
  'payLink.create': () => msg`Pay link created`,
  'payLink.revoke': () => msg`Pay link revoked`,
};

const DENIED: Readonly<Record<string, MessageDescriptor>> = {
  'invoice.pay': msg`Attempt to pay without permission`,
};
