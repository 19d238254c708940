import { sumOf, type Taken } from '@betalt/core/payments/money-places.ts';
import type { Tx } from '../../db/database.ts';
import type { SettledPart } from '../../db/queries/invoices.ts';
import { takeFromInvoice } from './invoice-money.ts';
import { takeMoneyOnAccount } from './money-on-account.ts';
import type { LockedPayment } from './payment-places.ts';
import { returnAllocation, takeBackUses } from './take-back-uses.ts';

/** Takes money of a payment from its places, which are locked. The entry that says why is the caller's. */
export async function takeFromPayment(
  tx: Tx,
  billingAccountId: string,
  payment: LockedPayment,
  taken: Taken,
  at: Date,
): Promise<void> {
  const { paymentId } = payment;
  await takeBackUses(tx, billingAccountId, payment, taken.uses, at);
  const onAccount = [...taken.onAccount, ...taken.uses];
  for (const billingProfileId of new Set(onAccount.map((part) => part.billingProfileId))) {
    const amountMinor = sumOf(onAccount.filter((part) => part.billingProfileId === billingProfileId));
    await takeMoneyOnAccount(tx, billingAccountId, { paymentId, billingProfileId, amountMinor });
  }
  for (const { invoiceId, amountMinor } of taken.invoices) {
    await returnAllocation(tx, billingAccountId, paymentId, { invoiceId, amountMinor });
    await takeFromInvoice(tx, billingAccountId, invoiceId, shownPart(payment, amountMinor, at));
  }
}

/** How an invoice shows what moved between it and a payment. */
export function shownPart(payment: LockedPayment, amountMinor: bigint, at: Date): SettledPart {
  const { paymentId, methodId, methodFamily: family, brand, lastFour } = payment;
  return { paymentId, amountMinor: amountMinor.toString(), at: at.toISOString(), methodId, family, brand, lastFour };
}
