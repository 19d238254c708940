import { assert } from '@betalt/core/shared/assert.ts';
import { describe, expect, it } from 'vitest';
import { aCredit, camtFile, type TestEntry } from '../support/bank-files.ts';
import { aCard } from '../support/payables.ts';
import { bankServer } from './bank-server.ts';

const server = await bankServer();
const { imported, invoice, shown, send, transactions } = server;

async function received(entry: TestEntry): Promise<string> {
  await imported(camtFile({ entries: [entry] }));
  return (await transactions('?top=1'))[0]?.name ?? '';
}

async function stateOf(name: string): Promise<object> {
  return (await send('GET', `/bankTransactions/${name}`)).json<{ properties: object }>().properties;
}

const billingAccountName = server.account.name;

describe('a reversal', () => {
  it('makes the invoice due again', async () => {
    const { name, reference } = await invoice(100_00n);
    const credit = aCredit('100.00', { reference, endToEndId: 'E2E-R1' });
    const first = await received(credit);
    expect((await shown(name)).status).toBe('Paid');
    const reversal = { ...credit, direction: 'DBIT' as const, isReversal: true };
    const second = await received(reversal);
    expect(await shown(name)).toMatchObject({ status: 'Due', amountDue: { value: 100 } });
    expect(await stateOf(first)).toMatchObject({ state: 'reversed', reason: 'taken_back' });
    expect(await stateOf(second)).toMatchObject({ state: 'matched', reverses: expect.stringContaining(first) });
    await imported(camtFile({ id: 'AGAIN', entries: [credit, reversal] }));
    expect((await shown(name)).amountDue.value).toBe(100);
  });

  it('in the same file as what it takes back leaves everything as it was', async () => {
    const { name, reference } = await invoice(101_00n);
    const credit = aCredit('101.00', { reference });
    await imported(camtFile({ entries: [{ ...credit, direction: 'DBIT', isReversal: true }, credit] }));
    expect((await shown(name)).amountDue.value).toBe(101);
  });

  it('takes back money that went on account, too', async () => {
    const { name, reference } = await invoice(10_00n);
    const credit = aCredit('60.00', { reference });
    await received(credit);
    await received({ ...credit, direction: 'DBIT', isReversal: true });
    expect((await shown(name)).amountDue.value).toBe(10);
    const { rows } = await server.database.pool.query('select 1 from money_on_account where remaining_minor > 0');
    expect(rows).toEqual([]);
  });

  it('of something that is not here waits for a person', async () => {
    const name = await received(aCredit('77.00', { reference: 'UNKNOWN' }, { direction: 'DBIT', isReversal: true }));
    expect(await stateOf(name)).toMatchObject({ state: 'unmatched', reason: 'nothing_to_reverse' });
  });

  it('that the bank does not call one is confirmed by a person', async () => {
    const { name, reference } = await invoice(102_00n);
    const credit = await received(aCredit('102.00', { reference }));
    const debit = await received(aCredit('102.00', { reference }, { direction: 'DBIT' }));
    expect(await stateOf(debit)).toMatchObject({
      state: 'suggested',
      reason: 'maybe_reversal',
      reverses: expect.stringContaining(credit),
    });
    expect((await shown(name)).status).toBe('Paid');
    const confirmed = await send('POST', `/bankTransactions/${debit}/match`, { reverses: credit });
    expect([confirmed.statusCode, (await shown(name)).amountDue.value]).toEqual([200, 102]);
  });
});

