import type { Identifier, Party } from './document/invoice-document.ts';
import { shortHash } from './short-hash.ts';

/**
 * Who issued an invoice, as a key: a number is unique for one seller, and two sellers may both have an invoice 1001. By
 * the strongest mark that the document gives: VAT identifier, else company id with its scheme, else electronic address,
 * else the first identifier, else the name. Written the same way however a file spells it: capitals, no spaces, dots or
 * dashes.
 */
export function sellerKeyOf(seller: Party): string {
  const { vatId, companyId, electronicAddress, identifiers, name } = seller;
  const marks: readonly [string, string | undefined][] = [
    ['VAT', vatId && normalised(vatId)],
    ['COMPANY', companyId && schemed(companyId)],
    ['ADDRESS', electronicAddress && schemed(electronicAddress)],
    ['ID', identifiers[0] && schemed(identifiers[0])],
  ];
  const [kind, mark] = marks.find(([, found]) => found !== undefined && found !== '') ?? ['NAME', normalised(name)];
  return bounded(`${kind}:${mark}`);
}

function normalised(text: string): string {
  return text.toUpperCase().replaceAll(/[\s.\p{Pd}]+/gu, '');
}

function schemed({ id, scheme = '' }: Identifier): string {
  const mark = normalised(id);
  return mark === '' ? '' : `${normalised(scheme)}:${mark}`;
}

// A key stands in an index, whose rows have some 2,700 bytes at most; nothing but a made-up name is longer.
const KEY_LENGTH = 200;

function bounded(key: string): string {
  return key.length <= KEY_LENGTH ? key : `${key.slice(0, KEY_LENGTH).toWellFormed()}-${shortHash(key)}`;
}
