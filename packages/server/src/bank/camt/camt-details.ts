import type { BankDirection, BankReference, BankTransaction } from '@betalt/core/bank/bank-transaction.ts';
import type { Currency } from '@betalt/core/money/currency.ts';
import type { XmlElement } from '../../xml/xml-tree.ts';
import { type CamtSource, childrenOf, elementAt, textAt, textOf } from './camt-source.ts';

/** What a transaction says besides its amount, day and direction. */
export type CamtDetails = Omit<
  BankTransaction,
  'direction' | 'isReversal' | 'currency' | 'amountMinor' | 'bookedOn' | 'valueOn' | 'entryReference' | 'partCount'
>;

export interface DetailsOf {
  /** Whose name and account are the counterparty's. */
  readonly counterparty: BankDirection;
  readonly currency: Currency;
}

/** Words that banks write where they have nothing to say. */
const NOTHING: ReadonlySet<string> = new Set(['NOTPROVIDED', 'NOT PROVIDED', 'NONREF', 'NONE']);

/** The details of one TxDtls; `entry` is asked where it is silent. */
export function readDetails(
  source: CamtSource,
  entry: XmlElement,
  details: XmlElement | undefined,
  { counterparty, currency }: DetailsOf,
): CamtDetails {
  return said({
    partReference: reference(details, 'Refs/AcctSvcrRef'),
    endToEndId: reference(details, 'Refs/EndToEndId'),
    instructionId: reference(details, 'Refs/InstrId'),
    transactionId: reference(details, 'Refs/TxId'),
    uetr: reference(details, 'Refs/UETR')?.toLowerCase(),
    references: readReferences(source, details, currency),
    remittance: remittanceOf(entry, details),
    ...readCounterparty(details, counterparty),
    code: codeOf(details) ?? codeOf(entry),
    original: originalOf(details, currency),
  });
}

export function reference(parent: XmlElement | undefined, steps: string): string | undefined {
  const text = textAt(parent, steps);
  return text === undefined || NOTHING.has(text.toUpperCase()) ? undefined : text;
}

/** Without the keys whose value is undefined. */
export function said<T extends object>(fields: T): { [Key in keyof T]: Exclude<T[Key], undefined> } {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [Key in keyof T]: Exclude<T[Key], undefined> };
}

function readReferences(source: CamtSource, details: XmlElement | undefined, currency: Currency): BankReference[] {
  return childrenOf(elementAt(details, 'RmtInf'), 'Strd').flatMap((structured) => {
    const amountMinor = amountOf(source, structured, currency);
    const creditor = childrenOf(structured, 'CdtrRefInf').map((each) => textAt(each, 'Ref') ?? textAt(each, 'CdtrRef'));
    const documents = childrenOf(structured, 'RfrdDocInf').map(
      (each) => textAt(each, 'Nb') ?? textAt(each, 'RfrdDocNb'),
    );
    // The creditor's reference is what its bank checks; the numbers beside it say the same in other words.
    const found = creditor.some((text) => text !== undefined) ? creditor : documents;
    return found.flatMap((text) =>
      text === undefined ? [] : [amountMinor === undefined ? { text } : { text, amountMinor }],
    );
  });
}

/** What of the transfer is for this reference. A credit note among them has its own sign, so it says nothing here. */
function amountOf(source: CamtSource, structured: XmlElement, currency: Currency): bigint | undefined {
  const element = elementAt(structured, 'RfrdDocAmt/RmtdAmt') ?? elementAt(structured, 'RfrdDocAmt/DuePyblAmt');
  if (element === undefined || elementAt(structured, 'RfrdDocAmt/CdtNoteAmt') !== undefined) return undefined;
  const amount = source.amount(element);
  return amount?.currency === currency ? amount.amountMinor : undefined;
}

function remittanceOf(entry: XmlElement, details: XmlElement | undefined): string | undefined {
  const remittance = elementAt(details, 'RmtInf');
  const texts = [
    ...childrenOf(remittance, 'Ustrd'),
    ...childrenOf(remittance, 'Strd').flatMap((each) => childrenOf(each, 'AddtlRmtInf')),
  ].flatMap((each) => textOf(each) ?? []);
  if (texts.length > 0) return texts.join(' ');
  return textAt(details, 'AddtlTxInf') ?? textAt(entry, 'AddtlNtryInf');
}

/** Until version 7 a party is there directly; since version 8 it is a choice of a party and an agent (a bank). */
function readCounterparty(details: XmlElement | undefined, side: BankDirection) {
  const parties = elementAt(details, 'RltdPties');
  const [who, ultimate, account] =
    side === 'credit' ? ['Dbtr', 'UltmtDbtr', 'DbtrAcct'] : ['Cdtr', 'UltmtCdtr', 'CdtrAcct'];
  return {
    counterpartyName: nameOf(parties, who) ?? nameOf(parties, ultimate),
    counterpartyAccount: accountOf(elementAt(parties, account)),
  };
}

function nameOf(parties: XmlElement | undefined, role: string): string | undefined {
  const party = elementAt(parties, role);
  return textAt(party, 'Nm') ?? textAt(party, 'Pty/Nm') ?? textAt(party, 'Agt/FinInstnId/Nm');
}

/** IBAN, else the bank's own number, without spaces. */
export function accountOf(account: XmlElement | undefined): string | undefined {
  const text = textAt(account, 'Id/IBAN') ?? textAt(account, 'Id/Othr/Id') ?? textAt(account, 'Id/PrtryAcct/Id');
  return text?.replaceAll(' ', '').toUpperCase();
}

function codeOf(parent: XmlElement | undefined): string | undefined {
  const code = elementAt(parent, 'BkTxCd');
  const domain = [textAt(code, 'Domn/Cd'), textAt(code, 'Domn/Fmly/Cd'), textAt(code, 'Domn/Fmly/SubFmlyCd')];
  const known = domain.filter((each) => each !== undefined);
  return known.length > 0 ? known.join('/') : textAt(code, 'Prtry/Cd');
}

/** What was instructed, where that was another currency. Kept as the bank writes it: it is shown and never computed with. */
function originalOf(details: XmlElement | undefined, currency: Currency): BankTransaction['original'] {
  const instructed = elementAt(details, 'AmtDtls/InstdAmt');
  const amount = elementAt(instructed, 'Amt');
  const [code, text] = [amount?.attributes.get('Ccy'), textOf(amount)];
  if (code === undefined || code === currency || text === undefined) return undefined;
  const rate = ['InstdAmt', 'TxAmt', 'CntrValAmt'].flatMap(
    (each) => textAt(details, `AmtDtls/${each}/CcyXchg/XchgRate`) ?? [],
  )[0];
  return { currency: code, amount: text, ...(rate === undefined ? {} : { rate }) };
}
