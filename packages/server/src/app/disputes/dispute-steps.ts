import { disputeLostEntry, disputeOpenedEntry, disputeWonEntry } from '@betalt/core/ledger/dispute-entries.ts';
import type { JournalEntry } from '@betalt/core/ledger/journal-entry.ts';
import type { Currency } from '@betalt/core/money/currency.ts';
import { toDecimalString } from '@betalt/core/money/money.ts';
import { type DisputeStep, type HeldPart, holdDisputed, takeDisputed } from '@betalt/core/payments/dispute.ts';
import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import type { GatewayDispute } from '../../gateways/gateway.ts';
import { type LockedPayment, lockPlaces } from '../money/payment-places.ts';
import { postEntry } from '../money/post-entry.ts';
import { recordActivity } from '../money/record-activity.ts';
import { takeFromPayment } from '../money/take-from-payment.ts';
import { type DisputePlace, type KnownDispute, saveDispute } from './dispute-rows.ts';

/** What every step works on, in its transaction. */
export interface Stepping {
  readonly tx: Tx;
  readonly place: DisputePlace & { readonly paymentId: string };
  readonly payment: LockedPayment;
  readonly news: GatewayDispute;
  readonly at: Date;
}

/** Takes one step with a dispute and answers it as it is then. */
export const TAKE_STEP: Readonly<Record<DisputeStep, (on: Stepping, dispute: KnownDispute) => Promise<KnownDispute>>> =
  {
    /** The bank only asks: no money moves, and no invoice is disputed yet. */
    ask: (on, dispute) => tell(on, { ...dispute, isInquiry: true }, 'opened'),
    open: openDispute,
    win: winDispute,
    lose: loseDispute,
    close: (on, dispute) => tell(on, { ...dispute, state: 'closed' }, 'closed'),
  };

async function openDispute(on: Stepping, dispute: KnownDispute): Promise<KnownDispute> {
  const { tx, place, payment, news } = on;
  const { places } = await lockPlaces(tx, place.billingAccountId, payment.paymentId, {
    exceptDisputeId: dispute.disputeId,
  });
  const profileId = await firstProfile(on);
  const opened = {
    ...dispute,
    isInquiry: false,
    parts: holdDisputed(places, news.amountMinor, profileId),
  };
  await tell(on, opened, 'opened');
  await post(on, opened, disputeOpenedEntry(news.currency as Currency, opened.parts));
  await markInvoices(on, opened.parts);
  return opened;
}

async function winDispute(on: Stepping, dispute: KnownDispute): Promise<KnownDispute> {
  const won = await tell(on, { ...dispute, state: 'won' }, 'won');
  await post(on, won, disputeWonEntry(on.news.currency as Currency, won.parts));
  await unmarkInvoices(on, dispute.parts);
  return won;
}

/** The money is taken from where it is now, which need not be where it was when the dispute was opened. */
async function loseDispute(on: Stepping, dispute: KnownDispute): Promise<KnownDispute> {
  const { tx, place, payment, news, at } = on;
  const { places } = await lockPlaces(tx, place.billingAccountId, payment.paymentId, {
    exceptDisputeId: dispute.disputeId,
  });
  const { taken, parts } = takeDisputed(places, dispute.parts);
  await takeFromPayment(tx, place.billingAccountId, payment, taken, at);
  const lost = await tell(on, { ...dispute, state: 'lost', parts }, 'lost');
  await post(on, lost, disputeLostEntry(news.currency as Currency, parts));
  await unmarkInvoices(on, dispute.parts);
  return lost;
}

function post({ tx, place, at }: Stepping, { disputeId }: KnownDispute, entry: JournalEntry): Promise<void> {
  return postEntry(tx, place.billingAccountId, entry, { at, about: { disputeId } });
}

async function firstProfile({ tx, place }: Stepping): Promise<string> {
  const { rows } = await sql<{ billing_profile_id: string }>`
    select billing_profile_id from allocation where billing_account_id = ${place.billingAccountId} and payment_id = ${place.paymentId}
    order by invoice_id limit 1`.execute(tx);
  const [row] = rows;
  if (row === undefined) throw new Error(`payment ${place.paymentId} was for no invoice`);
  return row.billing_profile_id;
}

function invoicesOf(parts: readonly HeldPart[]): string[] {
  return parts.flatMap(({ invoiceId }) => (invoiceId === undefined ? [] : [invoiceId]));
}

async function markInvoices({ tx, place, news }: Stepping, parts: readonly HeldPart[]): Promise<void> {
  await sql`update invoice set disputed_at = coalesce(disputed_at, ${news.openedAt}), row_version = row_version + 1
    where billing_account_id = ${place.billingAccountId} and invoice_id = any(${invoicesOf(parts)}::uuid[])`.execute(
    tx,
  );
}

/** An invoice that another dispute is about stays disputed. */
async function unmarkInvoices({ tx, place }: Stepping, parts: readonly HeldPart[]): Promise<void> {
  await sql`update invoice i set disputed_at = null, row_version = row_version + 1
    where i.billing_account_id = ${place.billingAccountId} and i.invoice_id = any(${invoicesOf(parts)}::uuid[])
      and not exists (select 1 from dispute d, jsonb_array_elements(d.parts) part
        where d.billing_account_id = i.billing_account_id and d.state = 'open' and part ->> 'invoiceId' = i.invoice_id::text)`.execute(
    tx,
  );
}

/** Writes the dispute, and tells both sides; the names of the gateway and of its reasons are its own. */
async function tell(
  on: Stepping,
  dispute: KnownDispute,
  what: 'opened' | 'won' | 'lost' | 'closed',
): Promise<KnownDispute> {
  const { tx, place, news, at } = on;
  const { billingAccountId, paymentId } = place;
  await saveDispute(tx, place, dispute, { news, at });
  const { names, profileIds } = await invoicesOfPayment(on);
  const { currency, amountMinor, reason } = news;
  const amount = toDecimalString({ currency: currency as Currency, amountMinor });
  await recordActivity(
    tx,
    {
      billingAccountId,
      action: `dispute.${VERBS[what]}`,
      resourceId: dispute.disputeId,
      facts: {
        currency,
        amount,
        reason,
        isInquiry: dispute.isInquiry,
        paymentName: paymentId,
        invoices: names.map((name) => ({ name })),
      },
      event: `dispute.${what}`,
      invoiceNames: names,
      billingProfileIds: profileIds,
      paymentName: paymentId,
      eventFacts: { disputeName: dispute.disputeId },
    },
    { userId: null, name: place.gateway },
    at,
  );
  return dispute;
}

const VERBS = { opened: 'open', won: 'win', lost: 'lose', closed: 'close' } as const;

async function invoicesOfPayment({ tx, place }: Stepping): Promise<{ names: string[]; profileIds: string[] }> {
  const { rows } = await sql<{ name: string; billing_profile_id: string }>`
    select i.name, i.billing_profile_id from allocation a
    join invoice i on i.billing_account_id = a.billing_account_id and i.invoice_id = a.invoice_id
    where a.billing_account_id = ${place.billingAccountId} and a.payment_id = ${place.paymentId}
    order by i.invoice_id`.execute(tx);
  return { names: rows.map(({ name }) => name), profileIds: rows.map((row) => row.billing_profile_id) };
}
