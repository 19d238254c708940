import type { AutomaticPayment } from '@betalt/contract/payments/automatic-payment.ts';
import type { ProfileCredits } from '@betalt/contract/payments/credits.ts';
import type { PayQuote, PayQuoteRequest } from '@betalt/contract/payments/pay-invoices.ts';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { accountId, type Scope, scopeId } from '../../scope.ts';
import { arm } from '../http.ts';
import { keys } from '../keys.ts';

/** What would be paid of these invoices, and what would not and why. A sum to be paid is never shown from memory alone. */
export function quoteQuery(account: string, asked: PayQuoteRequest) {
  return queryOptions({
    queryKey: keys.quote(account, asked),
    queryFn: ({ signal }) => arm<PayQuote>('POST', `${accountId(account)}/payInvoices/quote`, { body: asked, signal }),
    staleTime: 0,
    // While a changed amount is answered, the figures of the one before keep their place.
    placeholderData: keepPreviousData,
  });
}

/** What the payer has with the vendor already. */
export function creditsQuery({ account, profile }: Required<Scope>) {
  return queryOptions({
    queryKey: keys.credits(account, profile),
    queryFn: ({ signal }) => arm<ProfileCredits>('GET', `${scopeId({ account, profile })}/credits`, { signal }),
  });
}

export function automaticPaymentQuery({ account, profile }: Required<Scope>) {
  return queryOptions({
    queryKey: keys.automaticPayment(account, profile),
    queryFn: ({ signal }) =>
      arm<AutomaticPayment>('GET', `${scopeId({ account, profile })}/automaticPayment`, { signal }),
  });
}
