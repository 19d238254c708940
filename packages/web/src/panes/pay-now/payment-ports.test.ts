import { expect, it } from 'vitest';
import { answerOfError } from './payment-ports.ts';

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
  expect(answerOfError({ code, status, message: 'A sentence.' }).kind).toBe(kind);
});
