import { createHash } from 'node:crypto';
import type { BankDirection, BankReference, BankTransaction } from '@betalt/core/bank/bank-transaction.ts';
import type { Currency } from '@betalt/core/money/currency.ts';
import type { CalendarDate } from '@betalt/core/shared/calendar-date.ts';
import type { Selectable } from 'kysely';
import type { BankTransaction as BankTransactionTable } from '../tables.ts';

export type BankTransactionRow = Selectable<BankTransactionTable>;

export const BANK_TRANSACTION_STATES = ['unmatched', 'suggested', 'matched', 'ignored', 'reversed'] as const;
export type BankTransactionState = (typeof BANK_TRANSACTION_STATES)[number];

/** An invoice that a person may confirm, as it is stored: the rest is read when it is shown. */
export interface SuggestedInvoice {
  readonly billingAccountId: string;
  readonly invoiceId: string;
}

/** The transaction as the bank's file said it. */
export function fromRow(row: BankTransactionRow): BankTransaction {
  return {
    direction: row.direction as BankDirection,
    isReversal: row.is_reversal,
    currency: row.currency as Currency,
    amountMinor: row.amount_minor,
    references: (row.creditor_references as { text: string; amountMinor?: string }[]).map(toReference),
    partCount: row.part_count,
    ...present({
      original: row.original as BankTransaction['original'] | null,
      bookedOn: row.booked_on as CalendarDate | null,
      valueOn: row.value_on as CalendarDate | null,
      entryReference: row.entry_reference,
      partReference: row.part_reference,
      endToEndId: row.end_to_end_id,
      instructionId: row.instruction_id,
      transactionId: row.transaction_id,
      uetr: row.uetr,
      remittance: row.remittance,
      counterpartyName: row.counterparty_name,
      counterpartyAccount: row.counterparty_account,
      code: row.code,
    }),
  };
}

/** The columns that say what the bank said. */
export function toColumns(transaction: BankTransaction) {
  return {
    direction: transaction.direction,
    is_reversal: transaction.isReversal,
    currency: transaction.currency,
    amount_minor: transaction.amountMinor,
    original: transaction.original ?? null,
    booked_on: transaction.bookedOn ?? null,
    value_on: transaction.valueOn ?? null,
    entry_reference: transaction.entryReference ?? null,
    part_reference: transaction.partReference ?? null,
    end_to_end_id: transaction.endToEndId ?? null,
    instruction_id: transaction.instructionId ?? null,
    transaction_id: transaction.transactionId ?? null,
    uetr: transaction.uetr ?? null,
    creditor_references: transaction.references.map(({ text, amountMinor }) =>
      amountMinor === undefined ? { text } : { text, amountMinor: amountMinor.toString() },
    ),
    remittance: transaction.remittance ?? null,
    counterparty_name: transaction.counterpartyName ?? null,
    counterparty_account: transaction.counterpartyAccount ?? null,
    code: transaction.code ?? null,
    part_count: transaction.partCount,
  };
}

/** Of all that the bank said, so that only what is alike in everything shares it. */
export function fingerprintOf(transaction: BankTransaction): Buffer {
  const text = JSON.stringify(toColumns(transaction), (_, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  );
  return createHash('sha256').update(text).digest();
}

function toReference({ text, amountMinor }: { text: string; amountMinor?: string }): BankReference {
  return amountMinor === undefined ? { text } : { text, amountMinor: BigInt(amountMinor) };
}

/** Without the keys whose value is null. */
function present<T extends object>(fields: T): { [Key in keyof T]?: Exclude<T[Key], null | undefined> } {
  const entries = Object.entries(fields).filter(([, value]) => value !== null);
  return Object.fromEntries(entries) as { [Key in keyof T]?: Exclude<T[Key], null | undefined> };
}