describe('staff', () => {
  it('confirm a suggestion, and the activity of the customer says who', async () => {
    const { name } = await invoice(111_00n);
    const transaction = await received(aCredit('111.00', { payer: 'Fjord Labs AS' }));
    const answer = await send('POST', `/bankTransactions/${transaction}/match`, {
      billingAccountName,
      invoices: [{ invoiceName: name }],
    });
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({
      properties: { state: 'matched', decidedBy: 'Ingrid Issuer', suggestedInvoices: [] },
    });
    expect((await shown(name)).status).toBe('Paid');
    const { value } = (await server.get('/activityLog?top=5')).json<{ value: object[] }>();
    expect(value).toContainEqual(
      expect.objectContaining({ action: 'payment.receiveTransfer', actor: 'Ingrid Issuer' }),
    );
  });

  it('split a transfer over invoices, and the rest is money on account', async () => {
    const [one, two] = [await invoice(50_00n), await invoice(50_00n)];
    const transaction = await received(aCredit('90.00'));
    const invoices = [{ invoiceName: one.name, amount: { currency: 'NOK', value: 30 } }, { invoiceName: two.name }];
    await send('POST', `/bankTransactions/${transaction}/match`, { billingAccountName, invoices });
    expect([(await shown(one.name)).amountDue.value, (await shown(two.name)).amountDue.value]).toEqual([20, 0]);
  });

  it('take a match back, and the transfer can be matched with the right invoice', async () => {
    const [wrong, right] = [await invoice(120_00n), await invoice(120_00n)];
    const transaction = await received(aCredit('120.00', { reference: wrong.reference }));
    const unmatched = await send('POST', `/bankTransactions/${transaction}/unmatch`);
    expect([unmatched.statusCode, (await shown(wrong.name)).amountDue.value]).toEqual([200, 120]);
    const again = await send('POST', `/bankTransactions/${transaction}/match`, {
      billingAccountName,
      invoices: [{ invoiceName: right.name }],
    });
    expect([again.statusCode, (await shown(right.name)).status]).toEqual([200, 'Paid']);
  });

  it('ignore what is no payment, and change their mind', async () => {
    const transaction = await received(aCredit('0.07', { text: 'Interest' }));
    await send('POST', `/bankTransactions/${transaction}/ignore`);
    expect(await stateOf(transaction)).toMatchObject({
      state: 'ignored',
      reason: 'by_hand',
      decidedBy: 'Ingrid Issuer',
    });
    await send('POST', `/bankTransactions/${transaction}/unmatch`);
    expect(await stateOf(transaction)).toMatchObject({ state: 'unmatched' });
  });

  it('cannot decide twice, and two at once settle it once', async () => {
    const { name } = await invoice(200_00n);
    const transaction = await received(aCredit('100.00'));
    const body = { billingAccountName, invoices: [{ invoiceName: name }] };
    const answers = await Promise.all(
      [1, 2, 3].map(() => send('POST', `/bankTransactions/${transaction}/match`, body)),
    );
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409, 409]);
    expect((await shown(name)).amountDue.value).toBe(100);
    expect((await send('POST', `/bankTransactions/${transaction}/ignore`)).statusCode).toBe(409);
  });

  it('do not overwrite what somebody else decided meanwhile', async () => {
    const transaction = await received(aCredit('0.08'));
    const { etag } = (await send('GET', `/bankTransactions/${transaction}`)).headers;
    await send('POST', `/bankTransactions/${transaction}/ignore`);
    const stale = await server.app.inject({
      method: 'POST',
      url: `/providers/Microsoft.Billing/bankTransactions/${transaction}/unmatch?api-version=2026-11-01-betalt`,
      headers: { authorization: `Bearer ${server.finance.token}`, 'if-match': String(etag) },
    });
    expect(stale.statusCode).toBe(412);
    expect(await stateOf(transaction)).toMatchObject({ state: 'ignored' });
  });

  it.each([
    [
      'an invoice that is not there',
      { billingAccountName, invoices: [{ invoiceName: 'NOPE' }] },
      404,
      'InvoiceNotFound',
    ],
    [
      'a customer that is not there',
      { billingAccountName: 'nobody', invoices: [{ invoiceName: 'X' }] },
      404,
      'BillingAccountNotFound',
    ],
    [
      'a profile that is not there',
      { billingAccountName, onAccount: { billingProfileName: 'NOPE' } },
      404,
      'BillingProfileNotFound',
    ],
    ['nothing', {}, 400, 'InvalidBankMatch'],
    ['an invoice of nobody', { invoices: [{ invoiceName: 'X' }] }, 400, 'InvalidBankMatch'],
    [
      'an amount of nothing',
      { billingAccountName, invoices: [{ invoiceName: 'X', amount: { currency: 'NOK', value: 0 } }] },
      400,
      'InvalidBankMatch',
    ],
    [
      'more than came',
      { billingAccountName, invoices: [{ invoiceName: 'X', amount: { currency: 'NOK', value: 100 } }] },
      400,
      'TransferAmountTooHigh',
    ],
    [
      'another currency',
      { billingAccountName, invoices: [{ invoiceName: 'X', amount: { currency: 'EUR', value: 1 } }] },
      400,
      'SeveralCurrencies',
    ],
  ])('are told when they match with %s', async (_, body, status, code) => {
    const transaction = await received(aCredit('5.00'));
    const answer = await send('POST', `/bankTransactions/${transaction}/match`, body);
    expect([answer.statusCode, answer.json<{ error: { code: string } }>().error.code]).toEqual([status, code]);
    expect(await stateOf(transaction)).toMatchObject({ state: 'unmatched' });
  });

  it('read why in Norwegian', async () => {
    const transaction = await received(aCredit('5.01', { text: 'Hei' }));
    const answer = await server.app.inject({
      url: `/providers/Microsoft.Billing/bankTransactions/${transaction}?api-version=2026-11-01-betalt`,
      headers: { authorization: `Bearer ${server.finance.token}`, 'accept-language': 'nb-NO' },
    });
    expect(answer.json<{ properties: { reasonText: string } }>().properties.reasonText).toContain('Finn kunden');
  });

  it('page through a state', async () => {
    const first = (await send('GET', '/bankTransactions?state=unmatched&top=2')).json<{
      value: { name: string }[];
      nextLink: string;
    }>();
    const next = await server.app.inject({
      url: first.nextLink.replace(/^https?:\/\/[^/]+/, ''),
      headers: { authorization: `Bearer ${server.finance.token}` },
    });
    const second = next.json<{ value: { name: string; properties: { state: string } }[] }>().value;
    expect(
      second.every((each) => each.properties.state === 'unmatched' && each.name < (first.value[1]?.name ?? '')),
    ).toBe(true);
    expect(second.length).toBeGreaterThan(0);
  });
});

