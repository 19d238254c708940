import { compactIban, isIban } from '../references/iban.ts';
import { createOgm } from '../references/ogm.ts';
import { paymentReferenceFor, referenceSchemeFor } from '../references/payment-reference.ts';
import type { InvoiceDocument } from './document/invoice-document.ts';
import { hash64 } from './short-hash.ts';

/**
 * What a payer quotes on a bank transfer. The document's own reference (BT-83) is what the seller's bank expects, so it
 * is kept as it is; else one with check digits is made, which the bank that is paid to can check: by the country of the
 * document's account, or of its seller. A KID in Norway, an OGM in Belgium, a QR reference for a Swiss QR-IBAN, an ISO 11649
 * reference elsewhere, and for a number that holds more than digits too. `null` where the number fits neither: it is quoted
 * itself.
 */
export function issueReference(document: InvoiceDocument, billingAccountId: string): string | null {
  const own = document.paymentMeans.find(({ paymentId }) => paymentId !== undefined)?.paymentId;
  if (own !== undefined) return own;
  const account = accountDigits(billingAccountId);
  const made = DIGITS_BY_SCHEME[schemeOf(document)]?.(account, document.number);
  return made ?? creditorReferenceFor(account, document.number) ?? null;
}

// A KID holds 8 digits of the customer and 12 of the invoice. Counted numbers take 9 of the 12, which leaves 3 more for the
// account: with 11 digits, two of 20,000 accounts share theirs once in 500 installations, and then staff see two candidates.
const ACCOUNT_DIGITS = 11;
const KID_CUSTOMER_DIGITS = 8;
const KID_NUMBER_DIGITS = 9;
const QRR_NUMBER_DIGITS = 15;
const OGM_DIGITS = 10;

const DIGITS_BY_SCHEME: Readonly<Record<string, (account: string, number: string) => string | undefined>> = {
  kid: kidFor,
  ogm: ogmFor,
  qrr: qrrFor,
};

/** The document's own account, where it is an IBAN, else the country of its seller. */
function schemeOf({ paymentMeans, seller }: InvoiceDocument): string {
  const account = paymentMeans.find((means) => means.account !== undefined && isIban(means.account))?.account;
  const iban = account === undefined ? undefined : compactIban(account);
  return referenceSchemeFor(iban?.slice(0, 2) ?? seller.address.country, iban);
}

function kidFor(account: string, number: string): string | undefined {
  const digits = digitsOf(number);
  if (digits === undefined || digits.length > KID_NUMBER_DIGITS) return undefined;
  const invoice = account.slice(KID_CUSTOMER_DIGITS) + digits.padStart(KID_NUMBER_DIGITS, '0');
  return referenceOr(paymentReferenceFor('kid', account.slice(0, KID_CUSTOMER_DIGITS), invoice));
}

/**
 * An OGM has ten digits, which cannot hold account and number side by side. Spread over all ten, two of 20,000 invoices share
 * theirs in one installation of fifty, and then staff see two candidates; cut off, those of many accounts would.
 */
function ogmFor(account: string, number: string): string {
  const spread = hash64(`${account}/${number}`) % 10n ** BigInt(OGM_DIGITS);
  return createOgm(spread.toString().padStart(OGM_DIGITS, '0'));
}

/** A QR-IBAN takes no other reference, so a number that holds more than digits is spread over them. */
function qrrFor(account: string, number: string): string | undefined {
  const digits = digitsOf(number) ?? '';
  const isShort = digits !== '' && digits.length <= QRR_NUMBER_DIGITS;
  const spread = isShort ? digits : String(hash64(number) % 10n ** BigInt(QRR_NUMBER_DIGITS));
  return referenceOr(paymentReferenceFor('qrr', account, spread));
}

function digitsOf(number: string): string | undefined {
  return /^G?(\d+)$/.exec(number)?.[1];
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
