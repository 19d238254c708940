import type { BankTransaction } from '@betalt/contract/bank/bank.ts';
import { expect, it } from 'vitest';
import { excessOf, type MatchPart, matchRequest, restOf, usualPart } from './match-form.ts';

const kroner = (value: number) => ({ currency: 'NOK', value });
const transfer = { properties: { amount: kroner(100) } } as BankTransaction;
const part = (invoiceName: string, typed: string): MatchPart => ({ invoiceName, typed });
const read = ({ typed }: MatchPart) =>
  Number.isNaN(Number(typed))
    ? ({ ok: false, problem: 'unreadable' } as const)
    : ({ ok: true, amount: kroner(Number(typed)) } as const);
const request = (parts: readonly MatchPart[], profile = 'P1', account = 'A1') =>
  matchRequest(transfer, { account, parts, profile }, read);

it('money that fits its invoices needs no profile', () => {
  expect(request([part('G1', '60'), part('G2', '40')], '')).toEqual({
    billingAccountName: 'A1',
    invoices: [
      { invoiceName: 'G1', amount: kroner(60) },
      { invoiceName: 'G2', amount: kroner(40) },
    ],
  });
});

it('what is left goes on account of the chosen profile', () => {
  expect(request([part('G1', '60')])).toMatchObject({ onAccount: { billingProfileName: 'P1' } });
  expect(request([])).toEqual({ billingAccountName: 'A1', invoices: [], onAccount: { billingProfileName: 'P1' } });
});

it('nothing is sent before it is clear where all of the money goes', () => {
  expect(request([part('G1', '60')], '')).toBeUndefined();
  expect(request([part('G1', '60'), part('G2', '40.01')])).toBeUndefined();
  expect(request([part('G1', 'sixty')])).toBeUndefined();
  expect(request([part('G1', '100')], 'P1', '')).toBeUndefined();
});

it('an invoice gets what is due of it, as far as the money reaches', () => {
  const due = (value: number) => ({ properties: { amountDue: kroner(value) } }) as never;
  expect(usualPart(due(30), restOf(kroner(100), [kroner(60)]))).toEqual(kroner(30));
  expect(usualPart(due(80), restOf(kroner(100), [kroner(60)]))).toEqual(kroner(40));
});

it('what the invoices are to get beyond the transfer is known, so that it can be said', () => {
  expect(excessOf(kroner(100), [kroner(60), kroner(70)])).toEqual(kroner(30));
  expect(excessOf(kroner(100), [kroner(60)])).toEqual(kroner(0));
});
