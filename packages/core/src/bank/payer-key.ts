/** Shorter names would find half of all customers. */
export const PAYER_KEY_MIN_LENGTH = 4;

/**
 * A name as it can be compared with what a bank sends: capitals and digits only. Banks write letters that they do not have as one or as
 * two, ø as O or OE and å as A or AA, so both are one here: BJORN and BJOERN are Bjørn. What is cut off is the beginning of the whole.
 * The SQL function `payer_key` (migration 0012) does the same, and a test holds it to this.
 */
export function payerKey(name: string): string {
  const letters = name.normalize('NFKD').replaceAll(/[øØæÆœŒłŁđĐðÐßþÞ]/g, (letter) => PLAIN[letter] ?? '');
  return plainKey(letters).replaceAll(/A[AE]|OE|UE/g, (pair) => pair.charAt(0));
}

/** Without all that a bank might drop: Bjørn as BJRN. */
export function plainKey(name: string): string {
  return name.replaceAll(/[^0-9A-Za-z]/g, '').toUpperCase();
}

const PLAIN: Readonly<Record<string, string>> = {
  ø: 'O',
  Ø: 'O',
  æ: 'A',
  Æ: 'A',
  œ: 'O',
  Œ: 'O',
  ł: 'L',
  Ł: 'L',
  đ: 'D',
  Đ: 'D',
  ð: 'D',
  Ð: 'D',
  ß: 'SS',
  þ: 'TH',
  Þ: 'TH',
};
