import { createHash } from 'node:crypto';
import { type EventType, isEventType, OF_EACH_INVOICE } from '@betalt/core/events/event-types.ts';
import { type CalendarDate, calendarDateAt } from '@betalt/core/shared/calendar-date.ts';
import type pg from 'pg';
import { type EventSubjects, type InvoiceSubject, readEventSubjects } from '../../db/queries/event-subjects.ts';
import { presentDispute, presentInvoice, presentPayment, presentRefund } from './event-resources.ts';

/** An event as receivers see it: the body of a webhook, and an item of the feed. */
export interface PublishedEvent {
  readonly id: string;
  readonly type: EventType;
  readonly timestamp: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** An outbox row, whoever read it. */
export interface OutboxRow {
  readonly eventId: string;
  readonly type: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly createdAt: Date;
}

export interface PublishingAccount {
  readonly billingAccountId: string;
  /** In URLs. */
  readonly name: string;
  /** IANA zone: due dates turn there. */
  readonly timeZone: string;
}

/**
 * What outbox rows of one account say to the outside, for each row its events in order:
 *
 * | row                                          | events                                                                            |
 * | -------------------------------------------- | --------------------------------------------------------------------------------- |
 * | of a type that is not published              | none                                                                              |
 * | `invoice.issued` and others of `OF_EACH_INVOICE` | one an invoice                                                                |
 * | `payment.succeeded`                          | itself, then `invoice.paid` for each invoice of which it settled the last that was due |
 * | any other                                    | itself                                                                            |
 *
 * Resources are shown as they are now, which may be later than the event: an event is news of a change, and what counts is the
 * resource. The id of an event is the row's, and for the further ones of a row derived from it, so that it is the same whenever asked.
 */
export async function publishedEvents(
  pool: Pick<pg.Pool, 'query'>,
  account: PublishingAccount,
  rows: readonly OutboxRow[],
  now: Date,
): Promise<readonly (readonly PublishedEvent[])[]> {
  const known = rows.filter(({ type }) => isEventType(type));
  if (known.length === 0) return rows.map(() => []);
  const subjects = await readEventSubjects(pool, account.billingAccountId, {
    invoiceNames: known.flatMap(({ facts }) => textsOf(facts.invoiceNames)),
    paymentIds: known.flatMap(({ facts }) => idsOf(facts.paymentName)),
    refundIds: known.flatMap(({ facts }) => idsOf(facts.refundName)),
    disputeIds: known.flatMap(({ facts }) => idsOf(facts.disputeName)),
    billingProfileIds: known.flatMap(({ facts }) => textsOf(facts.billingProfileIds).filter((id) => UUID.test(id))),
  });
  const shown = presenter(account, subjects, calendarDateAt(now.getTime(), account.timeZone));
  return rows.map((row) => eventsOf(row, subjects, shown));
}

// A payment of more is read for the rest.
const MOST_INVOICES = 100;

interface Presenter {
  base(row: OutboxRow): Record<string, unknown>;
  /** The first is what the event is about. */
  invoices(names: readonly string[]): Record<string, unknown>;
  about(row: OutboxRow): Record<string, unknown>;
}

function eventsOf(row: OutboxRow, subjects: EventSubjects, shown: Presenter): PublishedEvent[] {
  const { type, facts } = row;
  if (!isEventType(type)) return [];
  const names = textsOf(facts.invoiceNames);
  const event = (of: EventType, mark: string, more: Record<string, unknown>): PublishedEvent => ({
    id: mark === '' ? row.eventId : derivedId(row.eventId, mark),
    type: of,
    timestamp: row.createdAt.toISOString(),
    data: { ...shown.base(row), ...more },
  });
  const about = shown.about(row);
  if (OF_EACH_INVOICE.has(type)) {
    return names.map((name, index) =>
      event(type, index === 0 ? '' : `${type} ${name}`, { ...about, ...shown.invoices([name]) }),
    );
  }
  const itself = event(type, '', { ...about, ...shown.invoices(names) });
  if (type !== 'payment.succeeded') return [itself];
  const paid = names.filter((name) => isPaidBy(findInvoice(subjects, name), facts.paymentName));
  return [
    itself,
    ...paid.map((name) => event('invoice.paid', `invoice.paid ${name}`, { ...about, ...shown.invoices([name]) })),
  ];
}

/** Nothing is due, and nobody has settled a part of it after this payment: then it was this one that made it Paid. */
function isPaidBy(invoice: InvoiceSubject | undefined, paymentName: unknown): boolean {
  return (
    invoice !== undefined &&
    invoice.voided_at === null &&
    BigInt(invoice.amount_due_minor) === 0n &&
    invoice.last_payment_id === paymentName
  );
}

/** RFC 9562 version 8: a name-based id by SHA-256. */
function derivedId(eventId: string, mark: string): string {
  const hex = createHash('sha256').update(`${eventId} ${mark}`).digest('hex');
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function presenter({ name }: PublishingAccount, subjects: EventSubjects, today: CalendarDate): Presenter {
  const accountId = `/providers/Microsoft.Billing/billingAccounts/${name}`;
  const profileNames = new Map(subjects.profiles.map((each) => [each.billing_profile_id, each.name]));
  const payments = new Map(subjects.payments.map((each) => [each.payment_id, each]));
  const refunds = new Map(subjects.refunds.map((each) => [each.refund_id, each]));
  const disputes = new Map(subjects.disputes.map((each) => [each.dispute_id, each]));
  const one = <Row>(rows: ReadonlyMap<string, Row>, id: unknown): Row | undefined =>
    typeof id === 'string' ? rows.get(id) : undefined;
  return {
    base: ({ facts }) => ({
      billingAccountId: accountId,
      billingProfileIds: [...new Set(textsOf(facts.billingProfileIds))]
        .flatMap((id) => profileNames.get(id) ?? [])
        .map((profile) => `${accountId}/billingProfiles/${profile}`),
    }),
    invoices: (names) => {
      const rows = names.slice(0, MOST_INVOICES).flatMap((each) => findInvoice(subjects, each) ?? []);
      const [invoice, ...relatedInvoices] = rows.map((row) => presentInvoice(row, accountId, today));
      if (invoice === undefined) return {};
      return relatedInvoices.length === 0 ? { invoice } : { invoice, relatedInvoices };
    },
    about: ({ facts }) => {
      const payment = one(payments, facts.paymentName);
      const refund = one(refunds, facts.refundName);
      const dispute = one(disputes, facts.disputeName);
      return {
        ...(payment === undefined ? {} : { payment: presentPayment(payment, accountId) }),
        ...(refund === undefined ? {} : { refund: presentRefund(refund, accountId) }),
        ...(dispute === undefined ? {} : { dispute: presentDispute(dispute, accountId) }),
        ...(typeof facts.queryId === 'string' ? { queryId: facts.queryId } : {}),
        ...(typeof facts.webhookEndpointName === 'string' ? { webhookEndpointName: facts.webhookEndpointName } : {}),
      };
    },
  };
}

function findInvoice({ invoices }: EventSubjects, name: string): InvoiceSubject | undefined {
  return invoices.find((each) => each.name.toUpperCase() === name.toUpperCase());
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function idsOf(value: unknown): string[] {
  return typeof value === 'string' && UUID.test(value) ? [value] : [];
}

/** Facts are written by many use cases; whatever is no list of texts says nothing. */
function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}
