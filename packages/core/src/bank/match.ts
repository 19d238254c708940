import type { BankTransaction } from './bank-transaction.ts';
import { type Evidence, referenceKey, type SearchKey, searchKeys } from './search-keys.ts';

/** An invoice that something in the transaction may mean, of any customer. */
export interface InvoiceCandidate {
  readonly billingAccountId: string;
  readonly invoiceId: string;
  readonly name: string;
  readonly number: string;
  readonly paymentReference: string | null;
  readonly billingProfileId: string;
  readonly currency: string;
  readonly amountDueMinor: bigint;
  readonly isCreditNote: boolean;
  readonly isVoid: boolean;
  /** Its payer's name is, as far as a bank's cut goes, the counterparty's. */
  readonly isOfPayer: boolean;
}

export interface InvoicePart {
  readonly name: string;
  readonly amountMinor?: bigint;
}

/** Why a person has to look. */
export type SuggestionReason =
  | 'amount_and_name'
  | 'amount_differs'
  | 'several_invoices'
  | 'several_customers'
  | 'other_currency'
  | 'invoice_void'
  | 'credit_note';

export type BankMatch =
  | {
      readonly kind: 'match';
      readonly evidence: Evidence;
      readonly billingAccountId: string;
      /** Where what the invoices do not take goes. */
      readonly billingProfileId: string;
      readonly invoices: readonly InvoicePart[];
    }
  | { readonly kind: 'suggestion'; readonly reason: SuggestionReason; readonly invoices: readonly InvoiceCandidate[] }
  | { readonly kind: 'none' };

const NONE: BankMatch = { kind: 'none' };
const MOST_SUGGESTED = 20;

/**
 * Which invoices a transfer pays: by structured reference, else by an end-to-end id, else by references and numbers in what the payer
 * wrote, else by exact amount and payer's name. A reference that the issuer gave settles whatever came: a part leaves the rest due, and
 * too much is money on account. A mere number has to come with the exact amount. Everything else, and whatever could mean two things, is
 * a suggestion: Betalt never guesses.
 *
 * @param candidates invoices with one of the {@link searchKeys}, and open ones of the exact amount whose payer has the counterparty's name
 */
export function matchTransaction(transaction: BankTransaction, candidates: readonly InvoiceCandidate[]): BankMatch {
  if (transaction.direction !== 'credit' || transaction.isReversal) return NONE;
  const keys = searchKeys(transaction);
  for (const evidence of ['reference', 'endToEndId', 'text'] as const) {
    const named = keys.filter((key) => key.evidence === evidence).map((key) => invoicesOf(key, candidates));
    const found = named.filter(({ invoices }) => invoices.length > 0);
    if (found.length > 0) return byEvidence(transaction, evidence, { found, isAll: found.length === named.length });
  }
  return byAmountAndName(transaction, candidates);
}

interface Named {
  readonly key: SearchKey;
  readonly invoices: readonly InvoiceCandidate[];
  readonly isByReference: boolean;
}

/** Its reference counts before its number, and a reference as it stands before one without the zeros in front. */
function invoicesOf(key: SearchKey, candidates: readonly InvoiceCandidate[]): Named {
  const byReference = candidates.filter(
    ({ paymentReference }) => paymentReference !== null && referenceKey(paymentReference) === key.reference,
  );
  const exact = byReference.filter(({ paymentReference }) => compact(paymentReference ?? '') === compact(key.number));
  const invoices = exact.length > 0 ? exact : byReference;
  if (invoices.length > 0) return { key, invoices, isByReference: true };
  return {
    key,
    invoices: candidates.filter(({ number }) => number.toUpperCase() === key.number),
    isByReference: false,
  };
}

function compact(text: string): string {
  return text.replaceAll(/[^0-9A-Za-z]/g, '').toUpperCase();
}

interface Found {
  readonly found: readonly Named[];
  /** Whatever was named is known. */
  readonly isAll: boolean;
}

function byEvidence(transaction: BankTransaction, evidence: Evidence, { found, isAll }: Found): BankMatch {
  const invoices = unique(found.flatMap((each) => each.invoices));
  const suggest = (reason: SuggestionReason): BankMatch => suggestion(reason, invoices);
  if (new Set(invoices.map(({ billingAccountId }) => billingAccountId)).size > 1) return suggest('several_customers');
  if (found.some((each) => each.invoices.length > 1)) return suggest('several_invoices');
  if (invoices.some(({ currency }) => currency !== transaction.currency)) return suggest('other_currency');
  if (invoices.some(({ isVoid }) => isVoid)) return suggest('invoice_void');
  if (invoices.some(({ isCreditNote }) => isCreditNote)) return suggest('credit_note');
  const parts = partsOf(transaction, found, { invoices, evidence, isAll });
  const [first] = invoices;
  if (parts === undefined || first === undefined) return suggest('amount_differs');
  const { billingAccountId, billingProfileId } = first;
  return { kind: 'match', evidence, billingAccountId, billingProfileId, invoices: parts };
}

interface Parts {
  readonly invoices: readonly InvoiceCandidate[];
  readonly evidence: Evidence;
  readonly isAll: boolean;
}

/** What each gets, or undefined where only a person can say. */
function partsOf(
  { amountMinor, partCount }: BankTransaction,
  found: readonly Named[],
  { invoices, evidence, isAll }: Parts,
): InvoicePart[] | undefined {
  const names = invoices.map(({ name }) => ({ name }));
  const due = invoices.reduce((total, invoice) => total + invoice.amountDueMinor, 0n);
  if (due === amountMinor && (isAll || evidence === 'text')) return names;
  const said = found.map(({ key }) => key.amountMinor);
  const isSaid =
    said.every((each) => each !== undefined) && said.reduce((total, each) => total + each, 0n) === amountMinor;
  if (isSaid && isAll && found.length === invoices.length)
    return invoices.map(({ name }, index) => withAmount(name, said[index]));
  const [only] = found;
  const isSettling = only !== undefined && only.isByReference && (evidence === 'reference' || only.key.isChecked);
  return found.length === 1 && isSettling && isAllOf(evidence, isAll) && partCount === 1 ? names : undefined;
}

/** Words beside a reference in free text mean nothing; a second structured reference that nobody knows means something. */
function isAllOf(evidence: Evidence, isAll: boolean): boolean {
  return isAll || evidence === 'text';
}

function withAmount(name: string, amountMinor: bigint | undefined): InvoicePart {
  return amountMinor === undefined ? { name } : { name, amountMinor };
}

function byAmountAndName(transaction: BankTransaction, candidates: readonly InvoiceCandidate[]): BankMatch {
  const invoices = unique(
    candidates.filter(
      (each) =>
        each.isOfPayer &&
        each.amountDueMinor === transaction.amountMinor &&
        each.currency === transaction.currency &&
        !each.isVoid &&
        !each.isCreditNote,
    ),
  );
  return invoices.length === 0 ? NONE : suggestion('amount_and_name', invoices);
}

function suggestion(reason: SuggestionReason, invoices: readonly InvoiceCandidate[]): BankMatch {
  return { kind: 'suggestion', reason, invoices: invoices.slice(0, MOST_SUGGESTED) };
}

function unique(invoices: readonly InvoiceCandidate[]): InvoiceCandidate[] {
  return [
    ...new Map(invoices.map((invoice) => [`${invoice.billingAccountId}/${invoice.invoiceId}`, invoice])).values(),
  ];
}
