import { type AgreementType, PAYMENT_RULES } from '@betalt/core/accounts/payment-rules.ts';
import { oldestDueFirst } from '@betalt/core/payments/lump-sum.ts';
import { type PayableInvoice, pay } from '@betalt/core/payments/pay.ts';
import { type CreditPart, useCredit } from '@betalt/core/payments/use-credit.ts';
import { err, ok, type Result } from '@betalt/core/shared/result.ts';
import { type Database, inTransaction, type Tx } from '../../db/database.ts';
import { type CreditRows, listCredits } from '../../db/queries/credits.ts';
import { findInvoicesByName } from '../../db/queries/payable-invoices.ts';
import { violatesUnique } from '../../db/sql-state.ts';
import { type InvoiceMoney, lockInvoices } from '../money/invoice-money.ts';
import { lockMoneyOnAccount } from '../money/money-on-account.ts';
import { placeCredit } from '../money/place-credit.ts';
import { findUsedKeys, writeUsedKeys } from './idempotency-keys.ts';
import { type PaymentMethodUse, readMethodUse } from './method-use.ts';
import type { Payer } from './payer.ts';
import type { RecordRejection } from './record-payments.ts';

/** Which invoices, how much of each, and with what the rest would be paid. */
export interface UseCreditsOrder {
  readonly billingAccountId: string;
  readonly agreementType: AgreementType;
  readonly invoices: readonly AskedPart[];
  /** Null: credit only, as far as it goes. */
  readonly paymentMethodId: string | null;
  /** Of the whole request; `creditsKey` and, where nothing is left to pay, the key itself will name the payment that is made. */
  readonly idempotencyKey: string;
  readonly requestHash: Buffer;
}

/** Without an amount: all that is due. */
export interface AskedPart {
  readonly name: string;
  readonly amountMinor?: bigint | undefined;
}

export interface UsedCredits {
  /** Null: there was none to use, and nothing was written. */
  readonly paymentId: string | null;
  /** What is left to pay of each invoice; none of zero. */
  readonly rest: readonly { readonly name: string; readonly amountMinor: bigint }[];
}

export type UseCreditsRejection =
  | RecordRejection
  | { readonly code: 'NoCreditLeft' | 'CreditNotEnough' | 'AlreadyUsed'; readonly invoiceName?: string | undefined };

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
  const parts = decideCredit(order, asked.value, locked);
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
  await lockMoneyOnAccount(tx, billingAccountId, { billingProfileIds: profileIds });
  const isAsked = new Set(rows.map((row) => row.invoice_id));
  const isLocked = new Set(ids);
  const credits = await listCredits(tx, billingAccountId, profileIds);
  return {
    invoices: locked.filter(({ invoiceId }) => isAsked.has(invoiceId)),
    // One that came meanwhile is not locked, and is for the next time.
    credits: { ...credits, notes: credits.notes.filter((note) => isLocked.has(note.invoice_id)) },
  };
}

interface Asked {
  readonly invoice: InvoiceMoney;
  readonly amountMinor: bigint;
}

/** The rules of paying that do not depend on the card; oldest due first. */
function decideAsked(
  { invoices, agreementType }: UseCreditsOrder,
  payer: Payer,
  locked: readonly InvoiceMoney[],
): Result<readonly Asked[], RecordRejection> {
  const parts = invoices.map(({ name, amountMinor }) => {
    const row = locked.find((each) => each.name.toUpperCase() === name.toUpperCase());
    return { name, amountMinor, row, invoice: row && toPayable(row, payer) };
  });
  // What only a gateway asks for (a limit, a minimum) is asked of the rest.
  const rules = {
    ...PAYMENT_RULES[agreementType],
    cardAllowed: true,
    cardLimitMinor: {},
    minimumMinor: {},
    stepMinor: {},
  };
  const decided = pay(parts, rules, false);
  if (!decided.ok) return decided;
  const asked = parts.flatMap(({ row, amountMinor }) =>
    row === undefined ? [] : [{ invoice: row, amountMinor: amountMinor ?? row.amountDueMinor }],
  );
  return ok(asked.toSorted((one, other) => oldestDueFirst(one.invoice, other.invoice)));
}

