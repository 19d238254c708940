import { paymentReferenceFor } from '../references/payment-reference.ts';
import type { InvoiceDocument } from './document/invoice-document.ts';

/**
 * What a payer quotes on a bank transfer. The document's own reference (BT-83) is what the seller's bank expects, so it
 * is kept as it is; else one with check digits is made: a KID for a Norwegian seller, an ISO 11649 reference elsewhere,
 * and for a Norwegian number that holds more than digits too. `null` where the number fits neither: it is quoted itself.
 */
export function issueReference(document: InvoiceDocument, billingAccountId: string): string | null {
  const own = document.paymentMeans.find(({ paymentId }) => paymentId !== undefined)?.paymentId;
  if (own !== undefined) return own;
  const account = accountDigits(billingAccountId);
  const kid = document.seller.address.country === 'NO' ? kidFor(account, document.number) : undefined;
  return kid ?? creditorReferenceFor(account, document.number) ?? null;
}

// A KID holds 8 digits of the customer and 12 of the invoice. Counted numbers take 9 of the 12, which leaves 3 more for the
// account: with 11 digits, two of 20,000 accounts share theirs once in 500 installations, and then staff see two candidates.
const ACCOUNT_DIGITS = 11;
const KID_CUSTOMER_DIGITS = 8;
const KID_NUMBER_DIGITS = 9;

function kidFor(account: string, number: string): string | undefined {
  const digits = /^G?(\d+)$/.exec(number)?.[1];
  if (digits === undefined || digits.length > KID_NUMBER_DIGITS) return undefined;
  const invoice = account.slice(KID_CUSTOMER_DIGITS) + digits.padStart(KID_NUMBER_DIGITS, '0');
  return referenceOr(paymentReferenceFor('NO', account.slice(0, KID_CUSTOMER_DIGITS), invoice));
}

function creditorReferenceFor(account: string, number: string): string | undefined {
  const customer = BigInt(account).toString(36).padStart(8, '0').toUpperCase();
  return referenceOr(paymentReferenceFor('', customer, number));
}

function referenceOr(made: ReturnType<typeof paymentReferenceFor>): string | undefined {
  return made.ok ? made.value.reference : undefined;
}

/** The last 62 bits of a UUIDv7 are random: their remainder stands for the account. */
function accountDigits(billingAccountId: string): string {
  const low = BigInt(`0x${billingAccountId.replaceAll('-', '').slice(-16)}`);
  return (low % 10n ** BigInt(ACCOUNT_DIGITS)).toString().padStart(ACCOUNT_DIGITS, '0');
}
