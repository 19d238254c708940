import { describe, expect, it } from 'vitest';
import { aCard, anInvoice } from '../support/payables.ts';
import { anIssuer, bearer } from '../support/people.ts';
import { nok, PATIENT, refundingServer } from '../support/refunding.ts';

const server = await refundingServer();
const { wiring, account, owner, post, get, paidInvoice, invoice, refundsAtGateway } = server;

describe('a refund', () => {
  it('sends the whole payment back by its card, and the invoice is due again', async () => {
    const { invoice: name, payment } = await paidInvoice();
    const refunded = await post(`/payments/${payment}/refund`, { reason: 'Delivered late' });
    expect(refunded.statusCode).toBe(200);
    expect(refunded.json().properties).toMatchObject({
      outcome: 'succeeded',
      amount: nok(100),
      reason: 'Delivered late',
      parts: [{ source: 'Invoice', invoiceName: name, amount: nok(100) }],
    });
    expect(await refundsAtGateway(payment)).toEqual([[100_00, 'succeeded']]);
    expect(await invoice(name)).toMatchObject({ status: 'Due', amountDue: nok(100) });
    expect((await get(`/payments/${payment}`)).json().properties).toMatchObject({
      refundedAmount: nok(100),
      allocations: [{ returnedAmount: nok(100) }],
    });
  });

  it('is seen by the customer, who cannot make one', async () => {
    const { invoice: name, payment } = await paidInvoice();
    const tried = await post(`/payments/${payment}/refund`, { reason: 'I want it back' }, { as: owner });
    expect(tried.statusCode).toBe(403);
    expect((await post(`/invoices/${name}/refund`, { reason: 'Please' }, { as: owner })).statusCode).toBe(403);
    const support = await anIssuer(wiring, { role: 'Issuer support', name: 'Siri Support' });
    expect((await post(`/payments/${payment}/refund`, { reason: 'Kindness' }, { as: support })).statusCode).toBe(403);
    expect(await refundsAtGateway(payment)).toEqual([]);
    const refund = (await post(`/payments/${payment}/refund`, { amount: nok(10), reason: 'Discount' })).json();
    expect((await get(`/refunds/${refund.name}`)).json()).toEqual(refund);
    expect((await get('/refunds')).json().value[0]).toEqual(refund);
    expect((await get(`/refunds?paymentName=${payment}`)).json().value).toEqual([refund]);
  });

  it('partial refund on partial payment', async () => {
    const { invoice: name, payment } = await paidInvoice({ value: 60 });
    const refunded = await post(`/invoices/${name}/refund`, { amount: nok(25), reason: 'Part of it' });
    expect(refunded.statusCode).toBe(200);
    expect(await refundsAtGateway(payment)).toEqual([[25_00, 'succeeded']]);
    expect(await invoice(name)).toMatchObject({ status: 'Due', amountDue: nok(65) });
    const tooMuch = await post(`/invoices/${name}/refund`, { amount: nok(40), reason: 'More' });
    expect(tooMuch.statusCode).toBe(400);
    expect(tooMuch.json().error).toMatchObject({
      code: 'AmountAboveRefundable',
      message: 'At most 35.00 NOK is left to refund.',
    });
  });

  it('many partial refunds go up to the whole and no further', async () => {
    const { invoice: name, payment } = await paidInvoice();
    for (const value of [12.34, 7.66, 30, 49.99])
      expect((await post(`/payments/${payment}/refund`, { amount: nok(value), reason: 'Bit by bit' })).statusCode).toBe(
        200,
      );
    expect((await post(`/payments/${payment}/refund`, { amount: nok(0.02), reason: 'Too much' })).statusCode).toBe(400);
    const rest = await post(`/payments/${payment}/refund`, { reason: 'The rest' });
    expect(rest.json().properties.amount).toEqual(nok(0.01));
    const none = await post(`/payments/${payment}/refund`, { reason: 'Again' });
    expect(none.statusCode).toBe(409);
    expect(none.json().error.code).toBe('NothingToRefund');
    const sent = await refundsAtGateway(payment);
    expect(sent.reduce((sum, [amount]) => sum + amount, 0)).toBe(100_00);
    expect(await invoice(name)).toMatchObject({ amountDue: nok(100) });
  });

  it('double click refunds once', async () => {
    const { payment } = await paidInvoice();
    const press = () =>
      post(`/payments/${payment}/refund`, { amount: nok(40), reason: 'Once' }, { key: `click ${payment}` });
    const [one, other] = await Promise.all([press(), press()]);
    const later = await press();
    expect(new Set([one, other, later].map((answer) => answer.json().name)).size).toBe(1);
    expect(await refundsAtGateway(payment)).toEqual([[40_00, 'succeeded']]);
    const another = await post(
      `/payments/${payment}/refund`,
      { amount: nok(41), reason: 'Once' },
      { key: `click ${payment}` },
    );
    expect(another.json().error.code).toBe('IdempotencyKeyReused');
  });

  it('of one invoice of a payment of several makes only that one due again', async () => {
    const names = [await anInvoice(wiring, account), await anInvoice(wiring, account)] as const;
    const payment = await payTogether(names);
    const refunded = await post(`/invoices/${names[0]}/refund`, { reason: 'Only the first' });
    expect(refunded.json().properties).toMatchObject({ amount: nok(125), paymentId: payment });
    expect(await invoice(names[0])).toMatchObject({ status: 'Due', amountDue: nok(125) });
    expect(await invoice(names[1])).toMatchObject({ status: 'Paid', amountDue: nok(0) });
    expect((await post(`/invoices/${names[0]}/refund`, { reason: 'Again' })).json().error.code).toBe('NothingToRefund');
  });

  it('refund with deleted method goes to the card all the same', async () => {
    const { payment } = await paidInvoice();
    const { paymentMethodId } = (await get(`/payments/${payment}`)).json().properties;
    const atGateway = await gatewayMethod(paymentMethodId);
    await server.sandbox.gateway.removeMethod(atGateway);
    const refunded = await post(`/payments/${payment}/refund`, { reason: 'Sorry' });
    expect(refunded.statusCode).toBe(200);
    expect(await refundsAtGateway(payment)).toEqual([[100_00, 'succeeded']]);
  });

  it('takes unused credit of the invoice’s credit notes first, then what was paid on it', async () => {
    const { invoice: name, payment } = await paidInvoice();
    const note = await post(`/invoices/${name}/creditNote`, { amount: nok(30), reason: 'A discount' });
    expect(note.statusCode).toBe(200);
    const refunded = await post(`/invoices/${name}/refund`, { amount: nok(50), reason: 'Sent back' });
    expect(refunded.json().properties.parts).toEqual([
      { source: 'CreditNote', invoiceName: name, creditNoteName: note.json().name, amount: nok(30) },
      { source: 'Invoice', invoiceName: name, amount: nok(20) },
    ]);
    expect(await invoice(name)).toMatchObject({ amountDue: nok(20) });
    expect(await invoice(note.json().name)).toMatchObject({ amountDue: nok(0) });
    expect((await post(`/invoices/${name}/refund`, { reason: 'The rest' })).json().properties.amount).toEqual(nok(50));
    expect(await refundsAtGateway(payment)).toEqual([
      [50_00, 'succeeded'],
      [50_00, 'succeeded'],
    ]);
  });

  it('overdue after refund: a paid invoice past its date is past due again', async () => {
    const name = await anInvoice(wiring, account, { dueInDays: -5 });

    await server.pay(name, await aCard(wiring, server.sandbox, owner));
    expect(await invoice(name)).toMatchObject({ status: 'Paid', displayStatus: 'Paid' });
    await post(`/invoices/${name}/refund`, { reason: 'Wrong customer' });
    expect(await invoice(name)).toMatchObject({ status: 'OverDue', displayStatus: 'PastDue' });
  });

  it('tells the activity log and whoever listens', async () => {
    const { payment } = await paidInvoice();
    const { name } = (await post(`/payments/${payment}/refund`, { reason: 'Noted' })).json();
    const log = (await get('/activityLog')).json().value as { action: string; resourceId: string }[];
    const actions = log.filter(({ resourceId }) => resourceId.endsWith(name)).map(({ action }) => action);
    expect(actions.toSorted()).toEqual(['payment.refund', 'refund.succeed']);
    // An event is shown once no older transaction is open, of whatever database.
    const heard = async () => {
      const { value } = (await get('/events?types=refund.pending,refund.succeeded')).json() as { value: Heard[] };
      return value.filter(({ data }) => data.refund.name === name).map(({ type }) => type);
    };
    await expect.poll(heard, PATIENT).toEqual(['refund.pending', 'refund.succeeded']);
  });

  it('is refused for a payment that has nothing settled, an amount in another currency, and one that nobody made', async () => {
    const { payment } = await paidInvoice();
    const other = await post(`/payments/${payment}/refund`, { amount: { currency: 'EUR', value: 1 }, reason: 'Euros' });
    expect([other.statusCode, other.json().error.code]).toEqual([400, 'InvalidAmount']);
    const unknown = await post('/payments/00000000-0000-7000-8000-000000000000/refund', { reason: 'Whose?' });
    expect([unknown.statusCode, unknown.json().error.code]).toEqual([404, 'PaymentNotFound']);
    const unpaid = await post(`/invoices/${await anInvoice(wiring, account)}/refund`, { reason: 'Nothing there' });
    expect([unpaid.statusCode, unpaid.json().error.code]).toEqual([409, 'NothingToRefund']);
  });
});