function toPayable(row: InvoiceMoney, { readableProfiles, payableProfiles }: Payer): PayableInvoice {
  const isIn = (profiles: Payer['payableProfiles']) => profiles === 'all' || profiles.includes(row.billingProfileId);
  return {
    name: row.name,
    currency: row.currency,
    amountDueMinor: row.amountDueMinor,
    isCreditNote: row.isCreditNote,
    isVoid: row.voidedAt !== null,
    isDisputed: row.disputedAt !== null,
    hasLivePayment: row.livePaymentId !== null,
    mayRead: isIn(readableProfiles),
    mayPay: isIn(payableProfiles),
    methodIsUsable: true,
  };
}

function decideCredit(
  { agreementType, paymentMethodId }: UseCreditsOrder,
  asked: readonly Asked[],
  { credits }: Locked,
): CreditPart[] {
  const currency = asked[0]?.invoice.currency ?? '';
  const least = paymentMethodId === null ? 1n : (PAYMENT_RULES[agreementType].minimumMinor[currency] ?? 1n);
  return useCredit(
    asked.map(({ invoice, amountMinor }) => ({ ...invoice, askedMinor: amountMinor })),
    creditOf(credits, currency),
    least,
  );
}

/** Rows of the tables as `core/payments/use-credit.ts` takes them, of one currency. */
export function creditOf({ notes, money }: CreditRows, currency: string) {
  return {
    notes: notes
      .filter((note) => note.currency === currency)
      .map((note) => ({
        creditNoteId: note.invoice_id,
        billingProfileId: note.billing_profile_id,
        creditsInvoiceId: note.credits_invoice_id,
        remainingMinor: note.remaining_minor,
      })),
    money: money
      .filter((each) => each.currency === currency)
      .map((each) => ({
        paymentId: each.payment_id,
        billingProfileId: each.billing_profile_id,
        remainingMinor: each.remaining_minor,
      })),
  };
}

function restOf(asked: readonly Asked[], parts: readonly CreditPart[]): UsedCredits['rest'] {
  const used = (invoiceId: string) =>
    parts.filter((part) => part.invoiceId === invoiceId).reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
  return asked
    .map(({ invoice, amountMinor }) => ({ name: invoice.name, amountMinor: amountMinor - used(invoice.invoiceId) }))
    .filter(({ amountMinor }) => amountMinor > 0n);
}

interface Rest {
  readonly rest: UsedCredits['rest'];
  readonly invoices: readonly InvoiceMoney[];
  readonly parts: readonly CreditPart[];
  readonly at: Date;
}

async function refusalOfRest(
  tx: Tx,
  payer: Payer,
  order: UseCreditsOrder,
  { rest, invoices, parts, at }: Rest,
): Promise<UseCreditsRejection | null> {
  if (rest.length === 0) return null;
  if (order.paymentMethodId === null) return refusalWithoutMethod(order, parts);
  const method = await readMethodUse(tx, order.billingAccountId, order.paymentMethodId, payer);
  const left = rest.map(({ name, amountMinor }) => {
    const row = invoices.find((invoice) => invoice.name === name);
    return { name, amountMinor, invoice: row && afterCredit(row, payer, { parts, method }) };
  });
  const decided = pay(left, PAYMENT_RULES[order.agreementType], method?.isExpired(at) ?? false);
  return decided.ok ? null : decided.error;
}

/** Credit alone pays a part of what is due, but not a part of an amount that was named. */
function refusalWithoutMethod({ invoices }: UseCreditsOrder, parts: readonly CreditPart[]): UseCreditsRejection | null {
  if (parts.length === 0) return { code: 'NoCreditLeft' };
  return invoices.some(({ amountMinor }) => amountMinor !== undefined) ? { code: 'CreditNotEnough' } : null;
}

function afterCredit(
  row: InvoiceMoney,
  payer: Payer,
  { parts, method }: { readonly parts: readonly CreditPart[]; readonly method: PaymentMethodUse | null },
): PayableInvoice {
  const used = parts
    .filter((part) => part.invoiceId === row.invoiceId)
    .reduce((sum, each) => sum + each.amountMinor, 0n);
  return {
    ...toPayable(row, payer),
    amountDueMinor: row.amountDueMinor - used,
    methodIsUsable: method?.isUsableOn(row.billingProfileId) ?? false,
  };
}
