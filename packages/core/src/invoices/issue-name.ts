const FIT_FOR_A_URL = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;
const READABLE_LENGTH = 100;

/**
 * The name in URLs of an invoice with this number: the number itself where it is fit for one, else what of it is
 * readable and a short hash, so that '12/34' and '12 34' stay two invoices. The same number always has the same name.
 */
export function nameForNumber(number: string): string {
  if (FIT_FOR_A_URL.test(number)) return number;
  const readable = number
    .replaceAll(/[^A-Za-z0-9._]+/g, '-')
    .replace(/^[^A-Za-z0-9]+/, '')
    .slice(0, READABLE_LENGTH)
    .replace(/[^A-Za-z0-9]+$/, '');
  return `${readable === '' ? 'invoice' : readable}-${shortHash(number)}`;
}

/**
 * Counted numbers, for documents that come without one: 'G' and nine characters, the shape that Azure gives its own
 * (microsoft-billing-api.md). Nine digits, so that a KID can carry them.
 */
export function countedNumber(count: bigint): string {
  return `G${count.toString().padStart(9, '0')}`;
}

// FNV-1a, 64 bits: spreads numbers well, and says nothing about secrecy.
const FNV_OFFSET = 0xcbf29ce484222325n;
const FNV_PRIME = 0x100000001b3n;

function shortHash(text: string): string {
  let hash = FNV_OFFSET;
  for (const character of text) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(character.codePointAt(0) ?? 0)) * FNV_PRIME);
  }
  return hash.toString(36).padStart(13, '0').slice(-8);
}
