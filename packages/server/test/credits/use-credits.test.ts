import type { LightMyRequestResponse } from 'fastify';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { payInvoices } from '../../src/app/payments/pay-several.ts';
import { payerOf } from '../../src/app/payments/payer.ts';
import { aCreditNote, moneyOnAccount } from '../support/credits.ts';
import { aCard, anInvoice } from '../support/payables.ts';
import { onNewAccount, type PayingServer, payingServer } from '../support/paying.ts';
import { anIssuer, aPerson, aRole, type TestPerson } from '../support/people.ts';

const shared = await payingServer();
const { wiring, sandbox, owner } = shared;
const kroner = (value: number) => ({ currency: 'NOK', value });

let server: PayingServer;
let card: string;

beforeAll(async () => {
  card = await aCard(wiring, sandbox, owner);
});

// Credit is the profile's: each test has a profile of its own.
beforeEach(async () => {
  server = await onNewAccount(shared);
});

const payWithCredit = (name: string, body: object = {}, options: { as?: TestPerson; key?: string } = {}) =>
  server.post(`/invoices/${name}/pay`, { credits: true, ...body }, options);

async function invoice(name: string) {
  return (await server.get(`/invoices/${name}`)).json().properties;
}

async function credits() {
  const [profile] = (await server.get('/billingProfiles')).json().value;
  return (await server.get(`/billingProfiles/${profile.name}/credits`)).json();
}

function error(answer: LightMyRequestResponse) {
  return [answer.statusCode, answer.json().error?.code];
}

