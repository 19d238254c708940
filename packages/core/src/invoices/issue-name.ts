import { shortHash } from './short-hash.ts';

const FIT_FOR_A_URL = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;
const READABLE_LENGTH = 100;
const NAME_LENGTH = 128;

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
 * The names that an invoice may take, best first: the number's own, and where another invoice of the account has that,
 * the number's with a short mark of its seller. The later ones are for numbers that were made to look like a mark.
 */
export function namesForNumber(number: string, sellerKey: string): string[] {
  const name = nameForNumber(number);
  const marks = ['', ' 2', ' 3'].map((more) => shortHash(`${sellerKey}\n${number}${more}`));
  return [name, ...marks.map((mark) => `${name.slice(0, NAME_LENGTH - mark.length - 1)}-${mark}`)];
}

/**
 * Counted numbers, for documents that come without one: 'G' and nine characters, the shape that Azure gives its own
 * (Microsoft.Billing 2024-04-01, invoice names). Nine digits, so that a KID can carry them.
 */
export function countedNumber(count: bigint): string {
  return `G${count.toString().padStart(9, '0')}`;
}
