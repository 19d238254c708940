import { type Money, toDecimalString } from '../money/money.ts';
import { isCreditorReference } from './creditor-reference.ts';
import { compactIban, isIban, isQrIban } from './iban.ts';
import { lineText } from './line-text.ts';
import { isQrReference } from './swiss-reference.ts';

/** A structured address: since QR-bill 2.3 (21 November 2025) there is no other. */
export interface QrBillParty {
  readonly name: string;
  readonly street?: string | undefined;
  readonly buildingNumber?: string | undefined;
  readonly postalCode: string;
  readonly city: string;
  /** ISO 3166-1 alpha-2 */
  readonly country: string;
}

export interface QrBill {
  readonly creditor: QrBillParty;
  readonly iban: string;
  readonly amount: Money;
  readonly debtor?: QrBillParty | undefined;
  /** A QR reference for a QR-IBAN, an ISO 11649 reference or nothing for a plain IBAN. */
  readonly reference?: string | undefined;
  /** At most 140 characters. */
  readonly message?: string | undefined;
}

const MAX_AMOUNT_MINOR = 999_999_999_99n;
const EMPTY_PARTY = ['', '', '', '', '', '', ''] as const;

/**
 * The text of a Swiss QR code (SIX, Swiss Implementation Guidelines QR-bill 2.3, section 4: SPC, version 0200, UTF-8).
 * Undefined where the guidelines have none: an account that is not Swiss or of Liechtenstein, a currency other than CHF and
 * EUR, an amount outside 0.01 to 999999999.99, an address without postal code or town, a QR-IBAN without a QR reference.
 */
export function qrBillPayload({ creditor, iban, amount, debtor, reference, message }: QrBill): string | undefined {
  const account = compactIban(iban);
  const type = referenceType(account, reference);
  if (type === undefined || !isPayable(amount) || !/^(?:CH|LI)/.test(account) || !isIban(account)) return undefined;
  const from = partyLines(creditor);
  if (from === undefined) return undefined;
  const lines = [
    'SPC',
    '0200',
    '1',
    account,
    ...from,
    // The ultimate creditor is for future use.
    ...EMPTY_PARTY,
    toDecimalString(amount),
    amount.currency,
    ...((debtor && partyLines(debtor)) ?? EMPTY_PARTY),
    type,
    type === 'NON' ? '' : (reference ?? '').replaceAll(' ', ''),
    lineText(message ?? '', 140),
    'EPD',
  ];
  return lines.join('\n');
}

/** Undefined where the account and the reference do not go together. */
function referenceType(account: string, reference: string | undefined): 'QRR' | 'SCOR' | 'NON' | undefined {
  if (isQrIban(account)) return reference !== undefined && isQrReference(reference) ? 'QRR' : undefined;
  if (reference === undefined) return 'NON';
  return isCreditorReference(reference) ? 'SCOR' : undefined;
}

function isPayable({ currency, amountMinor }: Money): boolean {
  return (currency === 'CHF' || currency === 'EUR') && amountMinor >= 1n && amountMinor <= MAX_AMOUNT_MINOR;
}

function partyLines(party: QrBillParty): readonly string[] | undefined {
  const name = lineText(party.name, 70);
  const [postalCode, city] = [lineText(party.postalCode, 16), lineText(party.city, 35)];
  if (name === '' || postalCode === '' || city === '' || !/^[A-Z]{2}$/.test(party.country)) return undefined;
  const street = lineText(party.street ?? '', 70);
  return ['S', name, street, lineText(party.buildingNumber ?? '', 16), postalCode, city, party.country];
}
