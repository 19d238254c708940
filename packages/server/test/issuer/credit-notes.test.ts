import { beforeAll, describe, expect, it } from 'vitest';
import { invoiceOver } from '../support/issue-orders.ts';
import { aCard, anInvoice } from '../support/payables.ts';
import { OWN, payingServer } from '../support/paying.ts';
import { anIssuer, aPerson, bearer, type TestPerson } from '../support/people.ts';

const server = await payingServer();
const { app, wiring, account, base, owner, sandbox } = server;
let issuer: TestPerson;
let card: string;

beforeAll(async () => {
  issuer = await anIssuer(wiring);
  card = await aCard(wiring, sandbox, owner);
});

function post(path: string, payload: object, as = issuer) {
  return app.inject({ method: 'POST', url: `${base}${path}?${OWN}`, headers: bearer(as), payload });
}

async function invoice(name: string) {
  return (await server.get(`/invoices/${name}`)).json().properties;
}

const REASON = { reason: 'Wrong price' };
const kroner = (value: number) => ({ currency: 'NOK', value });

describe('a credit note', () => {
  it('for a whole unpaid invoice leaves nothing due and no credit', async () => {
    const name = await anInvoice(wiring, account, { amountMinor: 400_00n });
    const credited = await post(`/invoices/${name}/creditNote`, REASON);
    expect(credited.statusCode).toBe(200);
    expect(credited.json().properties).toMatchObject({
      documentType: 'CreditNote',
      status: 'Paid',
      displayStatus: 'CreditUsed',
      totalAmount: kroner(-400),
      amountDue: kroner(0),
    });
    const after = await invoice(name);
    expect(after).toMatchObject({ status: 'Paid', amountDue: kroner(0), creditAmount: kroner(400) });
    expect(after.payments).toMatchObject([
      { amount: kroner(400), paymentMethodFamily: 'Credits', paymentType: 'debited' },
    ]);
    expect(after.creditNotes).toMatchObject([
      { name: credited.json().name, totalAmount: kroner(-400), amountLeft: kroner(0) },
    ]);
    expect(await invoice(credited.json().name)).toMatchObject({
      creditForDocumentId: name,
      creditUses: [{ invoiceName: name, amount: kroner(400) }],
    });
  });

  it('is offered to the issuer’s staff who may issue it, and to nobody of the customer', async () => {
    const name = await anInvoice(wiring, account, { amountMinor: 400_00n });
    const actionsFor = async (as: TestPerson) => {
      const url = `${base}/invoices/${name}?${OWN}`;
      return (await app.inject({ method: 'GET', url, headers: bearer(as) })).json<{ actions: string[] }>().actions;
    };
    expect(await actionsFor(issuer)).toEqual([
      'invoice.read',
      'invoice.download',
      'invoice.credit',
      'invoice.void',
      'invoice.writeOff',
      'invoice.refund',
      'invoice.answerQuery',
    ]);
    expect(await actionsFor(owner)).toEqual(['invoice.read', 'invoice.pay', 'invoice.download', 'invoice.query']);
  });

  it('for a part leaves the rest due, and the next takes no more than what is left', async () => {
    const name = await anInvoice(wiring, account, { amountMinor: 400_00n });
    await post(`/invoices/${name}/creditNote`, { ...REASON, amount: kroner(150) });
    expect(await invoice(name)).toMatchObject({ status: 'Due', amountDue: kroner(250) });
    const tooMuch = await post(`/invoices/${name}/creditNote`, { ...REASON, amount: kroner(250.01) });
    expect(tooMuch.statusCode).toBe(400);
    expect(tooMuch.json().error).toMatchObject({
      code: 'AmountAboveCreditable',
      target: '$.amount',
      message: 'At most 250.00 NOK is left to credit.',
    });
    await post(`/invoices/${name}/creditNote`, REASON);
    expect(await invoice(name)).toMatchObject({ status: 'Paid', amountDue: kroner(0) });
    const again = await post(`/invoices/${name}/creditNote`, REASON);
    expect([again.statusCode, again.json().error.code]).toEqual([409, 'NothingToCredit']);
  });

  it('for a paid invoice is credit that is left to use', async () => {
    const name = await anInvoice(wiring, account, { amountMinor: 300_00n });
    expect((await server.pay(name, card)).statusCode).toBe(200);
    const credited = await post(`/invoices/${name}/creditNote`, { ...REASON, amount: kroner(100) });
    expect(credited.json().properties).toMatchObject({
      status: 'Other',
      displayStatus: 'Credit',
      amountDue: kroner(-100),
    });
    expect(await invoice(name)).toMatchObject({ status: 'Paid', amountDue: kroner(0) });
  });

  it('cannot be paid, credited or made void', async () => {
    const name = await anInvoice(wiring, account);
    const note = (await post(`/invoices/${name}/creditNote`, REASON)).json().name as string;
    expect((await server.pay(note, card)).json().error.code).toBe('CreditNote');
    for (const operation of ['creditNote', 'void', 'writeOff'])
      expect((await post(`/invoices/${note}/${operation}`, REASON)).json().error.code).toBe('CreditNote');
  });

  it('issued twice at once credits the invoice once', async () => {
    const name = await anInvoice(wiring, account, { amountMinor: 500_00n });
    const both = await Promise.all([1, 2].map(() => post(`/invoices/${name}/creditNote`, REASON)));
    expect(both.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409]);
    expect((await invoice(name)).creditNotes).toHaveLength(1);
  });

  it('that meets a payment under way charges once, and what is too much belongs to the payer', async () => {
    const name = await anInvoice(wiring, account, { amountMinor: 500_00n });
    const [credited, paid] = await Promise.all([
      post(`/invoices/${name}/creditNote`, { ...REASON, amount: kroner(200) }),
      server.pay(name, card),
    ]);
    expect([credited.statusCode, paid.statusCode]).toEqual([200, 200]);
    const [captured = 0, ...others] = await server.captured(name);
    expect(others).toEqual([]);
    const onAccount = await wiring.database.db
      .selectFrom('money_on_account')
      .select('remaining_minor')
      .where('payment_id', '=', paid.json().name)
      .executeTakeFirst();
    const [note] = (await invoice(name)).creditNotes;
    const leftMinor = BigInt(note.amountLeft.value * 100) + (onAccount?.remaining_minor ?? 0n);
    expect(BigInt(captured) - leftMinor).toBe(300_00n);
    expect(await invoice(name)).toMatchObject({ status: 'Paid', amountDue: kroner(0) });
  });

  it('is issued by finance, not by support, not by the customer, and is hidden from strangers', async () => {
    const name = await anInvoice(wiring, account);
    const support = await anIssuer(wiring, { role: 'Issuer support', name: 'Siri Support' });
    const refusals = await Promise.all([support, owner].map((as) => post(`/invoices/${name}/creditNote`, REASON, as)));
    expect(refusals.map((each) => [each.statusCode, each.json().error.code])).toEqual([
      [403, 'AuthorizationFailed'],
      [403, 'AuthorizationFailed'],
    ]);
    const stranger = await aPerson(wiring);
    expect((await post(`/invoices/${name}/creditNote`, REASON, stranger)).statusCode).toBe(404);
    const log = (await server.get('/activityLog')).json().value as { action: string; result: string }[];
    const denied = log.filter(({ result }) => result === 'Denied').map(({ action }) => action);
    expect(denied).toEqual(['invoice.credit', 'invoice.credit']);
  });
});

