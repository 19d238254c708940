import type { PaymentNeedingAttention } from '@betalt/contract/attention/attention.ts';
import type { Dispute } from '@betalt/contract/disputes/dispute.ts';
import type { Payment } from '@betalt/contract/payments/payment.ts';
import type { Refund } from '@betalt/contract/refunds/refund.ts';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { arm } from '../http.ts';
import { keys } from '../keys.ts';
import { queryClient } from '../query-client.ts';

export type AttentionKind = PaymentNeedingAttention['kind'];

const PAGE_SIZE = 50;

type Page = { readonly value: PaymentNeedingAttention[]; readonly nextLink?: string };

/** What waits for staff of the issuer, in every account, longest waiting first; of one kind, or of all. */
export function attentionQuery(kind: AttentionKind | undefined) {
  return infiniteQueryOptions({
    queryKey: keys.attention({ kind }),
    queryFn: ({ pageParam, signal }) =>
      pageParam === ''
        ? arm<Page>('GET', '/providers/Microsoft.Billing/paymentsNeedingAttention', {
            query: { kind, top: PAGE_SIZE },
            signal,
          })
        : arm<Page>('GET', pageParam, { signal }),
    initialPageParam: '',
    getNextPageParam: (last: Page) => last.nextLink,
  });
}

/** Has the server ask the gateway about a payment at once. @throws ApiError */
export async function checkPaymentNow(paymentId: string): Promise<Payment['properties']['outcome']> {
  return (await arm<Payment>('POST', `${paymentId}/checkNow`)).properties.outcome;
}

/** Reading a refund that is under way asks the gateway about it. @throws ApiError */
export async function checkRefundNow(refundId: string): Promise<Refund['properties']['outcome']> {
  return (await arm<Refund>('GET', refundId)).properties.outcome;
}

/** Reading an open dispute asks the gateway about it. @throws ApiError */
export async function checkDisputeNow(disputeId: string): Promise<Dispute['properties']['state']> {
  return (await arm<Dispute>('GET', disputeId)).properties.state;
}

/** Staff have paid the refund of a transfer out by their bank, or could not. @throws ApiError */
export async function settleRefund(refundId: string, paidOut: boolean): Promise<void> {
  await arm<Refund>('POST', `${refundId}/settle`, { body: { paidOut } });
}

/** Staff have seen to a refund that failed. @throws ApiError */
export async function acknowledgeRefund(refundId: string): Promise<void> {
  await arm<Refund>('POST', `${refundId}/acknowledge`);
}

export function rereadAttention(): void {
  void queryClient.invalidateQueries({ queryKey: ['issuer', 'attention'] });
}
