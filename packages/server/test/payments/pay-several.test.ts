import type { LightMyRequestResponse } from 'fastify';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { voidInvoice } from '../../src/app/invoices/void-invoice.ts';
import { inTransaction } from '../../src/db/database.ts';
import { newId } from '../../src/db/new-id.ts';
import { aCard, anInvoice } from '../support/payables.ts';
import { onNewAccount, type PayingServer, payingServer } from '../support/paying.ts';
import { aPerson, aProfile, aRole } from '../support/people.ts';

const shared = await payingServer();
const { wiring, sandbox, owner } = shared;
const kroner = (value: number) => ({ currency: 'NOK', value });

let server: PayingServer;
let card: string;

beforeAll(async () => {
  card = await aCard(wiring, sandbox, owner);
});

// All that is due is the account's: each test has one of its own.
beforeEach(async () => {
  server = await onNewAccount(shared);
});

const invoice = (amountMinor: bigint, dueInDays = 10) => anInvoice(wiring, server.account, { amountMinor, dueInDays });
const pay = (body: object, options = {}) => server.post('/payInvoices', { paymentMethodId: card, ...body }, options);
const quote = (body: object) => server.post('/payInvoices/quote', body);
const named = (names: readonly string[]) => ({ invoices: names.map((invoiceId) => ({ invoiceId })) });

async function dueOf(names: readonly string[]): Promise<number[]> {
  return Promise.all(
    names.map(async (name) => (await server.get(`/invoices/${name}`)).json().properties.amountDue.value),
  );
}

/** Sums that the sandbox captured for payments over any of these invoices. */
async function capturedFor(names: readonly string[]): Promise<number[]> {
  const amounts: number[] = [];
  for await (const intent of sandbox.witness.paymentIntents.list({ limit: 100 }))
    if (intent.status === 'succeeded' && names.some((name) => (intent.description ?? '').includes(name)))
      amounts.push(intent.amount_received);
  return amounts;
}

function refusal(answer: LightMyRequestResponse) {
  const { code, target } = answer.json().error;
  return [answer.statusCode, code, target];
}

async function makeVoid(invoiceName: string) {
  const { billingAccountId } = server.account;
  const issuer = { userId: newId(), name: 'Issuer' };
  return inTransaction(wiring.database.db, (tx) =>
    voidInvoice(tx, { billingAccountId, invoiceName }, { issuer, at: wiring.clock() }),
  );
}

