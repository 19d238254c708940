import { expect, it } from 'vitest';
import { toApiError } from '../../api/api-error.ts';
import { answerOfError, creditsUsedIn, payRequest } from './payment-ports.ts';

it.each([
  ['PaymentDeclined', 402, 'declined'],
  ['PaymentNotAttempted', 502, 'notAttempted'],
  ['InvoiceAlreadyPaid', 409, 'refused'],
  ['PreconditionFailed', 412, 'refused'],
  ['NoPermission', 403, 'refused'],
  ['InvoiceNotFound', 404, 'refused'],
  ['NetworkError', 0, 'silent'],
  ['InternalServerError', 500, 'silent'],
  ['UnreadableAnswer', 502, 'silent'],
  ['ServiceUnavailable', 503, 'silent'],
  ['TooManyRequests', 429, 'silent'],
])('the error %s with status %i leaves the payment %s', (code, status, kind) => {
  expect(answerOfError(armError(code, status)).kind).toBe(kind);
});

it('knows why the bank said no', () => {
  const info = { outcome: 'declined', declineCode: 'insufficient_funds' };
  const error = armError('PaymentDeclined', 402, [{ type: 'Betalt.Payment', info }]);
  expect(answerOfError(error)).toMatchObject({ kind: 'declined', code: 'insufficient_funds' });
});

it('knows what credit the request used before the card was declined', () => {
  const amount = { currency: 'NOK', value: 1500 };
  const info = { outcome: 'declined', creditsUsed: { paymentId: '/payments/c', amount } };
  expect(creditsUsedIn(armError('PaymentDeclined', 402, [{ type: 'Betalt.Payment', info }]))).toEqual(amount);
  expect(creditsUsedIn(armError('PaymentDeclined', 402))).toBeUndefined();
});

const press = { currency: 'NOK', paymentMethodId: '/paymentMethods/visa', usesCredits: false };
const first = { invoiceId: '/BA/invoices/G1', invoiceName: 'G1', amount: 10.5 };
const second = { invoiceId: '/BA/invoices/G2', invoiceName: 'G2', amount: 10.5 };

it('pays one invoice by its own operation, and several by that of the account', () => {
  const amount = { currency: 'NOK', value: 10.5 };
  expect(payRequest('a', { ...press, parts: [first] })).toEqual({
    path: '/BA/invoices/G1/pay',
    body: { paymentMethodId: '/paymentMethods/visa', amount },
  });
  expect(payRequest('a', { ...press, usesCredits: true, parts: [first, second] })).toEqual({
    path: '/providers/Microsoft.Billing/billingAccounts/a/payInvoices',
    body: {
      paymentMethodId: '/paymentMethods/visa',
      credits: true,
      invoices: [
        { invoiceId: '/BA/invoices/G1', amount },
        { invoiceId: '/BA/invoices/G2', amount },
      ],
    },
  });
});

function armError(
  code: string,
  status: number,
  additionalInfo: { type: string; info: Record<string, unknown> }[] = [],
) {
  return toApiError({ status, headers: new Headers() } as Response, {
    error: { code, message: 'A sentence.', additionalInfo },
  });
}