describe('credit first', () => {
  it('covers the whole: no card is needed, and nothing is charged', async () => {
    await moneyOnAccount(wiring, server.account, 500_00n);
    const name = await anInvoice(wiring, server.account, { amountMinor: 400_00n });
    const paid = await payWithCredit(name);
    expect(paid.statusCode).toBe(200);
    expect(paid.json().properties).toMatchObject({
      outcome: 'succeeded',
      paymentMethodFamily: 'Credits',
      amount: kroner(400),
      paidBy: owner.name,
      attempts: [],
      allocations: [{ invoiceName: name, amount: kroner(400), returnedAmount: kroner(0) }],
    });
    expect(await invoice(name)).toMatchObject({ status: 'Paid', amountDue: kroner(0) });
    expect(await credits()).toMatchObject({
      currency: 'NOK',
      credits: kroner(0),
      moneyOnAccount: kroner(100),
      items: [{ kind: 'MoneyOnAccount', original: kroner(500), remaining: kroner(100) }],
    });
    expect(await shared.captured(name)).toEqual([]);
  });

  it('uses credit notes before money on account, and the card for the rest', async () => {
    const note = await aCreditNote(server, 100_00n);
    await moneyOnAccount(wiring, server.account, 50_00n);
    const name = await anInvoice(wiring, server.account, { amountMinor: 400_00n });
    const paid = await payWithCredit(name, { paymentMethodId: card });
    expect(paid.statusCode).toBe(200);
    expect(paid.json().properties).toMatchObject({ amount: kroner(250), creditsUsed: { amount: kroner(150) } });
    expect(await shared.captured(name)).toEqual([250_00]);
    expect(await invoice(name)).toMatchObject({ status: 'Paid', payments: [{}, {}] });
    expect(await invoice(note)).toMatchObject({ amountDue: kroner(0) });
    expect((await credits()).items).toEqual([]);
  });

  it('stays used when the card is declined afterwards, and the answer says so', async () => {
    await moneyOnAccount(wiring, server.account, 100_00n);
    const name = await anInvoice(wiring, server.account, { amountMinor: 400_00n });
    const bad = await aCard(wiring, sandbox, owner, 'pm_card_chargeCustomerFail');
    const declined = await payWithCredit(name, { paymentMethodId: bad });
    expect(error(declined)).toEqual([402, 'PaymentDeclined']);
    expect(declined.json().error.additionalInfo[0].info).toMatchObject({
      creditsUsed: { amount: kroner(100) },
      partPayment: { allowed: true, minimumAmount: kroner(3) },
    });
    expect(await invoice(name)).toMatchObject({ status: 'Due', amountDue: kroner(300) });
    expect((await server.pay(name, card)).statusCode).toBe(200);
    expect(await shared.captured(name)).toEqual([300_00]);
  });

  it('asked again with the same key is the same payment, whatever was covered', async () => {
    await moneyOnAccount(wiring, server.account, 100_00n);
    const [whole, part] = [
      await anInvoice(wiring, server.account, { amountMinor: 40_00n }),
      await anInvoice(wiring, server.account, { amountMinor: 400_00n }),
    ];
    for (const [name, body] of [
      [whole, {}],
      [part, { paymentMethodId: card }],
    ] as const) {
      const [first, again] = [
        await payWithCredit(name, body, { key: `k-${name}` }),
        await payWithCredit(name, body, { key: `k-${name}` }),
      ];
      expect(again.json()).toEqual(first.json());
    }
    expect(error(await payWithCredit(part, {}, { key: `k-${part}` }))).toEqual([409, 'IdempotencyKeyReused']);
    expect(await shared.captured(part)).toEqual([340_00]);
  });

  it('sent twice at once with one key uses the credit once and charges the rest once', async () => {
    await moneyOnAccount(wiring, server.account, 100_00n);
    const name = await anInvoice(wiring, server.account, { amountMinor: 400_00n });
    const answers = await Promise.all(
      [1, 2, 3].map(() => payWithCredit(name, { paymentMethodId: card }, { key: 'at-once' })),
    );
    const names = new Set(answers.map((answer) => answer.json().name));
    expect(names.size).toBe(1);
    expect(await shared.captured(name)).toEqual([300_00]);
  });

  it('of one profile is used once, when two invoices are paid with it at the same moment', async () => {
    await moneyOnAccount(wiring, server.account, 100_00n);
    const names = [
      await anInvoice(wiring, server.account, { amountMinor: 80_00n }),
      await anInvoice(wiring, server.account, { amountMinor: 80_00n }),
    ];
    const answers = await Promise.all(names.map((name) => payWithCredit(name)));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
    const left = await Promise.all(names.map(async (name) => (await invoice(name)).amountDue.value));
    expect(left.sort()).toEqual([0, 60]);
    expect((await credits()).moneyOnAccount).toEqual(kroner(0));
  });

  it('goes on after a kill between the credit and the card, and pays only the rest', async () => {
    await moneyOnAccount(wiring, server.account, 100_00n);
    const names = [
      await anInvoice(wiring, server.account, { amountMinor: 60_00n, dueInDays: -2 }),
      await anInvoice(wiring, server.account, { amountMinor: 200_00n }),
    ];
    const order = {
      billingAccountId: server.account.billingAccountId,
      agreementType: 'MicrosoftCustomerAgreement' as const,
      which: { allDueIn: 'all' as const },
      lumpSum: { currency: 'NOK' as const, amountMinor: 220_00n },
      paymentMethodId: card,
      credits: true,
      idempotencyKey: 'killed-in-between',
    };
    const actor = { ...owner, roles: [{ role: 'Billing account owner' as const }], issuerRoles: [] };
    const killed = () => Promise.reject(new Error('killed'));
    const dependencies = { db: wiring.database.db, clock: wiring.clock, onCommitted: () => undefined };
    await expect(
      payInvoices({ ...dependencies, payments: { ...wiring.payments, pay: killed } }, payerOf(actor), order),
    ).rejects.toThrow('killed');
    const paid = await payInvoices({ ...dependencies, payments: wiring.payments }, payerOf(actor), order);
    expect(paid.ok).toBe(true);
    const due = await Promise.all(names.map(async (name) => (await invoice(name)).amountDue.value));
    expect(due).toEqual([0, 40]);
    expect((await credits()).moneyOnAccount).toEqual(kroner(0));
  });

  it('leaves the card nothing, or no less than it can be charged', async () => {
    await moneyOnAccount(wiring, server.account, 99_00n);
    const name = await anInvoice(wiring, server.account, { amountMinor: 100_00n });
    expect((await payWithCredit(name, { paymentMethodId: card })).statusCode).toBe(200);
    expect(await shared.captured(name)).toEqual([3_00]);
    expect((await credits()).moneyOnAccount).toEqual(kroner(2));
  });

  it('alone pays as far as it goes; a named amount it pays whole or not at all', async () => {
    await moneyOnAccount(wiring, server.account, 100_00n);
    const name = await anInvoice(wiring, server.account, { amountMinor: 300_00n });
    expect(error(await payWithCredit(name, { amount: kroner(200) }))).toEqual([409, 'CreditNotEnough']);
    expect((await payWithCredit(name, { amount: kroner(1) })).statusCode).toBe(200);
    expect((await payWithCredit(name)).statusCode).toBe(200);
    expect(await invoice(name)).toMatchObject({ status: 'Due', amountDue: kroner(200) });
    expect(error(await payWithCredit(name))).toEqual([409, 'NoCreditLeft']);
    expect(error(await server.post(`/invoices/${name}/pay`, {}))).toEqual([400, 'PaymentMethodRequired']);
  });

  it('is refused while a payment by card holds the invoice, and nothing is used', async () => {
    await moneyOnAccount(wiring, server.account, 100_00n);
    const name = await anInvoice(wiring, server.account, { amountMinor: 80_00n });
    expect(
      (await server.pay(name, await aCard(wiring, sandbox, owner, 'pm_card_authenticationRequired'))).statusCode,
    ).toBe(202);
    expect(error(await payWithCredit(name))).toEqual([409, 'PaymentInProgress']);
    expect((await credits()).moneyOnAccount).toEqual(kroner(100));
  });

  it('is not used when the rest would be refused: above the limit, or with a card of somebody else', async () => {
    await moneyOnAccount(wiring, server.account, 100_00n);
    const large = await anInvoice(wiring, server.account, { amountMinor: 600_000_00n });
    expect(error(await payWithCredit(large, { paymentMethodId: card }))).toEqual([409, 'AboveCardLimit']);
    const other = await aPerson(wiring);
    const small = await anInvoice(wiring, server.account, { amountMinor: 200_00n });
    const theirs = await aCard(wiring, sandbox, other);
    expect(error(await payWithCredit(small, { paymentMethodId: theirs }))).toEqual([404, 'PaymentMethodNotFound']);
    expect((await credits()).moneyOnAccount).toEqual(kroner(100));
  });

  it('is for those who may pay, and is told to those who may see credit', async () => {
    await moneyOnAccount(wiring, server.account, 100_00n);
    const name = await anInvoice(wiring, server.account, { amountMinor: 80_00n });
    const [reader, stranger] = [await aPerson(wiring), await aPerson(wiring)];
    await aRole(wiring, server.account, reader, 'Billing profile reader', { onProfile: true });
    expect(error(await payWithCredit(name, {}, { as: reader }))).toEqual([403, 'NoPermission']);
    expect((await payWithCredit(name, {}, { as: stranger })).statusCode).toBe(404);
    const [profile] = (await server.get('/billingProfiles')).json().value;
    expect((await server.get(`/billingProfiles/${profile.name}/credits`, reader)).statusCode).toBe(200);
    expect((await server.get(`/billingProfiles/${profile.name}/credits`, stranger)).statusCode).toBe(404);
    expect((await credits()).moneyOnAccount).toEqual(kroner(100));
  });
});