describe('several invoices in one payment', () => {
  it('are charged once, in one sum, and each says what it got', async () => {
    const names = [await invoice(100_00n), await invoice(250_50n), await invoice(400_00n)];
    const paid = await pay({
      invoices: [
        { invoiceId: `${server.base}/invoices/${names[0]}` },
        { invoiceId: names[1] },
        { invoiceId: names[2], amount: kroner(150) },
      ],
    });
    expect(paid.statusCode).toBe(200);
    expect(paid.json().properties).toMatchObject({ amount: kroner(500.5), outcome: 'succeeded', isAutomatic: false });
    expect(paid.json().properties.allocations.map((part: { amount: unknown }) => part.amount)).toEqual([
      kroner(100),
      kroner(250.5),
      kroner(150),
    ]);
    expect(await dueOf(names)).toEqual([0, 0, 250]);
    expect(await capturedFor(names)).toEqual([500_50]);
  });

  it('all that is due is found, past due and due, and nothing that is not', async () => {
    const names = [await invoice(100_00n, -5), await invoice(200_00n, 0), await invoice(300_00n, 20)];
    const gone = await invoice(400_00n);
    await makeVoid(gone);
    const paid = await pay({ allDue: true }, { key: 'all-due' });
    expect(paid.json().properties.amount).toEqual(kroner(600));
    expect(await dueOf(names)).toEqual([0, 0, 0]);
    // Nothing is due any more, and the same request is still the same payment.
    expect((await pay({ allDue: true }, { key: 'all-due' })).json().name).toBe(paid.json().name);
    expect(refusal(await pay({ allDue: true }))).toEqual([409, 'NothingDue', undefined]);
  });

  it('a lump sum pays the oldest due first', async () => {
    const names = [await invoice(100_00n, 20), await invoice(200_00n, -9), await invoice(300_00n, 1)];
    const paid = await pay({ allDue: true, amount: kroner(350) });
    expect(paid.json().properties.amount).toEqual(kroner(350));
    expect(await dueOf(names)).toEqual([100, 0, 150]);
    expect(refusal(await pay({ allDue: true, amount: kroner(250.01) }))[1]).toBe('AmountAboveDue');
  });

  it('lump sum over five invoices with one voided meanwhile: refused, naming it, and nothing is charged', async () => {
    const names = await Promise.all([1n, 2n, 3n, 4n, 5n].map((each) => invoice(each * 100_00n)));
    const third = names[2] ?? '';
    await makeVoid(third);
    expect(refusal(await pay({ ...named(names), amount: kroner(1200) }))).toEqual([409, 'InvoiceVoid', third]);
    expect(await dueOf(names)).toEqual([100, 200, 0, 400, 500]);
    expect(await capturedFor(names)).toEqual([]);
  });

  it('one paid meanwhile refuses the whole, naming it, and charges nothing for the others', async () => {
    const names = [await invoice(100_00n), await invoice(200_00n), await invoice(300_00n)];
    await server.pay(names[1] ?? '', card);
    expect(refusal(await pay(named(names)))).toEqual([409, 'InvoiceAlreadyPaid', names[1]]);
    expect(await capturedFor(names)).toEqual([200_00]);
  });

  it('raced by a second tab that pays one of them, is paid whole or refused whole', async () => {
    const names = [await invoice(100_00n), await invoice(200_00n), await invoice(300_00n)];
    const [several, single] = await Promise.all([pay(named(names)), server.pay(names[1] ?? '', card)]);
    const captured = (await capturedFor(names)).reduce((sum, each) => sum + each, 0);
    const due = await dueOf(names);
    expect(captured + due.reduce((sum, each) => sum + each * 100, 0)).toBe(600_00);
    expect([several.statusCode, single.statusCode].sort()).toEqual([200, 409]);
    expect(several.statusCode === 200 ? due : due[1]).toEqual(several.statusCode === 200 ? [0, 0, 0] : 0);
  });

  it('raced by the issuer who voids one of them, is never charged for the void one', async () => {
    const names = [await invoice(100_00n), await invoice(200_00n)];
    const [paid, voided] = await Promise.all([pay({ allDue: true }), makeVoid(names[1] ?? '')]);
    const captured = (await capturedFor(names)).reduce((sum, each) => sum + each, 0);
    // Void before the list was made, it is not in it; void after, the whole payment is refused; paid first, it cannot be made void.
    const whole = voided.ok ? 100_00 : 300_00;
    expect(paid.statusCode === 200 || voided.ok).toBe(true);
    expect(captured).toBe(paid.statusCode === 200 ? whole : 0);
  });

  it.each([
    ['nothing named', {}, [400, 'InvalidRequestBody', '$.invoices']],
    [
      'both ways of naming',
      { invoices: [{ invoiceId: 'X' }], allDue: true },
      [400, 'InvalidRequestBody', '$.invoices'],
    ],
    ['an invoice that is not there', { invoices: [{ invoiceId: 'X' }] }, [404, 'InvoiceNotFound', 'X']],
    ['one named twice', { invoices: [{ invoiceId: 'X' }, { invoiceId: 'x' }] }, [400, 'InvoiceNamedTwice', 'X']],
    [
      'another account’s',
      { invoices: [{ invoiceId: '/providers/Microsoft.Billing/billingAccounts/A/invoices/X' }] },
      [404, 'InvoiceNotFound', '/providers/Microsoft.Billing/billingAccounts/A/invoices/X'],
    ],
    [
      'a profile that is not there',
      { allDue: true, billingProfileId: 'NONE' },
      [404, 'BillingProfileNotFound', undefined],
    ],
    [
      'a sum in a currency that nobody has',
      { allDue: true, amount: { currency: 'XYZ', value: 1 } },
      [400, 'InvalidAmount', '$.amount'],
    ],
  ])('of %s are refused', async (_what, body, expected) => {
    await invoice(100_00n);
    expect(refusal(await pay(body))).toEqual(expected);
  });

  it('in several currencies are paid each by itself, which is said with their names', async () => {
    const euros = await anInvoice(wiring, await aProfile(wiring, server.account, 'EUR'), { amountMinor: 50_00n });
    await invoice(100_00n);
    const refused = await pay({ allDue: true });
    expect(refusal(refused)).toEqual([400, 'SeveralCurrencies', undefined]);
    expect(refused.json().error.message).toContain('EUR, NOK');
    const paid = await pay({ allDue: true, amount: { currency: 'EUR', value: 20 } });
    expect(paid.json().properties.allocations).toMatchObject([
      { invoiceName: euros, amount: { currency: 'EUR', value: 20 } },
    ]);
  });

  it('are only those that the payer may pay', async () => {
    const names = [await invoice(100_00n)];
    const reader = await aPerson(wiring);
    await aRole(wiring, server.account, reader, 'Billing account reader');
    expect(refusal(await pay({ allDue: true }, { as: reader }))[1]).toBe('NothingDue');
    expect(refusal(await pay(named(names), { as: reader }))).toEqual([403, 'NoPermission', names[0]]);
  });
});

describe('a quote', () => {
  it('says what would be paid, in which order, and what would not and why', async () => {
    const [late, due, paid] = [await invoice(100_00n, -5), await invoice(200_00n), await invoice(50_00n)];
    await server.pay(paid, card);
    const quoted = (await quote({ ...named([due, paid, late]), credits: true })).json();
    expect(quoted).toMatchObject({
      groups: [
        {
          currency: 'NOK',
          invoices: [
            { invoiceName: late, displayStatus: 'PastDue', amountDue: kroner(100), amount: kroner(100) },
            { invoiceName: due, displayStatus: 'Due', amountDue: kroner(200) },
          ],
          total: kroner(300),
          credits: kroner(0),
          toPayByCard: kroner(300),
          cardLimit: kroner(500_000),
          minimumAmount: kroner(3),
          aboveCardLimit: false,
        },
      ],
      excluded: [{ invoiceName: paid, reasonCode: 'AlreadyPaid' }],
    });
  });

  it('has a group for each currency, shows the split of a lump sum, and the limit of the whole', async () => {
    await anInvoice(wiring, await aProfile(wiring, server.account, 'EUR'), { amountMinor: 50_00n });
    const names = [await invoice(400_000_00n, 1), await invoice(300_000_00n, 2)];
    const all = (await quote({ allDue: true })).json();
    expect(
      all.groups.map((group: { currency: string; aboveCardLimit: boolean }) => [group.currency, group.aboveCardLimit]),
    ).toEqual([
      ['EUR', false],
      ['NOK', true],
    ]);
    const split = (await quote({ allDue: true, amount: kroner(450_000) })).json();
    expect(split.groups[0].invoices.map((part: { amount: unknown }) => part.amount)).toEqual([
      kroner(400_000),
      kroner(50_000),
    ]);
    expect(split.groups[0].aboveCardLimit).toBe(false);
    expect(await dueOf(names)).toEqual([400_000, 300_000]);
  });
});
