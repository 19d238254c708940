import { exponentOf } from '../money/currency.ts';
import { type Money, toDecimalString } from '../money/money.ts';
import { compactIban, isIban } from './iban.ts';
import { lineText } from './line-text.ts';

export interface EpcTransfer {
  readonly beneficiary: string;
  readonly iban: string;
  readonly bic?: string | undefined;
  readonly amount: Money;
  /** An ISO 11649 reference goes into the structured line, anything else as text: never both. */
  readonly reference: { readonly isCreditorReference: boolean; readonly text: string };
}

const MAX_PAYLOAD_BYTES = 331;
const MAX_NAME_LENGTH = 70;
const MAX_TEXT_LENGTH = 140;
const MAX_AMOUNT_MINOR = 999_999_999_99n;

/**
 * The text of a QR code that starts a SEPA credit transfer: the lines of EPC069-12 (European Payments Council, *Quick Response
 * Code guidelines*), version 002, UTF-8; to be shown with error correction M and at most version 13. Undefined where the
 * guideline has no code: another currency than the euro, an amount outside 0.01 to 999999999.99, no IBAN, or above 331 bytes.
 */
export function epcPayload(transfer: EpcTransfer): string | undefined {
  const { beneficiary, iban, bic = '', amount, reference } = transfer;
  const { currency, amountMinor } = amount;
  if (currency !== 'EUR' || exponentOf(currency) !== 2 || amountMinor < 1n || amountMinor > MAX_AMOUNT_MINOR)
    return undefined;
  if (!isIban(iban)) return undefined;
  const [structured, text] = reference.isCreditorReference
    ? [reference.text.replaceAll(' ', ''), '']
    : ['', lineText(reference.text, MAX_TEXT_LENGTH)];
  const money = `${currency}${toDecimalString(amount)}`;
  const name = lineText(beneficiary, MAX_NAME_LENGTH);
  const lines = ['BCD', '002', '1', 'SCT', bic, name, compactIban(iban), money, '', structured, text];
  // What follows the last line that says something is left out.
  const payload = lines.join('\n').replace(/\n+$/, '');
  return byteLength(payload) <= MAX_PAYLOAD_BYTES && name !== '' ? payload : undefined;
}

function byteLength(text: string): number {
  return [...text].reduce((bytes, character) => {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) return bytes + 1;
    if (code < 0x8_00) return bytes + 2;
    return bytes + (code < 0x1_00_00 ? 3 : 4);
  }, 0);
}
