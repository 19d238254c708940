import type { BankTransaction } from '@betalt/contract/bank/bank.ts';
import type { Invoice } from '@betalt/contract/invoices/invoice.ts';
import type { Amount } from '@betalt/contract/shared/arm.ts';
import { useState } from 'react';
import { useTypedAmount, useWrittenAmount } from '../../../components/amount-field/amount-field.tsx';
import { smallerOf } from '../../../components/amount-field/typed-amount.ts';
import { excessOf, type MatchPart, type MatchWish, matchRequest, restOf, usualPart } from './match-form.ts';

/** Whose transfer it is, which invoices it pays with how much each, and where the rest goes. Begins with what was suggested. */
export function useMatchForm({ properties }: BankTransaction) {
  const { amount, suggestedInvoices } = properties;
  const written = useWrittenAmount();
  const read = useTypedAmount();
  const [wish, setWish] = useState<MatchWish>(() => {
    const [first, ...others] = suggestedInvoices;
    // Of several that fit, a person chooses.
    const sure = others.length === 0 && first?.amountDue.currency === amount.currency ? first : undefined;
    const parts = sure ? [{ invoiceName: sure.invoiceName, typed: written(smallerOf(sure.amountDue, amount)) }] : [];
    return { account: first?.billingAccountName ?? '', parts, profile: first?.billingProfileName ?? '' };
  });
  const [isTouched, setTouched] = useState(false);
  const change = (next: MatchWish) => {
    setTouched(true);
    setWish(next);
  };
  // Whether an invoice can take so much is the server's to say; the field only wants an amount of the transfer.
  const readPart = ({ typed }: MatchPart) => read(typed, { least: undefined, most: amount });
  const taken: Amount[] = wish.parts.flatMap((part) => {
    const typed = readPart(part);
    return typed.ok ? [typed.amount] : [];
  });
  const rest = restOf(amount, taken);
  const toggle = (invoice: Invoice, profile: string) => {
    const without = wish.parts.filter(({ invoiceName }) => invoiceName !== invoice.name);
    if (without.length < wish.parts.length) return change({ ...wish, parts: without });
    const part = { invoiceName: invoice.name, typed: written(usualPart(invoice, rest)) };
    return change({ ...wish, parts: [...wish.parts, part], profile: wish.profile === '' ? profile : wish.profile });
  };
  return {
    wish,
    isTouched,
    rest,
    excess: excessOf(amount, taken),
    request: matchRequest({ properties }, wish, readPart),
    chooseAccount: (account: string) => change({ account, parts: [], profile: '' }),
    chooseProfile: (profile: string) => change({ ...wish, profile }),
    toggle,
    type: (invoiceName: string, typed: string) =>
      change({
        ...wish,
        parts: wish.parts.map((part) => (part.invoiceName === invoiceName ? { ...part, typed } : part)),
      }),
  };
}

export type MatchForm = ReturnType<typeof useMatchForm>;
