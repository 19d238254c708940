import type { PaymentMethod } from '@betalt/contract/payments/payment-method.ts';
import { isApiError, isNetworkError } from '../../api/api-error.ts';
import { keys } from '../../api/keys.ts';
import { queryClient } from '../../api/query-client.ts';
import type { GatewayFieldsHandle } from './gateway-fields.tsx';
import { recordPaymentMethod } from './payment-method-setup.ts';

export type AddedCard =
  | { readonly kind: 'added'; readonly method: PaymentMethod }
  | { readonly kind: 'incomplete' }
  | { readonly kind: 'refused'; readonly message: string }
  /** The gateway has the card; whether we recorded it is not known. Calling again is safe. */
  | { readonly kind: 'unreachable' };

/** Confirms what stands in the gateway's fields and records it as a payment method of the reader. */
export async function addCard(fields: GatewayFieldsHandle, isSaved: boolean): Promise<AddedCard> {
  const confirmed = await fields.confirm();
  if (confirmed.kind !== 'confirmed') return confirmed;
  try {
    const method = await recordPaymentMethod(confirmed.methodName, confirmed.setupIntentId, isSaved);
    if (isSaved) void queryClient.invalidateQueries({ queryKey: keys.paymentMethods() });
    return { kind: 'added', method };
  } catch (error) {
    if (isNetworkError(error)) return { kind: 'unreachable' };
    if (isApiError(error)) return { kind: 'refused', message: error.message };
    throw error;
  }
}
