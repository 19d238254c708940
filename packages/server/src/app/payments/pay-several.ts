import { createHash } from 'node:crypto';
import type { AgreementType } from '@betalt/core/accounts/payment-rules.ts';
import { err, ok, type Result } from '@betalt/core/shared/result.ts';
import { newId } from '../../db/new-id.ts';
import { findPaidByPayment } from '../../db/queries/paid-by-payment.ts';
import type { AskedPart, UseCreditsRejection } from './credit-order.ts';
import { findUsedKeys } from './idempotency-keys.ts';
import type { Payer } from './payer.ts';
import type { Payments } from './payments.ts';
import { type AskedInvoices, type PlanRejection, planPayment } from './plan-payment.ts';
import { creditsKey, type UseCreditsDependencies, useCredits } from './use-credits.ts';

/** One payment over one or several invoices of an account, credit first where that was asked. */
export interface PayOrder extends AskedInvoices {
  readonly billingAccountId: string;
  readonly agreementType: AgreementType;
  /** Null: credit only. */
  readonly paymentMethodId: string | null;
  readonly credits: boolean;
  /** Which credit: without it, credit notes and then money on account. */
  readonly sources?: 'all' | 'moneyOnAccount' | undefined;
  readonly idempotencyKey?: string | undefined;
}

/** The payment to answer with, and the one that the same request made out of credit before it. */
export interface Paid {
  readonly paymentId: string;
  readonly creditsPaymentId?: string | undefined;
}

export type PayRejection = (
  | PlanRejection
  | UseCreditsRejection
  | { readonly code: 'PaymentMethodRequired' | 'InvoiceNamedTwice'; readonly invoiceName?: string | undefined }
) & {
  /** Credit that was used before the rest was refused: it stays used. */
  readonly creditsPaymentId?: string | undefined;
};

export interface PayDependencies extends UseCreditsDependencies {
  readonly payments: Payments;
}

/**
 * Pays, in up to two payments that are one request:
 *
 * | step    | transaction | what                                                                                       |
 * | ------- | ----------- | ------------------------------------------------------------------------------------------ |
 * | plan    | none        | which invoices and how much of each, on a snapshot (`plan-payment.ts`)                     |
 * | credits | one         | what the payer has with the vendor, under the invoices' locks (`use-credits.ts`)           |
 * | rest    | as always   | by card, in three passes (`payments.ts`), which decide anew under the invoices' locks      |
 *
 * A request that is sent again, or goes on after a kill between two steps, finds by its key what was done and does only the rest.
 */
export async function payInvoices(
  dependencies: PayDependencies,
  payer: Payer,
  asked: PayOrder,
): Promise<Result<Paid, PayRejection>> {
  const twice = namedTwice(asked);
  if (twice !== undefined) return err({ code: 'InvoiceNamedTwice', invoiceName: twice });
  if (asked.paymentMethodId === null && !asked.credits) return err({ code: 'PaymentMethodRequired' });
  const order = { ...asked, idempotencyKey: asked.idempotencyKey ?? newId() };
  for (let tries = 1; ; tries += 1) {
    const paid = await payOnce(dependencies, payer, order);
    if (paid.ok || tries === MOST_TRIES) return paid;
    // The same request, sent twice at once, used the credit or recorded the payment since its keys were looked for: what it did is no
    // reason to refuse, and is found now.
    const isTwin = paid.error.code === 'AlreadyUsed' || (await isKeyUsed(dependencies, payer, order));
    if (!isTwin) return paid;
  }
}

/** One for each of the two steps that a twin may have been ahead by, and the last that finds both. */
const MOST_TRIES = 3;

async function isKeyUsed({ db }: PayDependencies, payer: Payer, order: KeyedOrder): Promise<boolean> {
  const { billingAccountId, idempotencyKey } = order;
  const owner = { billingAccountId, principalId: payer.principalId };
  return (await findUsedKeys(db, owner, [idempotencyKey])).has(idempotencyKey);
}

type KeyedOrder = PayOrder & { readonly idempotencyKey: string };

