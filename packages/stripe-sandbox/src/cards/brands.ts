// NOTE: also served to the card form, so nothing here may need Node.

/** The brand that a number's first digits belong to, in Stripe's words. */
export function brandOf(number: string): string {
  if (number.startsWith('4')) return 'visa';
  if (/^(5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/.test(number)) return 'mastercard';
  if (/^3[47]/.test(number)) return 'amex';
  if (/^(6011|64[4-9]|65)/.test(number)) return 'discover';
  if (/^(30|36|38|39)/.test(number)) return 'diners';
  if (number.startsWith('35')) return 'jcb';
  if (number.startsWith('62')) return 'unionpay';
  return 'unknown';
}

const LENGTHS: Readonly<Record<string, readonly number[]>> = {
  amex: [15],
  diners: [14, 16],
  unionpay: [16, 17, 18, 19],
};

/** How many digits a brand's numbers have. */
export function lengthsOf(brand: string): readonly number[] {
  return LENGTHS[brand] ?? [16];
}

export function cvcLengthsOf(brand: string): readonly number[] {
  return brand === 'amex' ? [3, 4] : [3];
}

/** The check digit of ISO/IEC 7812-1. */
export function passesLuhn(number: string): boolean {
  const sum = number
    .split('')
    .toReversed()
    .reduce((total, digit, index) => {
      const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
  return sum % 10 === 0;
}
