import type { BankTransaction, MatchBankTransactionRequest } from '@betalt/contract/bank/bank.ts';
import type { Invoice } from '@betalt/contract/invoices/invoice.ts';
import type { Amount } from '@betalt/contract/shared/arm.ts';
import { leftOf, type ReadTyped, smallerOf, sumOf } from '../../../components/amount-field/typed-amount.ts';

/** An invoice that is chosen to be paid, with the amount as it stands in its field. */
export interface MatchPart {
  readonly invoiceName: string;
  readonly typed: string;
}

export interface MatchWish {
  readonly account: string;
  readonly parts: readonly MatchPart[];
  /** Where what the invoices do not take goes. */
  readonly profile: string;
}

/** What of the transfer the chosen invoices do not take yet. */
export function restOf(amount: Amount, taken: readonly Amount[]): Amount {
  return leftOf(amount, sumOf(amount.currency, taken));
}

/** How much more the chosen invoices are to get than came. */
export function excessOf(amount: Amount, taken: readonly Amount[]): Amount {
  return leftOf(sumOf(amount.currency, taken), amount);
}

/** What an invoice gets when it is chosen: what is due of it, as far as the transfer still reaches. */
export function usualPart(invoice: Pick<Invoice, 'properties'>, rest: Amount): Amount {
  return smallerOf(invoice.properties.amountDue, rest);
}

/** The request, or undefined while the form does not say where all of the money goes. */
export function matchRequest(
  { properties }: Pick<BankTransaction, 'properties'>,
  wish: MatchWish,
  read: (part: MatchPart) => ReadTyped,
): MatchBankTransactionRequest | undefined {
  const { amount } = properties;
  const invoices = wish.parts.flatMap((part) => {
    const typed = read(part);
    return typed.ok ? [{ invoiceName: part.invoiceName, amount: typed.amount }] : [];
  });
  if (wish.account === '' || invoices.length < wish.parts.length) return undefined;
  const taken = sumOf(
    amount.currency,
    invoices.map((part) => part.amount),
  );
  if (taken.value > amount.value) return undefined;
  const hasRest = taken.value < amount.value;
  if (hasRest && wish.profile === '') return undefined;
  return {
    billingAccountName: wish.account,
    invoices,
    ...(hasRest ? { onAccount: { billingProfileName: wish.profile } } : {}),
  };
}