async function payOnce(
  dependencies: PayDependencies,
  payer: Payer,
  order: KeyedOrder,
): Promise<Result<Paid, PayRejection>> {
  const { billingAccountId, idempotencyKey } = order;
  const hash = hashOf(order);
  const owner = { billingAccountId, principalId: payer.principalId };
  const keys = await findUsedKeys(dependencies.db, owner, [idempotencyKey, creditsKey(idempotencyKey)]);
  const [whole, credit] = [keys.get(idempotencyKey), keys.get(creditsKey(idempotencyKey))];
  if ([whole, credit].some((used) => used !== undefined && !used.requestHash.equals(hash)))
    return err({ code: 'IdempotencyKeyReused' });
  if (whole !== undefined) return ok(answer(whole.paymentId, credit?.paymentId));
  const used = await usedOf(dependencies, billingAccountId, credit?.paymentId);
  const planned = await planPayment(dependencies.db, payer, order, used);
  if (!planned.ok) return err({ ...planned.error, creditsPaymentId: credit?.paymentId });
  if (credit !== undefined)
    return payRest(dependencies, payer, order, { parts: planned.value, creditsPaymentId: credit.paymentId });
  return order.credits
    ? payCreditFirst(dependencies, payer, order, planned.value)
    : payRest(dependencies, payer, order, { parts: planned.value });
}

async function payCreditFirst(
  dependencies: PayDependencies,
  payer: Payer,
  order: KeyedOrder,
  parts: readonly AskedPart[],
): Promise<Result<Paid, PayRejection>> {
  const used = await useCredits(dependencies, payer, {
    ...order,
    invoices: parts,
    sources: order.sources ?? 'all',
    requestHash: hashOf(order),
  });
  if (!used.ok) return used;
  const { paymentId, rest } = used.value;
  if (paymentId !== null && order.paymentMethodId === null) return ok({ paymentId });
  return payRest(dependencies, payer, order, { parts: rest, creditsPaymentId: paymentId ?? undefined });
}

async function payRest(
  { payments }: PayDependencies,
  payer: Payer,
  order: KeyedOrder,
  { parts, creditsPaymentId }: { readonly parts: readonly AskedPart[]; readonly creditsPaymentId?: string | undefined },
): Promise<Result<Paid, PayRejection>> {
  if (parts.length === 0 && creditsPaymentId !== undefined) return ok({ paymentId: creditsPaymentId });
  if (parts.length === 0) return err({ code: 'NothingDue' });
  const { billingAccountId, agreementType, paymentMethodId, idempotencyKey } = order;
  if (paymentMethodId === null) return err({ code: 'PaymentMethodRequired', creditsPaymentId });
  const paid = await payments.pay(payer, {
    billingAccountId,
    agreementType,
    paymentMethodId,
    invoices: parts,
    idempotencyKey,
    requestHash: hashOf(order),
  });
  return paid.ok ? ok(answer(paid.value, creditsPaymentId)) : err({ ...paid.error, creditsPaymentId });
}

function answer(paymentId: string, creditsPaymentId: string | undefined): Paid {
  return creditsPaymentId === paymentId ? { paymentId } : { paymentId, creditsPaymentId };
}

async function usedOf(
  { db }: PayDependencies,
  billingAccountId: string,
  creditsPaymentId: string | undefined,
): Promise<ReadonlyMap<string, bigint>> {
  if (creditsPaymentId === undefined) return new Map();
  const parts = await findPaidByPayment(db, billingAccountId, creditsPaymentId);
  return new Map(parts.map(({ name, amountMinor }) => [name.toUpperCase(), amountMinor]));
}

function namedTwice({ which }: PayOrder): string | undefined {
  if (!('invoices' in which)) return undefined;
  const names = which.invoices.map(({ name }) => name.toUpperCase());
  return names.find((name, index) => names.indexOf(name) !== index);
}

/** Of what was asked, not of what it came to: all that is due is another list when it is asked again. */
function hashOf({ which, lumpSum, paymentMethodId, credits, sources = 'all' }: PayOrder): Buffer {
  const asked =
    'invoices' in which
      ? which.invoices.map(({ name, amountMinor }) => [name.toUpperCase(), amountMinor?.toString() ?? null])
      : which.allDueIn;
  const sum = lumpSum === undefined ? null : [lumpSum.currency, lumpSum.amountMinor.toString()];
  return createHash('sha256')
    .update(JSON.stringify([paymentMethodId, asked, sum, credits, sources]))
    .digest();
}
