import type { Currency } from '../money/currency.ts';
import type { CalendarDate } from '../shared/calendar-date.ts';

/** Credit: money came. Debit: money left the issuer's account. */
export type BankDirection = 'credit' | 'debit';

/**
 * One movement on a bank account, as the bank's file says it: an entry, or one part of an entry that is a batch. The amount is
 * positive minor units of the account's currency.
 */
export interface BankTransaction {
  readonly direction: BankDirection;
  /** It takes back an earlier one, which went the other way. */
  readonly isReversal: boolean;
  readonly currency: Currency;
  readonly amountMinor: bigint;
  /** What was sent, where that was another currency: decimal text, and the rate as the bank writes it. */
  readonly original?: { readonly currency: string; readonly amount: string; readonly rate?: string };
  readonly bookedOn?: CalendarDate;
  readonly valueOn?: CalendarDate;
  /** The bank's own reference of the entry (AcctSvcrRef); parts of a batch share it. */
  readonly entryReference?: string;
  /** The bank's own reference of this part. */
  readonly partReference?: string;
  readonly endToEndId?: string;
  readonly instructionId?: string;
  readonly transactionId?: string;
  /** Unique end-to-end transaction reference, a UUID. */
  readonly uetr?: string;
  /** Structured creditor references and numbers of referred documents, in order, with their amount where it is said. */
  readonly references: readonly BankReference[];
  /** What the payer wrote. */
  readonly remittance?: string;
  /** Who is on the other side: the debtor of a credit, the creditor of a debit; of a reversal, the one of what it takes back. */
  readonly counterpartyName?: string;
  readonly counterpartyAccount?: string;
  /** Bank transaction code, 'PMNT/RCDT/ESCT', or the bank's own. */
  readonly code?: string;
  /** Parts of a batch that is one transaction here because its parts do not say what they are worth; 1 otherwise. */
  readonly partCount: number;
}

export interface BankReference {
  readonly text: string;
  readonly amountMinor?: bigint;
}

/** What one statement or notification of a file says. */
export interface BankStatement {
  readonly statementId: string;
  /** IBAN, or the bank's own number, without spaces. */
  readonly account: string;
  readonly currency?: Currency;
  readonly fromOn?: CalendarDate;
  readonly toOn?: CalendarDate;
  /** Booked balances in `currency`; negative is overdrawn. */
  readonly openingMinor?: bigint;
  readonly closingMinor?: bigint;
  readonly transactions: readonly BankTransaction[];
  /** Entries that were read and left out: not booked (yet), or of nothing. */
  readonly leftOut: { readonly notBooked: number; readonly zero: number };
}

export interface BankFile {
  readonly message: BankMessage;
  /** '001.08' */
  readonly version: string;
  readonly messageId: string;
  readonly statements: readonly BankStatement[];
}

export type BankMessage = 'camt.052' | 'camt.053' | 'camt.054';