interface Heard {
  readonly type: string;
  readonly data: { readonly refund: { readonly name: string } };
}

async function payTogether(names: readonly string[]): Promise<string> {
  const card = await aCard(wiring, server.sandbox, owner);
  const paid = await post(
    '/payInvoices',
    {
      paymentMethodId: `/providers/Microsoft.Billing/paymentMethods/${card}`,
      invoices: names.map((invoiceId) => ({ invoiceId })),
    },
    { as: owner },
  );
  expect(paid.statusCode).toBe(200);
  return paid.json().id as string;
}

async function gatewayMethod(resourceId: string): Promise<string> {
  const row = await wiring.database.db
    .selectFrom('payment_method')
    .select('gateway_payment_method_id')
    .where('payment_method_id', '=', resourceId.split('/').at(-1) ?? '')
    .executeTakeFirstOrThrow();
  return row.gateway_payment_method_id;
}

describe('the page of an invoice', () => {
  it('shows its refunds, what went back, and Azure’s summary of them', async () => {
    const { invoice: name, payment } = await paidInvoice();
    await post(`/invoices/${name}/refund`, { amount: nok(30), reason: 'First' });
    const refund = (await post(`/invoices/${name}/refund`, { amount: nok(20), reason: 'Second' })).json();
    const shown = await invoice(name);
    expect(shown).toMatchObject({
      refunds: [
        { amount: nok(30), reason: 'First' },
        { amount: nok(20), reason: 'Second', outcome: 'succeeded' },
      ],
      disputes: [],
      payments: [
        { amount: nok(100), paymentType: 'debited', paymentMethodDisplayName: 'Visa •••• 4242' },
        { amount: nok(30), paymentType: 'credited', paymentMethodDisplayName: 'Visa •••• 4242' },
        { amount: nok(20), paymentType: 'credited', paymentId: expect.stringContaining(payment) },
      ],
    });
    const summary = {
      amountRequested: nok(50),
      amountRefunded: nok(50),
      transactionCount: 2,
      refundStatus: 'Completed',
      refundOperationId: refund.name,
    };
    expect(shown['refundDetails']).toMatchObject(summary);
    const azures = await server.app.inject({
      method: 'GET',
      url: `${server.base}/invoices/${name}?api-version=2024-04-01`,
      headers: bearer(owner),
    });
    expect(azures.json().properties.refundDetails).toMatchObject(summary);
    expect(azures.json().properties).not.toHaveProperty('refunds');
  });
});
