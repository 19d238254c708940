import { beforeAll, describe, expect, it } from 'vitest';
import { invoiceOver } from '../support/issue-orders.ts';
import { anInvoice } from '../support/payables.ts';
import { payingServer } from '../support/paying.ts';
import { anIssuer, type TestPerson } from '../support/people.ts';

const server = await payingServer();
const { wiring, account } = server;
let issuer: TestPerson;

beforeAll(async () => {
  issuer = await anIssuer(wiring);
});

const REASON = { reason: 'Wrong price' };
const kroner = (value: number) => ({ currency: 'NOK', value });
const post = (path: string, payload: object, key?: string) =>
  server.post(path, payload, { as: issuer, ...(key === undefined ? {} : { key }) });
const invoice = async (name: string) => (await server.get(`/invoices/${name}`)).json().properties;
const REPLACEMENT = invoiceOver(320);

describe('a credit note asked for again', () => {
  it('with the same key, because the answer was lost, is the same credit note', async () => {
    const name = await anInvoice(wiring, account, { amountMinor: 400_00n });
    const part = { ...REASON, amount: kroner(100) };
    const [first, second] = await Promise.all([1, 2].map(() => post(`/invoices/${name}/creditNote`, part, 'credit-1')));
    const third = await post(`/invoices/${name}/creditNote`, part, 'credit-1');
    expect([first, second, third].map((each) => each?.statusCode)).toEqual([200, 200, 200]);
    expect(new Set([first, second, third].map((each) => each?.json().name)).size).toBe(1);
    expect(await invoice(name)).toMatchObject({ amountDue: kroner(300) });
  });

  it('with the key of something else is refused', async () => {
    const name = await anInvoice(wiring, account, { amountMinor: 400_00n });
    await post(`/invoices/${name}/creditNote`, { ...REASON, amount: kroner(100) }, 'credit-2');
    const other = await post(`/invoices/${name}/creditNote`, { ...REASON, amount: kroner(101) }, 'credit-2');
    expect([other.statusCode, other.json().error.code]).toEqual([409, 'IdempotencyKeyReused']);
    expect(await invoice(name)).toMatchObject({ amountDue: kroner(300) });
  });
});

describe('an invoice that is corrected again', () => {
  it('with the same key, because the answer was lost, has the same successor', async () => {
    const name = await anInvoice(wiring, account, { amountMinor: 400_00n });
    const asked = { ...REASON, invoice: REPLACEMENT };
    const first = await post(`/invoices/${name}/correct`, asked, 'correct-1');
    const second = await post(`/invoices/${name}/correct`, asked, 'correct-1');
    expect([first.statusCode, second.statusCode]).toEqual([200, 200]);
    expect(second.json().name).toBe(first.json().name);
  });

  it('by two people at once has one successor, and the second is told so', async () => {
    const name = await anInvoice(wiring, account, { amountMinor: 400_00n });
    const both = await Promise.all(
      [1, 2].map(() => post(`/invoices/${name}/correct`, { ...REASON, invoice: REPLACEMENT })),
    );
    expect(both.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409]);
    expect(both.find(({ statusCode }) => statusCode === 409)?.json().error.code).toBe('InvoiceAlreadyCorrected');
  });

  it('may be when its successor was made void, and so may the successor itself', async () => {
    const name = await anInvoice(wiring, account, { amountMinor: 400_00n });
    const first = (await post(`/invoices/${name}/correct`, { ...REASON, invoice: REPLACEMENT })).json();
    const next = (await post(`/invoices/${first.name}/correct`, { ...REASON, invoice: REPLACEMENT })).json();
    expect(await invoice(next.name)).toMatchObject({ replacesDocumentId: first.name, amountDue: kroner(320) });
    expect((await post(`/invoices/${next.name}/void`, REASON)).statusCode).toBe(200);
    const again = await post(`/invoices/${first.name}/correct`, { ...REASON, invoice: REPLACEMENT });
    expect([again.statusCode, again.json().properties.amountDue]).toEqual([200, kroner(320)]);
  });

  it('is never corrected by a credit note, nor in another currency', async () => {
    const name = await anInvoice(wiring, account, { amountMinor: 400_00n });
    for (const wrong of [{ kind: 'creditNote' }, { currency: 'EUR' }]) {
      const refused = await post(`/invoices/${name}/correct`, { ...REASON, invoice: { ...REPLACEMENT, ...wrong } });
      expect([refused.statusCode, refused.json().error.code]).toEqual([400, 'InvoiceNotIssuable']);
    }
    expect(await invoice(name)).toMatchObject({ amountDue: kroner(400), creditNotes: [] });
  });
});
