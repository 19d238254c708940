import type {
  PaymentMethod,
  PaymentMethodRecord,
  PaymentMethodSetup,
} from '@betalt/contract/payments/payment-method.ts';
import { arm } from '../../api/http.ts';

const PAYMENT_METHODS = '/providers/Microsoft.Billing/paymentMethods';

/** Begins the adding of a card: what the gateway's fields need, and the name that the card will have. @throws ApiError */
export function startSetup(): Promise<PaymentMethodSetup> {
  return arm<PaymentMethodSetup>('POST', `${PAYMENT_METHODS}/setup`, { idempotencyKey: crypto.randomUUID(), body: {} });
}

/**
 * Records the card that the gateway confirmed. The name came with the setup, so recording it twice is recording it once.
 *
 * @param isSaved false keeps the card for one payment only
 * @throws ApiError
 */
export function recordPaymentMethod(name: string, setupIntentId: string, isSaved: boolean): Promise<PaymentMethod> {
  const body: PaymentMethodRecord = { properties: { setupIntentId, savePaymentMethod: isSaved } };
  return arm<PaymentMethod>('PUT', `${PAYMENT_METHODS}/${encodeURIComponent(name)}`, {
    body,
    idempotencyKey: `${name}.${isSaved ? 'saved' : 'once'}`,
  });
}
