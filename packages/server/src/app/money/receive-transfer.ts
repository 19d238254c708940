import { transferReceivedEntry } from '@betalt/core/ledger/transfer-entries.ts';
import type { Currency } from '@betalt/core/money/currency.ts';
import { toDecimalString } from '@betalt/core/money/money.ts';
import {
  type PlacedTransfer,
  type PlaceTransferRejection,
  placeTransfer,
} from '@betalt/core/payments/place-transfer.ts';
import { err, ok, type Result } from '@betalt/core/shared/result.ts';
import type { Tx } from '../../db/database.ts';
import { newId } from '../../db/new-id.ts';
import { insertRows } from '../../db/queries/issue-rows.ts';
import { lockInvoices, settleOnInvoice } from './invoice-money.ts';
import { addMoneyOnAccount } from './money-on-account.ts';
import { postEntry } from './post-entry.ts';
import { type Doer, recordActivity } from './record-activity.ts';

/** A bank transfer that somebody, or its reference, has matched with a customer. */
export interface ReceivedTransfer {
  readonly billingAccountId: string;
  readonly currency: string;
  readonly amountMinor: bigint;
  /** As the bank names whoever paid. */
  readonly payerName: string;
  /** The bank's own reference: what tells this transfer from every other. */
  readonly transferReference: string;
  /** When the bank booked it. */
  readonly bookedAt: Date;
  /** In the order in which they are paid; without an amount, what is due. */
  readonly invoices: readonly { readonly name: string; readonly amountMinor?: bigint | undefined }[];
  /** Where the rest goes: a profile; absent, that of the first invoice. */
  readonly billingProfileId?: string | undefined;
}

export type ReceiveTransferRejection = PlaceTransferRejection | { readonly code: 'BillingProfileNotFound' };

export interface TransferPayment {
  readonly paymentId: string;
  readonly placed: PlacedTransfer;
}

/**
 * A transfer becomes a payment: invoices are settled in the order given, a part leaves the rest due, and what they do not take is
 * money on account. It is real money whatever the state of the invoice: one that is void, or paid meanwhile, takes nothing of it.
 */
export async function receiveTransfer(
  tx: Tx,
  transfer: ReceivedTransfer,
  { doer, at }: { readonly doer: Doer; readonly at: Date },
): Promise<Result<TransferPayment, ReceiveTransferRejection>> {
  const { billingAccountId } = transfer;
  const locked = await lockInvoices(tx, billingAccountId, { names: transfer.invoices.map(({ name }) => name) });
  const placed = placeTransfer(transfer, locked);
  if (!placed.ok) return placed;
  const profileId = transfer.billingProfileId ?? placed.value.parts[0]?.billingProfileId;
  if (profileId === undefined) return err({ code: 'BillingProfileNotFound' });
  const paymentId = newId(at);
  await writePayment(tx, transfer, paymentId, { parts: placed.value.parts, at });
  await addMoneyOnAccount(
    tx,
    billingAccountId,
    { ...onAccount(transfer, paymentId, profileId), amountMinor: placed.value.restMinor },
    at,
  );
  await postTransfer(tx, transfer, paymentId, { placed: placed.value, profileId, at });
  await tellTransfer(tx, transfer, paymentId, { placed: placed.value, profileId, doer, at });
  return ok({ paymentId, placed: placed.value });
}

function onAccount({ currency }: ReceivedTransfer, paymentId: string, billingProfileId: string) {
  return { paymentId, billingProfileId, currency };
}

async function writePayment(
  tx: Tx,
  transfer: ReceivedTransfer,
  paymentId: string,
  { parts, at }: { readonly parts: PlacedTransfer['parts']; readonly at: Date },
): Promise<void> {
  const own = { billing_account_id: transfer.billingAccountId, payment_id: paymentId };
  const settled = parts.filter(({ amountMinor }) => amountMinor > 0n);
  await insertRows(tx, {
    payment: [
      {
        ...own,
        currency: transfer.currency,
        amount_minor: transfer.amountMinor,
        outcome: 'succeeded',
        method_family: 'CheckWire',
        paid_by_name: transfer.payerName,
        transfer_reference: transfer.transferReference,
        created_at: at,
        settled_at: transfer.bookedAt,
        is_automatic: false,
        checks: 0,
      },
    ],
  });
  await insertRows(tx, {
    allocation: settled.map(({ invoiceId, billingProfileId, amountMinor }) => ({
      ...own,
      invoice_id: invoiceId,
      billing_profile_id: billingProfileId,
      amount_minor: amountMinor,
      returned_minor: 0n,
      state: 'settled',
    })),
  });
  for (const { invoiceId, amountMinor } of settled)
    await settleOnInvoice(tx, transfer.billingAccountId, invoiceId, {
      paymentId,
      amountMinor: amountMinor.toString(),
      at: transfer.bookedAt.toISOString(),
      methodId: null,
      family: 'CheckWire',
      brand: null,
    });
}

interface Told {
  readonly placed: PlacedTransfer;
  readonly profileId: string;
  readonly at: Date;
}

async function postTransfer(tx: Tx, transfer: ReceivedTransfer, paymentId: string, { placed, profileId, at }: Told) {
  const entry = transferReceivedEntry({
    currency: transfer.currency as Currency,
    allocations: [
      ...placed.parts.map(({ billingProfileId, amountMinor }) => ({
        billingProfileId,
        appliedMinor: amountMinor,
        excessMinor: 0n,
      })),
      { billingProfileId: profileId, appliedMinor: 0n, excessMinor: placed.restMinor },
    ],
  });
  await postEntry(tx, transfer.billingAccountId, entry, { at, about: { paymentId } });
}

async function tellTransfer(
  tx: Tx,
  transfer: ReceivedTransfer,
  paymentId: string,
  { placed, profileId, doer, at }: Told & { readonly doer: Doer },
): Promise<void> {
  const currency = transfer.currency as Currency;
  const text = (amountMinor: bigint) => toDecimalString({ currency, amountMinor });
  const invoices = placed.parts.map(({ name, amountMinor }) => ({ name, amount: text(amountMinor) }));
  await recordActivity(
    tx,
    {
      billingAccountId: transfer.billingAccountId,
      action: 'payment.receiveTransfer',
      resourceId: paymentId,
      facts: {
        currency,
        amount: text(transfer.amountMinor),
        onAccount: text(placed.restMinor),
        invoices,
        payer: transfer.payerName,
      },
      event: 'payment.succeeded',
      moreEvents: placed.restMinor > 0n ? ['moneyOnAccount.received'] : [],
      invoiceNames: placed.parts.map(({ name }) => name),
      billingProfileIds: [profileId, ...placed.parts.map(({ billingProfileId }) => billingProfileId)],
      paymentName: paymentId,
    },
    doer,
    at,
  );
}
