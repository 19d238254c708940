/** Shorter names would find half of all customers. */
export const PAYER_KEY_MIN_LENGTH = 4;

/** A name as it can be compared with what a bank sends: capitals and digits only, because banks replace or drop all else. */
export function payerKey(name: string): string {
  return name.replaceAll(/[^0-9A-Za-z]/g, '').toUpperCase();
}
