const EXPONENTS = [0, 2, 3, 4] as const;
const MOST_DIGITS = 15;

/**
 * What a typed amount would be in minor units, by number of decimals of the currency: `1 234,50`, `1,234.50` and `1234.5` are one.
 * Text that is no amount, or has more decimals than a currency, has no candidate there.
 */
export function amountCandidates(text: string): ReadonlyMap<number, bigint> {
  const candidates = new Map<number, bigint>();
  const parts = /^(\d[\d\s., ]*?)(?:[.,](\d{1,4}))?$/u.exec(text.trim());
  const whole = parts?.[1]?.replace(/[\s., ]/gu, '') ?? '';
  const decimals = parts?.[2] ?? '';
  if (whole === '' || whole.length + decimals.length > MOST_DIGITS) return candidates;
  for (const exponent of EXPONENTS) {
    if (decimals.length <= exponent) candidates.set(exponent, BigInt(whole + decimals.padEnd(exponent, '0')));
    // `1,234` is one thousand two hundred and thirty-four where nothing has three decimals.
    else if (decimals.length === 3) candidates.set(exponent, BigInt(whole + decimals) * 10n ** BigInt(exponent));
  }
  return candidates;
}
