import type { ProfileCredits } from '@betalt/contract/payments/credits.ts';
import { toArmNumber } from '@betalt/core/money/arm-number.ts';
import type { Currency } from '@betalt/core/money/currency.ts';
import type { CreditNoteRow, CreditRows, MoneyOnAccountRow } from '../../db/queries/credits.ts';

/** Oldest first, whatever kind; the sums are in the profile's own currency. */
export function presentCredits({ notes, money }: CreditRows, currency: string, accountId: string): ProfileCredits {
  const items = [
    ...notes.map((note) => presentNote(note, accountId)),
    ...money.map((each) => presentMoney(each, accountId)),
  ];
  const sum = (rows: readonly { readonly currency: string; readonly remaining_minor: bigint }[]) =>
    rows.filter((row) => row.currency === currency).reduce((total, row) => total + row.remaining_minor, 0n);
  return {
    currency,
    credits: amount(sum(notes), currency),
    moneyOnAccount: amount(sum(money), currency),
    items: items.toSorted((one, other) => (one.date < other.date ? -1 : 1)),
  };
}

function presentNote(note: CreditNoteRow, accountId: string): ProfileCredits['items'][number] {
  return {
    kind: 'CreditNote',
    id: `${accountId}/invoices/${note.name}`,
    name: note.name,
    date: `${note.invoice_on}T00:00:00.000Z`,
    original: amount(note.total_minor, note.currency),
    remaining: amount(note.remaining_minor, note.currency),
  };
}

function presentMoney(each: MoneyOnAccountRow, accountId: string): ProfileCredits['items'][number] {
  return {
    kind: 'MoneyOnAccount',
    id: `${accountId}/payments/${each.payment_id}`,
    name: each.payment_id,
    date: each.created_at.toISOString(),
    original: amount(each.original_minor, each.currency),
    remaining: amount(each.remaining_minor, each.currency),
  };
}

function amount(amountMinor: bigint, currency: string) {
  return { currency, value: toArmNumber({ currency: currency as Currency, amountMinor }) };
}