describe('a transfer while a card payment is under way', () => {
  it('settles the invoice, and what the card brings is money on account', async () => {
    const { name, reference } = await invoice(300_00n);
    const card = await aCard(server.wiring, server.sandbox, server.owner, 'pm_card_authenticationRequired');
    const paying = await server.pay(name, card);
    expect(paying.statusCode).toBe(202);
    await received(aCredit('300.00', { reference }));
    expect(await shown(name)).toMatchObject({ amountDue: { value: 0 } });

    await confirmAtTheBank(paying.json<{ name: string }>().name);
    const payment = await server.get(`/payments/${paying.json<{ name: string }>().name}`);
    expect(payment.json()).toMatchObject({ properties: { outcome: 'succeeded' } });
    expect(await shown(name)).toMatchObject({ status: 'Paid', amountDue: { value: 0 } });
    const { rows } = await server.database.pool.query(
      'select remaining_minor from money_on_account where payment_id = $1',
      [paying.json<{ name: string }>().name],
    );
    expect(rows).toEqual([{ remaining_minor: 300_00n }]);
  });
});

/** The payer does what their bank asked for, with a card that it takes at once. */
async function confirmAtTheBank(paymentName: string): Promise<void> {
  const { witness } = server.sandbox;
  const { rows } = await server.database.pool.query<{ id: string }>(
    'select gateway_payment_id as id from payment_attempt where payment_id = $1',
    [paymentName],
  );
  const intent = await witness.paymentIntents.retrieve(rows[0]?.id ?? '');
  assert(typeof intent.customer === 'string', 'the payment is the customer’s');
  const other = await witness.paymentMethods.attach('pm_card_visa', { customer: intent.customer });
  await witness.paymentIntents.confirm(intent.id, { payment_method: other.id });
}