describe('money on account', () => {
  const place = async (names: readonly string[], as?: TestPerson) => {
    const [profile] = (await server.get('/billingProfiles')).json().value;
    const invoices = names.map((invoiceId) => ({ invoiceId }));
    return server.post(`/billingProfiles/${profile.name}/credits/place`, { invoices }, as === undefined ? {} : { as });
  };

  it('is placed by the payer or by the issuer, oldest due first and as far as it goes, and leaves credit notes alone', async () => {
    const note = await aCreditNote(server, 100_00n);
    await moneyOnAccount(wiring, server.account, 150_00n);
    const names = [
      await anInvoice(wiring, server.account, { amountMinor: 80_00n, dueInDays: 9 }),
      await anInvoice(wiring, server.account, { amountMinor: 90_00n, dueInDays: -9 }),
    ];
    const issuer = await anIssuer(wiring);
    expect((await place([names[1] ?? ''], issuer)).json().properties).toMatchObject({
      amount: kroner(90),
      paidBy: issuer.name,
    });
    expect((await place(names.slice(0, 1))).json().properties.amount).toEqual(kroner(60));
    expect(await Promise.all(names.map(async (name) => (await invoice(name)).amountDue))).toEqual([
      kroner(20),
      kroner(0),
    ]);
    expect((await credits()).items).toMatchObject([{ name: note, remaining: kroner(100) }]);
    expect(error(await place(names.slice(0, 1)))).toEqual([409, 'NoCreditLeft']);
  });

  it('is placed by nobody who only reads, and not by support of the issuer', async () => {
    await moneyOnAccount(wiring, server.account, 150_00n);
    const name = await anInvoice(wiring, server.account, { amountMinor: 80_00n });
    const reader = await aPerson(wiring);
    await aRole(wiring, server.account, reader, 'Billing profile reader', { onProfile: true });
    const support = await anIssuer(wiring, { role: 'Issuer support' });
    expect(error(await place([name], reader))).toEqual([403, 'NoPermission']);
    expect(error(await place([name], support))).toEqual([403, 'NoPermission']);
    expect((await place([name], await aPerson(wiring))).statusCode).toBe(404);
    expect(await invoice(name)).toMatchObject({ amountDue: kroner(80) });
  });
});
