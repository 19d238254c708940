import { err, ok, type Result } from '../shared/result.ts';
import { CREDITOR_REFERENCE_BODY_MAX_LENGTH, createCreditorReference } from './creditor-reference.ts';
import { createKid } from './kid.ts';

export type PaymentReference = { readonly scheme: 'kid' | 'rf'; readonly reference: string };

export type PaymentReferenceError = {
  readonly code: 'not_digits' | 'not_letters_or_digits' | 'too_long';
  readonly text: string;
};

// Fixed widths, so that customer 12 with invoice 345 and customer 123 with invoice 45 never share a KID.
const KID_CUSTOMER_DIGITS = 8;
const KID_INVOICE_DIGITS = 12;

/**
 * The reference that a payer's bank can check, for one invoice of one customer: a KID in Norway (both numbers must be
 * digits), an ISO 11649 creditor reference elsewhere ('-', '/', '.', '_' and spaces are left out).
 */
export function paymentReferenceFor(
  country: string,
  customerNo: string,
  invoiceNo: string,
): Result<PaymentReference, PaymentReferenceError> {
  return country === 'NO' ? kidFor(customerNo, invoiceNo) : creditorReferenceFor(customerNo, invoiceNo);
}

function kidFor(customerNo: string, invoiceNo: string): Result<PaymentReference, PaymentReferenceError> {
  for (const [text, width] of [
    [customerNo, KID_CUSTOMER_DIGITS],
    [invoiceNo, KID_INVOICE_DIGITS],
  ] as const) {
    if (!/^\d+$/.test(text)) return err({ code: 'not_digits', text });
    if (text.length > width) return err({ code: 'too_long', text });
  }
  const digits = customerNo.padStart(KID_CUSTOMER_DIGITS, '0') + invoiceNo.padStart(KID_INVOICE_DIGITS, '0');
  return ok({ scheme: 'kid', reference: createKid(digits) });
}

function creditorReferenceFor(customerNo: string, invoiceNo: string): Result<PaymentReference, PaymentReferenceError> {
  const body = `${customerNo}${invoiceNo}`.replaceAll(/[-/._ ]/g, '').toUpperCase();
  if (!/^[0-9A-Z]+$/.test(body)) return err({ code: 'not_letters_or_digits', text: body });
  if (body.length > CREDITOR_REFERENCE_BODY_MAX_LENGTH) return err({ code: 'too_long', text: body });
  return ok({ scheme: 'rf', reference: createCreditorReference(body) });
}
