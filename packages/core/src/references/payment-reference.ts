import { err, ok, type Result } from '../shared/result.ts';
import { CREDITOR_REFERENCE_BODY_MAX_LENGTH, createCreditorReference } from './creditor-reference.ts';
import { isQrIban } from './iban.ts';
import { createKid } from './kid.ts';
import { createOgm } from './ogm.ts';
import { createQrReference } from './swiss-reference.ts';

export type ReferenceScheme = 'kid' | 'rf' | 'ogm' | 'qrr';

export type PaymentReference = { readonly scheme: ReferenceScheme; readonly reference: string };

export type PaymentReferenceError = {
  readonly code: 'not_digits' | 'not_letters_or_digits' | 'too_long';
  readonly text: string;
};

// Fixed widths, so that customer 12 with invoice 345 and customer 123 with invoice 45 never share a reference.
const KID_CUSTOMER_DIGITS = 8;
const KID_INVOICE_DIGITS = 12;
const QRR_CUSTOMER_DIGITS = 11;
const QRR_INVOICE_DIGITS = 15;
const OGM_CUSTOMER_DIGITS = 4;
const OGM_INVOICE_DIGITS = 6;

/**
 * Which reference the bank of the account that is paid to can check: by the account's country, and in Switzerland by whether
 * it is a QR-IBAN, which takes no other.
 * @param account IBAN, where it is known
 */
export function referenceSchemeFor(country: string, account?: string): ReferenceScheme {
  if (country === 'NO') return 'kid';
  if (country === 'BE') return 'ogm';
  return account !== undefined && isQrIban(account) ? 'qrr' : 'rf';
}

/**
 * The reference that a payer's bank can check, for one invoice of one customer, in one scheme or in that of a country: a KID
 * in Norway, an OGM in Belgium (both, and QRR, of digits only), an ISO 11649 creditor reference elsewhere ('-', '/', '.',
 * '_' and spaces are left out).
 */
export function paymentReferenceFor(
  countryOrScheme: string,
  customerNo: string,
  invoiceNo: string,
): Result<PaymentReference, PaymentReferenceError> {
  const scheme = isScheme(countryOrScheme) ? countryOrScheme : referenceSchemeFor(countryOrScheme);
  if (scheme === 'rf') return creditorReferenceFor(customerNo, invoiceNo);
  const { customer, invoice, create } = DIGIT_SCHEMES[scheme];
  for (const [text, width] of [
    [customerNo, customer],
    [invoiceNo, invoice],
  ] as const) {
    if (!/^\d+$/.test(text)) return err({ code: 'not_digits', text });
    if (text.length > width) return err({ code: 'too_long', text });
  }
  return ok({ scheme, reference: create(customerNo.padStart(customer, '0') + invoiceNo.padStart(invoice, '0')) });
}

interface DigitScheme {
  readonly customer: number;
  readonly invoice: number;
  create(digits: string): string;
}

const DIGIT_SCHEMES: Readonly<Record<Exclude<ReferenceScheme, 'rf'>, DigitScheme>> = {
  kid: { customer: KID_CUSTOMER_DIGITS, invoice: KID_INVOICE_DIGITS, create: createKid },
  qrr: { customer: QRR_CUSTOMER_DIGITS, invoice: QRR_INVOICE_DIGITS, create: createQrReference },
  ogm: { customer: OGM_CUSTOMER_DIGITS, invoice: OGM_INVOICE_DIGITS, create: createOgm },
};

function isScheme(text: string): text is ReferenceScheme {
  return text === 'rf' || Object.hasOwn(DIGIT_SCHEMES, text);
}

function creditorReferenceFor(customerNo: string, invoiceNo: string): Result<PaymentReference, PaymentReferenceError> {
  const body = `${customerNo}${invoiceNo}`.replaceAll(/[-/._ ]/g, '').toUpperCase();
  if (!/^[0-9A-Z]+$/.test(body)) return err({ code: 'not_letters_or_digits', text: body });
  if (body.length > CREDITOR_REFERENCE_BODY_MAX_LENGTH) return err({ code: 'too_long', text: body });
  return ok({ scheme: 'rf', reference: createCreditorReference(body) });
}
