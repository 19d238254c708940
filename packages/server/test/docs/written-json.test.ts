import { Invoice, InvoicePage } from '@betalt/contract/invoices/invoice.ts';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { describe, expect, it } from 'vitest';
import { aCard, anInvoice } from '../support/payables.ts';
import { payingServer } from '../support/paying.ts';
import { bearer } from '../support/people.ts';

const server = await payingServer();
const { wiring, sandbox, owner, account, base, app, pay } = server;

const VERSIONS = ['2024-04-01', '2026-11-01-betalt'] as const;

/*
 * Decision 0010: invoices are written as text, past the serialiser that holds other answers to their schema. So they are held
 * here: one of each state that has members of its own.
 */
const paid = await anInvoice(wiring, account);
const partPaid = await anInvoice(wiring, account, { amountMinor: 500_00n, dueInDays: -3 });
const declined = await anInvoice(wiring, account);
const held = await anInvoice(wiring, account);
await anInvoice(wiring, account, { dueInDays: -1 });
const card = await aCard(wiring, sandbox, owner);
const answers = [
  await pay(paid, card),
  await pay(partPaid, card, { amount: { currency: 'NOK', value: 100.1 } }),
  await pay(declined, await aCard(wiring, sandbox, owner, 'pm_card_chargeCustomerFail')),
  await pay(held, await aCard(wiring, sandbox, owner, 'pm_card_authenticationRequired')),
];

describe('the JSON of invoices that is written as text', () => {
  it('is tried on every state that has members of its own', () => {
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 402, 202]);
  });

  it.each(VERSIONS)('is what the contract says, as a list, in %s', async (version) => {
    const answer = await get(`/invoices?api-version=${version}&count=true&top=3`);
    expect(strays(InvoicePage, answer)).toEqual([]);
    expect(answer).toMatchObject({ totalCount: 5, nextLink: expect.stringContaining('skipToken') });
    expect(answer.value).toHaveLength(3);
  });

  it.each(VERSIONS)('is what the contract says, each by itself, in %s', async (version) => {
    for (const name of [paid, partPaid, declined, held])
      expect(strays(Invoice, await get(`/invoices/${name}?api-version=${version}`))).toEqual([]);
  });

  it('has amounts to the øre', async () => {
    const { properties } = await get(`/invoices/${partPaid}?api-version=2024-04-01`);
    expect(properties.amountDue).toEqual({ currency: 'NOK', value: 399.9 });
    expect(properties.payments).toMatchObject([{ amount: { currency: 'NOK', value: 100.1 } }]);
  });
});

async function get(path: string) {
  const answer = await app.inject({ method: 'GET', url: `${base}${path}`, headers: bearer(owner) });
  expect(answer.statusCode).toBe(200);
  return answer.json();
}

/** Where an answer strays from its schema; members that the schema does not have are none of its business. */
function strays(schema: TSchema, answer: unknown): string[] {
  return Compile(schema)
    .Errors(answer)
    .map(({ instancePath, message }) => `${instancePath} ${message}`);
}
