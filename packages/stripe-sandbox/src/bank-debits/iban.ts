/** The check digits of ISO 13616, by ISO/IEC 7064 mod 97-10: `61` for AT and 1904300234573201. */
export function ibanOf(country: string, account: string): string {
  const check = 98n - remainder(`${account}${country}00`);
  return `${country}${String(check).padStart(2, '0')}${account}`;
}

/** Whether it has the form of an IBAN and its check digits are right. Spaces and small letters are not taken. */
export function isIban(text: string): boolean {
  return /^[A-Z]{2}\d{2}[0-9A-Z]{11,30}$/.test(text) && remainder(`${text.slice(4)}${text.slice(0, 4)}`) === 1n;
}

/** Letters count as two digits, A = 10 to Z = 35. */
function remainder(text: string): bigint {
  return BigInt(text.replaceAll(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55))) % 97n;
}
