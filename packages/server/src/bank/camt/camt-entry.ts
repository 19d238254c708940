import type { BankDirection, BankReference, BankTransaction } from '@betalt/core/bank/bank-transaction.ts';
import type { Currency } from '@betalt/core/money/currency.ts';
import type { Money } from '@betalt/core/money/money.ts';
import type { XmlElement } from '../../xml/xml-tree.ts';
import { readDetails, reference, said } from './camt-details.ts';
import { type CamtSource, childOf, childrenOf, elementAt, textAt } from './camt-source.ts';

/** An entry of a statement: booked or not, and what it is made of. */
export interface CamtEntry {
  readonly isBooked: boolean;
  /** With its sign: negative when money left. */
  readonly signedMinor: bigint;
  readonly currency: Currency;
  readonly transactions: readonly BankTransaction[];
}

/** Undefined when something that must be there is not, or cannot be read; then the source has a problem more. */
export function readEntry(source: CamtSource, entry: XmlElement): CamtEntry | undefined {
  const element = childOf(entry, 'Amt');
  const amount = element === undefined ? source.required(entry, 'Amt', 'amount') : source.amount(element);
  const indicator = source.code(entry, 'CdtDbtInd', ['CRDT', 'DBIT']);
  const status = readStatus(source, entry);
  const days = {
    bookedOn: source.date(entry, 'BookgDt'),
    valueOn: source.date(entry, 'ValDt'),
    entryReference: reference(entry, 'AcctSvcrRef'),
  };
  if (amount === undefined || typeof amount === 'string' || indicator === undefined || status === undefined)
    return undefined;
  const direction = directionOf(indicator);
  const common = { direction, isReversal: isTrue(textAt(entry, 'RvslInd')), ...said(days) };
  const transactions = transactionsOf(source, entry, amount, common as Common);
  const signedMinor = direction === 'credit' ? amount.amountMinor : -amount.amountMinor;
  return { isBooked: status === 'BOOK', signedMinor, currency: amount.currency, transactions };
}

type Common = Pick<BankTransaction, 'direction' | 'isReversal' | 'bookedOn' | 'valueOn' | 'entryReference'>;

/** Until version 7 the code itself; since version 8 a choice of a code and the bank's own. */
function readStatus(source: CamtSource, entry: XmlElement): string | undefined {
  const element = childOf(entry, 'Sts');
  return textAt(element, 'Cd') ?? textAt(element, 'Prtry') ?? source.required(entry, 'Sts', 'status');
}

function directionOf(indicator: 'CRDT' | 'DBIT'): BankDirection {
  return indicator === 'CRDT' ? 'credit' : 'debit';
}

function isTrue(text: string | undefined): boolean {
  return text === 'true' || text === '1';
}

/**
 * A batch whose parts add up to it is its parts. One whose parts do not say what they are worth, or say something else, is one
 * transaction with all of their references: then a person sees what it is.
 */
function transactionsOf(source: CamtSource, entry: XmlElement, amount: Money, common: Common): BankTransaction[] {
  const parts = detailsOf(entry);
  const values = parts.map((part) => partAmount(source, part, amount.currency));
  const signed = parts.map((part, index) => signedPart(part, values[index], common.direction));
  const isSum = signed.every((each) => each !== undefined) && sumOf(signed) === amount.amountMinor;
  if (parts.length < 2 || !isSum) return [wholeOf(source, entry, { parts, amount, common })];
  return parts.map((part, index) => {
    const signedMinor = signed[index] ?? 0n;
    const opposite = common.direction === 'credit' ? 'debit' : 'credit';
    const direction = signedMinor < 0n ? opposite : common.direction;
    const amountMinor = signedMinor < 0n ? -signedMinor : signedMinor;
    const counterparty = counterpartySide({ ...common, direction });
    const details = readDetails(source, entry, part, { counterparty, currency: amount.currency });
    return { ...common, direction, currency: amount.currency, amountMinor, ...details, partCount: 1 };
  });
}

function sumOf(amounts: readonly (bigint | undefined)[]): bigint {
  return amounts.reduce<bigint>((total, amount) => total + (amount ?? 0n), 0n);
}

/** Version 1 had the details in the entry itself. */
function detailsOf(entry: XmlElement): XmlElement[] {
  const inDetails = childrenOf(entry, 'NtryDtls').flatMap((each) => childrenOf(each, 'TxDtls'));
  return inDetails.length > 0 ? inDetails : [...childrenOf(entry, 'TxDtls')];
}

/** The first of a part's amounts that is in the currency of the account: versions 2 and 3 have it in AmtDtls only. */
function partAmount(source: CamtSource, part: XmlElement, currency: Currency): bigint | undefined {
  const elements = ['Amt', 'AmtDtls/TxAmt/Amt', 'AmtDtls/CntrValAmt/Amt', 'AmtDtls/InstdAmt/Amt'].flatMap(
    (steps) => elementAt(part, steps) ?? [],
  );
  const element = elements.find((each) => each.attributes.get('Ccy') === currency);
  return element && source.amount(element)?.amountMinor;
}

function signedPart(part: XmlElement, amountMinor: bigint | undefined, direction: BankDirection): bigint | undefined {
  const own = textAt(part, 'CdtDbtInd');
  const isOpposite = own !== undefined && own !== (direction === 'credit' ? 'CRDT' : 'DBIT');
  return amountMinor === undefined || !isOpposite ? amountMinor : -amountMinor;
}

interface Whole {
  readonly parts: readonly XmlElement[];
  readonly amount: Money;
  readonly common: Common;
}

function wholeOf(source: CamtSource, entry: XmlElement, { parts, amount, common }: Whole): BankTransaction {
  const { currency, amountMinor } = amount;
  const of = { counterparty: counterpartySide(common), currency };
  const base = { ...common, currency, amountMinor, partCount: Math.max(parts.length, 1) };
  if (parts.length < 2) return { ...base, ...readDetails(source, entry, parts[0], of) };
  const each = parts.map((part) => readDetails(source, entry, part, of));
  const { code, remittance } = readDetails(source, entry, undefined, of);
  const texts = each.flatMap((details) => details.remittance ?? []);
  const references: BankReference[] = each.flatMap((details) => details.references.map(({ text }) => ({ text })));
  return { ...base, references, ...said({ code, remittance: texts.length > 0 ? texts.join(' ') : remittance }) };
}

/** A reversal names the parties of what it takes back. */
function counterpartySide({ direction, isReversal }: Pick<Common, 'direction' | 'isReversal'>): BankDirection {
  if (!isReversal) return direction;
  return direction === 'credit' ? 'debit' : 'credit';
}
