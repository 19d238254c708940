import { isCreditorReference } from '../references/creditor-reference.ts';
import { isKid } from '../references/kid.ts';
import { isOgm } from '../references/ogm.ts';
import { isQrReference } from '../references/swiss-reference.ts';
import type { BankTransaction } from './bank-transaction.ts';

/** Where in a transaction an invoice was named; earlier is stronger. */
export type Evidence = 'reference' | 'endToEndId' | 'text';

/** What a payer wrote that may name an invoice. */
export interface SearchKey {
  readonly evidence: Evidence;
  /** To compare with references: {@link referenceKey}. */
  readonly reference: string;
  /** To compare with invoice numbers: in capitals, as it stands there. */
  readonly number: string;
  /** A reference whose check digits hold, which nobody types by accident. */
  readonly isChecked: boolean;
  /** What of the transaction is for it, where the payer said so. */
  readonly amountMinor?: bigint;
}

/** Longer texts are an attack or a letter. */
const MAX_TEXT_KEYS = 60;
const MIN_TEXT_LENGTH = 3;

/**
 * A reference without what banks add, change or leave out: spaces and signs, small letters, zeros in front. The same is done in SQL
 * (migration 0007, `invoice_reference_ix`).
 */
export function referenceKey(text: string): string {
  return text
    .replaceAll(/[^0-9A-Za-z]/g, '')
    .toUpperCase()
    .replace(/^0+/, '');
}

/** All that may name an invoice, strongest first, each once. */
export function searchKeys(transaction: BankTransaction): SearchKey[] {
  const { references, endToEndId, remittance = '' } = transaction;
  const keys = [
    ...references.map(({ text, amountMinor }) => keyOf('reference', text, amountMinor)),
    ...(endToEndId === undefined ? [] : [keyOf('endToEndId', endToEndId)]),
    ...textKeys(remittance).map((text) => keyOf('text', text)),
  ].filter(({ reference }) => reference !== '');
  return keys.filter((key, index) => keys.findIndex((other) => other.number === key.number) === index);
}

function keyOf(evidence: Evidence, text: string, amountMinor?: bigint): SearchKey {
  const number = text.trim().toUpperCase();
  const key = { evidence, reference: referenceKey(text), number, isChecked: isCheckedReference(text) };
  return amountMinor === undefined ? key : { ...key, amountMinor };
}

/**
 * Short numbers pass a check digit one time in ten, so only what is long enough counts: eight digits and more; a KID that holds by
 * modulus 10 or 11.
 */
function isCheckedReference(text: string): boolean {
  const compact = text.replaceAll(/[\s]/g, '');
  return (
    isCreditorReference(compact) || isOgm(compact) || isQrReference(compact) || (compact.length >= 8 && isKid(compact))
  );
}

/** Words of what the payer wrote that have a digit, and references that were written with spaces in them. */
function textKeys(text: string): string[] {
  const words = text.split(/[\s,;:()"']+/).map((word) => word.replaceAll(/^[.\-/#]+|[.\-/]+$/g, ''));
  const spaced = text.toUpperCase().match(/\bRF\d{2}(?: ?[0-9A-Z]){1,21}\b|\b\d{2,5}(?: \d{2,5}){2,}\b/g) ?? [];
  const found = [
    ...spaced.flatMap(withoutLastWords),
    ...words.filter((word) => word.length >= MIN_TEXT_LENGTH && /\d/.test(word)),
  ];
  return [...new Set(found)].slice(0, MAX_TEXT_KEYS);
}

/** 'RF18 5390 0754 7034 THANKS' may end where any word does: the longest that holds. */
function withoutLastWords(text: string): string[] {
  const words = text.split(' ');
  const starts = words.map((_, index) => words.slice(0, words.length - index).join(''));
  const held = starts.find((each) => isCheckedReference(each));
  return held === undefined ? [] : [held];
}
