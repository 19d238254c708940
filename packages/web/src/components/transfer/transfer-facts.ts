import type { TransferInstructions } from '@betalt/contract/bank/transfer-instructions.ts';
import type { Amount } from '@betalt/contract/shared/arm.ts';

export type TransferReferenceKind = TransferInstructions['reference']['kind'];
export type TransferQr = NonNullable<TransferInstructions['qr']>;

/** `NO93 8601 1117 947`: an IBAN in groups of four, as it is printed (ISO 13616). */
export function printedIban(iban: string): string {
  return iban.replaceAll(/\s/g, '').replaceAll(/(.{4})(?=.)/g, '$1 ');
}

/** The amount as banks' forms take it when it is pasted: `1250.50` by the reader's decimal separator, without grouping. */
export function pastedAmount({ currency, value }: Amount, locale: string): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency, useGrouping: false });
  const kept = new Set(['integer', 'decimal', 'fraction', 'minusSign']);
  return format
    .formatToParts(value)
    .filter(({ type }) => kept.has(type))
    .map((part) => part.value)
    .join('');
}

/**
 * Dark squares of a QR code as one SVG path, a unit a square.
 *
 * @param squares row by row, the quiet zone among them
 */
export function pathOf(squares: readonly (readonly boolean[])[]): string {
  return squares.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
}