describe('a corrected invoice', () => {
  it('takes the place of an unpaid one, and each names the other', async () => {
    const name = await anInvoice(wiring, account, { amountMinor: 400_00n });
    const corrected = await post(`/invoices/${name}/correct`, { ...REASON, invoice: invoiceOver(320) });
    expect(corrected.json()).toMatchObject({
      properties: { totalAmount: kroner(320), amountDue: kroner(320), status: 'Due' },
    });
    const old = await invoice(name);
    expect(old).toMatchObject({ status: 'Paid', amountDue: kroner(0) });
    expect(old.rebillDetails).toEqual({
      creditNoteDocumentId: old.creditNotes[0].name,
      invoiceDocumentId: corrected.json().name,
    });
    expect(await invoice(corrected.json().name)).toMatchObject({ replacesDocumentId: name });
  });

  it('of a paid one is paid by the credit, and what is over is left to use', async () => {
    const name = await anInvoice(wiring, account, { amountMinor: 400_00n });
    await server.pay(name, card);
    const corrected = await post(`/invoices/${name}/correct`, { ...REASON, invoice: invoiceOver(320) });
    expect(corrected.json().properties).toMatchObject({
      status: 'Paid',
      amountDue: kroner(0),
      creditAmount: kroner(320),
    });
    expect((await invoice(name)).creditNotes).toMatchObject([{ amountLeft: kroner(80) }]);
  });

  it('of a part-paid one asks for what the credit does not reach', async () => {
    const name = await anInvoice(wiring, account, { amountMinor: 400_00n });
    await server.pay(name, card, { amount: kroner(100) });
    const corrected = await post(`/invoices/${name}/correct`, { ...REASON, invoice: invoiceOver(320) });
    expect(corrected.json().properties).toMatchObject({ status: 'Due', amountDue: kroner(220) });
  });

  it('that is wrong in itself changes nothing and says what is wrong where', async () => {
    const name = await anInvoice(wiring, account, { amountMinor: 400_00n });
    const wrong = { ...invoiceOver(320), totals: { ...invoiceOver(320).totals, payable: '321.00' } };
    const refused = await post(`/invoices/${name}/correct`, { ...REASON, invoice: wrong });
    expect(refused.statusCode).toBe(400);
    expect(refused.json().error).toMatchObject({
      code: 'InvoiceNotIssuable',
      details: [{ code: 'BR-CO-16', target: expect.stringMatching(/^\$\.invoice\.totals/) }],
    });
    expect(await invoice(name)).toMatchObject({ amountDue: kroner(400), creditNotes: [] });
  });
});

describe('void and write-off', () => {
  it('a void invoice asks for nothing, and is refused once something was paid', async () => {
    const name = await anInvoice(wiring, account);
    expect((await post(`/invoices/${name}/void`, REASON)).json().properties).toMatchObject({
      status: 'Void',
      amountDue: kroner(0),
    });
    const paid = await anInvoice(wiring, account);
    await server.pay(paid, card);
    expect((await post(`/invoices/${paid}/void`, REASON)).json().error.code).toBe('InvoiceHasPayments');
  });

  it('what is written off is due no more, and what was paid stays', async () => {
    const name = await anInvoice(wiring, account, { amountMinor: 400_00n });
    await server.pay(name, card, { amount: kroner(100) });
    expect((await post(`/invoices/${name}/writeOff`, REASON)).json().properties).toMatchObject({
      status: 'Paid',
      amountDue: kroner(0),
    });
    expect((await invoice(name)).payments).toHaveLength(1);
    expect((await post(`/invoices/${name}/writeOff`, REASON)).json().error.code).toBe('InvoiceAlreadyPaid');
  });
});
