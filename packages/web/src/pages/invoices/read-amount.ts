/** What was typed where an amount may be given: nothing, an amount of zero or more, or what is neither. */
export type TypedAmount = number | undefined | 'unreadable';

/**
 * Reads an amount as people of any region write it: `1,500`, `1 500,50`, `1.500,50`, `1'500.50`. The last of two kinds of
 * separator is the decimal one. One that stands alone is the decimal one where the reader's region uses it so, or where no
 * group of three digits follows it.
 *
 * @param decimalSeparator of the reader's region
 */
export function readAmount(typed: string, decimalSeparator: string): TypedAmount {
  const plain = plainOf(typed);
  if (plain === '') return undefined;
  const decimal = decimalSeparatorIn(plain, decimalSeparator);
  const [whole = '', fraction = '', ...rest] = decimal === undefined ? [plain] : plain.split(decimal);
  const isReadable = rest.length === 0 && /^(\d+|\d{1,3}([.,]\d{3})+)?$/.test(whole) && /^\d*$/.test(fraction);
  const digits = whole.replaceAll(/[.,]/g, '');
  return isReadable && digits + fraction !== '' ? Number(`${digits || '0'}.${fraction || '0'}`) : 'unreadable';
}

/** How many digits follow the decimal separator, as {@link readAmount} reads it. */
export function decimalsIn(typed: string, decimalSeparator: string): number {
  const plain = plainOf(typed);
  const decimal = decimalSeparatorIn(plain, decimalSeparator);
  return decimal === undefined ? 0 : plain.length - 1 - plain.lastIndexOf(decimal);
}

/** The decimal separator that the reader's region uses, `.` or `,`. */
export function decimalSeparatorOf(locale: string): string {
  const parts = new Intl.NumberFormat(locale).formatToParts(0.5);
  return parts.find(({ type }) => type === 'decimal')?.value ?? '.';
}

function plainOf(typed: string): string {
  return typed.replaceAll(/[\s'’]/g, '');
}

function decimalSeparatorIn(plain: string, usual: string): string | undefined {
  const last = Math.max(plain.lastIndexOf('.'), plain.lastIndexOf(','));
  if (last < 0) return undefined;
  const separator = plain.charAt(last);
  const other = separator === '.' ? ',' : '.';
  if (plain.includes(other)) return separator;
  if (plain.indexOf(separator) < last) return undefined;
  const isGroup = separator !== usual && /^\d{3}$/.test(plain.slice(last + 1));
  return isGroup ? undefined : separator;
}
