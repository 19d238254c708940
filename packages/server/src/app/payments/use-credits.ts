import { err, ok, type Result } from '@betalt/core/shared/result.ts';
import { type Database, inTransaction, type Tx } from '../../db/database.ts';
import { type CreditRows, listCredits } from '../../db/queries/credits.ts';
import { findInvoicesByName } from '../../db/queries/payable-invoices.ts';
import { violatesUnique } from '../../db/sql-state.ts';
import { type InvoiceMoney, lockInvoices } from '../money/invoice-money.ts';
import { lockMoneyOnAccount } from '../money/money-on-account.ts';
import { placeCredit } from '../money/place-credit.ts';
import type { UseCreditsOrder, UseCreditsRejection, UsedCredits } from './credit-order.ts';
import { decideAsked, decideCredit, refusalOfRest, restOf } from './decide-credits.ts';
import { findUsedKeys, writeUsedKeys } from './idempotency-keys.ts';
import type { Payer } from './payer.ts';

export interface UseCreditsDependencies {
  readonly db: Database;
  readonly clock: () => Date;
  readonly onCommitted: () => void;
}

/** The key of the part of a request that is paid out of credit. */
export function creditsKey(idempotencyKey: string): string {
  return `${idempotencyKey}:credits`;
}

/**
 * Uses what the payer has with the vendor on invoices, in one transaction: all of it or nothing. Whatever would refuse the rest by card
 * (its limit, its expiry, who may use it) refuses here, before any credit is used.
 *
 * Lock order: invoices and credit notes together, by id; then money on account. `AlreadyUsed`: the same request did it a moment ago.
 */
export async function useCredits(
  dependencies: UseCreditsDependencies,
  payer: Payer,
  order: UseCreditsOrder,
): Promise<Result<UsedCredits, UseCreditsRejection>> {
  try {
    const used = await inTransaction<UsedCredits, UseCreditsRejection>(dependencies.db, (tx) =>
      useUnderLock(tx, payer, order, dependencies.clock()),
    );
    if (used.ok && used.value.paymentId !== null) dependencies.onCommitted();
    return used;
  } catch (error) {
    if (violatesUnique(error, 'idempotency_key_pk')) return err({ code: 'AlreadyUsed' });
    throw error;
  }
}

async function useUnderLock(
  tx: Tx,
  payer: Payer,
  order: UseCreditsOrder,
  at: Date,
): Promise<Result<UsedCredits, UseCreditsRejection>> {
  const { billingAccountId } = order;
  const locked = await lockAll(tx, order);
  // Whoever asks the same at the same moment has waited for these locks, and finds what was done.
  const key = creditsKey(order.idempotencyKey);
  const owner = { billingAccountId, principalId: payer.principalId };
  if ((await findUsedKeys(tx, owner, [key])).has(key)) return err({ code: 'AlreadyUsed' });
  const asked = decideAsked(order, payer, locked.invoices);
  if (!asked.ok) return asked;
  const parts = decideCredit(order, asked.value, locked.credits);
  const rest = restOf(asked.value, parts);
  const refused = await refusalOfRest(tx, payer, order, { rest, invoices: locked.invoices, parts, at });
  if (refused !== null) return err(refused);
  if (parts.length === 0) return ok({ paymentId: null, rest });
  const nameOf = new Map(locked.invoices.map(({ invoiceId, name }) => [invoiceId, name]));
  const placements = parts.map((part) => ({ ...part, invoiceName: nameOf.get(part.invoiceId) ?? '' }));
  const currency = asked.value[0]?.invoice.currency ?? '';
  const doer = { userId: payer.paidBy, name: payer.name };
  const paymentId = await placeCredit(tx, { billingAccountId, currency, placements }, { doer, at });
  const { idempotencyKey, requestHash, paymentMethodId } = order;
  const isWhole = rest.length === 0 || paymentMethodId === null;
  await writeUsedKeys(tx, owner, isWhole ? [key, idempotencyKey] : [key], { paymentId, requestHash, at });
  return ok({ paymentId, rest });
}

interface Locked {
  readonly invoices: readonly InvoiceMoney[];
  readonly credits: CreditRows;
}

/** Finds the credit notes before anything is locked, so that they and the invoices are locked in one order; then reads them again. */
async function lockAll(tx: Tx, { billingAccountId, invoices }: UseCreditsOrder): Promise<Locked> {
  const rows = await findInvoicesByName(
    tx,
    billingAccountId,
    invoices.map(({ name }) => name),
  );
  const profileIds = [...new Set(rows.map((row) => row.billing_profile_id))];
  const { notes } = await listCredits(tx, billingAccountId, profileIds);
  const ids = [...rows, ...notes].map((row) => row.invoice_id);
  const locked = await lockInvoices(tx, billingAccountId, { ids });
  const money = await lockMoneyOnAccount(tx, billingAccountId, { billingProfileIds: profileIds });
  const isAsked = new Set(rows.map((row) => row.invoice_id));
  const isLocked = new Set([...ids, ...money.map(({ paymentId }) => paymentId)]);
  const credits = await listCredits(tx, billingAccountId, profileIds);
  return {
    invoices: locked.filter(({ invoiceId }) => isAsked.has(invoiceId)),
    // What came meanwhile is not locked, and is for the next time.
    credits: {
      notes: credits.notes.filter((note) => isLocked.has(note.invoice_id)),
      money: credits.money.filter((each) => isLocked.has(each.payment_id)),
    },
  };
}
