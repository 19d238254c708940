/**
 * Every type of event that leaves Betalt, by webhook or from the events feed, with what it says. Whatever else the outbox carries
 * stays inside. A type is never renamed: receivers compare it.
 */
export const EVENT_TYPES = {
  'account.created': 'The billing account was opened.',
  'invoice.issued': 'An invoice was issued or imported.',
  'invoice.paid': 'Nothing is due on the invoice any more.',
  'invoice.voided': 'The invoice was taken back, as if never issued.',
  'invoice.credited': 'A credit note reduces what the invoice asks for; it is the related invoice.',
  'invoice.corrected': 'The invoice was replaced; what replaces it, and its credit note, are the related invoices.',
  'invoice.writtenOff': 'What was still due will never come, and is asked for no more.',
  'creditNote.issued': 'A credit note was issued or imported.',
  'payment.started': 'A payment was recorded and holds its invoices; nothing is charged yet.',
  'payment.requires_action': 'The bank wants to see the payer (3-D Secure).',
  'payment.processing': 'The payment was accepted and settles later.',
  'payment.unknown': 'The gateway was asked and has not answered; it is asked again.',
  'payment.succeeded': 'The money is captured.',
  'payment.declined': 'The bank said no; the invoices can be paid again.',
  'payment.not_attempted': 'The gateway was not reached and nothing was charged.',
  'payment.canceled': 'The payment was given up.',
  'payment.reversed': 'The bank took a transfer back; its invoices are due again.',
  'refund.pending': 'A refund is on its way.',
  'refund.succeeded': 'A refund has been made.',
  'refund.failed': 'A refund could not be made.',
  'dispute.opened': "The payer's bank questions a payment.",
  'dispute.won': 'A dispute ended for the vendor.',
  'dispute.lost': 'A dispute ended for the payer.',
  'dispute.closed': 'A question of a bank ended without a dispute.',
  'moneyOnAccount.received': 'Money came in that no invoice has yet.',
  'query.asked': 'The payer asks about an invoice; reminders wait.',
  'query.answered': 'Somebody wrote in a query.',
  'query.closed': 'A query ended.',
  'billingProfile.warned': 'Invoices of the profile have been past due for long.',
  'billingProfile.disabled':
    'Invoices of the profile have been past due for so long that the vendor may stop its services.',
  'billingProfile.reactivated': 'Nothing holds the profile back any more.',
  'webhookEndpoint.disabled':
    'A webhook endpoint is sent to no more: it is gone, or has not taken anything for three days.',
} as const satisfies Record<string, string>;

export type EventType = keyof typeof EVENT_TYPES;

/** A row about many invoices says this of each: it is as many events. */
export const OF_EACH_INVOICE: ReadonlySet<EventType> = new Set([
  'invoice.issued',
  'invoice.voided',
  'creditNote.issued',
]);

/** Sent only to an endpoint that is being tried, never in the feed. */
export const PING = 'ping';

export function isEventType(text: string): text is EventType {
  return Object.hasOwn(EVENT_TYPES, text);
}

/**
 * What must be read of the outbox to find events of these types: that an invoice is paid follows from the payment that settled the
 * last of it, and has no row of its own.
 */
export function sourcesOf(types: readonly EventType[]): EventType[] {
  const derived: EventType[] = types.includes('invoice.paid') ? ['payment.succeeded'] : [];
  return [...new Set([...types, ...derived])];
}
