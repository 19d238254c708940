import { payerKey } from '@betalt/core/bank/payer-key.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lookAgain } from '../../src/app/bank/look-again.ts';
import { matchWaitingTransactions } from '../../src/app/bank/match-waiting.ts';
import { aCredit, camtFile, type TestEntry } from '../support/bank-files.ts';
import { anInvoice } from '../support/payables.ts';
import { anAccount } from '../support/people.ts';
import { bankServer } from './bank-server.ts';

const server = await bankServer();
const { imported, invoice, shown, send, transactions } = server;
const dependencies = { db: server.database.db, clock: server.wiring.clock, onCommitted: () => undefined };

async function received(entry: TestEntry): Promise<string> {
  await imported(camtFile({ entries: [entry] }));
  return (await transactions('?top=1'))[0]?.name ?? '';
}

async function stateOf(name: string): Promise<object> {
  return (await send('GET', `/bankTransactions/${name}`)).json<{ properties: object }>().properties;
}

/** The number that the next invoice of the tests will have. */
async function nextNumber(): Promise<string> {
  const last = await anInvoice(server.wiring, server.account);
  return `T${String(Number(last.slice(1)) + 1).padStart(6, '0')}`;
}

describe('a transfer that came before its invoice', () => {
  it('pays it once it is issued', async () => {
    const number = await nextNumber();
    const early = await received(aCredit('125.00', { text: `Faktura ${number}` }));
    expect(await stateOf(early)).toMatchObject({ state: 'unmatched', reason: 'no_invoice_found' });
    expect(await lookAgain(dependencies)).toBe(0);
    const { name } = await invoice(125_00n);
    expect(name).toBe(number);
    expect(await lookAgain(dependencies)).toBe(1);
    await matchWaitingTransactions(dependencies);
    expect(await shown(name)).toMatchObject({ status: 'Paid', amountDue: { value: 0 } });
    expect(await lookAgain(dependencies)).toBe(0);
  });

  it('stays where a person has put it', async () => {
    const number = await nextNumber();
    const early = await received(aCredit('126.00', { text: number }));
    await send('POST', `/bankTransactions/${early}/ignore`);
    await invoice(126_00n);
    expect(await lookAgain(dependencies)).toBe(0);
    expect(await stateOf(early)).toMatchObject({ state: 'ignored' });
  });
});

describe('a reversal that is imported before what it takes back', () => {
  it.each([true, false])(
    'takes it back when that comes, also where the bank does not call it one (%s)',
    async (isReversal) => {
      const { name, reference } = await invoice(130_00n);
      const credit = aCredit('130.00', { reference, endToEndId: `E2E-EARLY-${isReversal}` });
      const debit = await received({ ...credit, direction: 'DBIT', isReversal });
      await received(credit);
      await matchWaitingTransactions(dependencies);
      expect(await stateOf(debit)).toMatchObject({ state: 'matched' });
      expect(await shown(name)).toMatchObject({ status: 'Due', amountDue: { value: 130 } });
    },
  );
});

describe('a payer whose name has letters that a bank does not', () => {
  it.each([
    ['BJORN', 301],
    ['BJOERN SAETR', 302],
    ['Bjørn Sætre AS', 303],
    ['BJRN STRE AS', 304],
  ])('is found as %s', async (payer, amount) => {
    const account = await anAccount(server.wiring, server.owner, { companyName: 'Bjørn Sætre AS' });
    const name = await anInvoice(server.wiring, account, { amountMinor: BigInt(amount) * 100n });
    const transaction = await received(aCredit(`${amount}.00`, { payer }));
    expect(await stateOf(transaction)).toMatchObject({
      state: 'suggested',
      reason: 'amount_and_name',
      suggestedInvoices: [{ invoiceName: name }],
    });
  });

  it('is the same to the database as to the matching', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: fc.oneof(fc.constantFrom(...'AEOUaeouøØåÅæÆüÜßœłĐðÞþéÉ1 &'), fc.string({ minLength: 1 })) }),
        async (raw) => {
          const name = raw.replaceAll('\0', '');
          const { rows } = await server.database.pool.query<{ key: string }>('select payer_key($1) as key', [name]);
          expect([name, rows[0]?.key]).toEqual([name, payerKey(name)]);
        },
      ),
      { numRuns: 200 },
    );
  });
});
