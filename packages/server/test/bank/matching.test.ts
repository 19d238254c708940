import { describe, expect, it } from 'vitest';
import { voidInvoice } from '../../src/app/invoices/void-invoice.ts';
import { inTransaction } from '../../src/db/database.ts';
import { aCredit, camtFile } from '../support/bank-files.ts';
import { anAccount, aPerson } from '../support/people.ts';
import { bankServer } from './bank-server.ts';

const server = await bankServer();
const { imported, invoice, shown, send, transactions } = server;

/** Money of the account that no invoice has, in minor units. */
async function onAccount(): Promise<bigint> {
  const { rows } = await server.database.pool.query<{ sum: bigint }>(
    'select coalesce(sum(remaining_minor), 0)::bigint as sum from money_on_account where billing_account_id = $1',
    [server.account.billingAccountId],
  );
  return rows[0]?.sum ?? 0n;
}

const newest = async () => (await transactions('?top=1'))[0];

describe('a transfer with the reference of an invoice', () => {
  it('pays it', async () => {
    const { name, reference } = await invoice(125_00n);
    const report = await imported(camtFile({ entries: [aCredit('125.00', { reference, payer: 'Fjord Labs AS' })] }));
    expect(report).toMatchObject({ outcome: 'imported', statements: [{ read: 1, new: 1, known: 0, matched: 1 }] });
    expect(await shown(name)).toMatchObject({ status: 'Paid', amountDue: { value: 0 } });
    expect((await newest())?.properties).toMatchObject({
      state: 'matched',
      payerDisplayName: 'Fjord Labs AS',
      decidedBy: 'Bank',
    });
    const payment = await server.get(`/payments/${(await newest())?.properties.paymentId?.split('/').at(-1)}`);
    expect(payment.json()).toMatchObject({
      properties: {
        outcome: 'succeeded',
        paymentMethodFamily: 'CheckWire',
        paidBy: 'Fjord Labs AS',
        amount: { value: 125 },
      },
    });
  });

  it('leaves the rest due when it is a part', async () => {
    const { name, reference } = await invoice(125_00n);
    await imported(camtFile({ entries: [aCredit('25.00', { reference })] }));
    expect(await shown(name)).toMatchObject({ status: 'Due', amountDue: { value: 100 } });
  });

  it('becomes money on account with what it is too much', async () => {
    const { name, reference } = await invoice(125_00n);
    const before = await onAccount();
    await imported(camtFile({ entries: [aCredit('150.00', { reference })] }));
    expect(await shown(name)).toMatchObject({ status: 'Paid', amountDue: { value: 0 } });
    expect((await onAccount()) - before).toBe(25_00n);
  });

  it('is money on account as a whole when the invoice is paid already', async () => {
    const { name, reference } = await invoice(10_00n);
    await imported(camtFile({ entries: [aCredit('10.00', { reference })] }));
    const before = await onAccount();
    await imported(camtFile({ entries: [aCredit('10.00', { reference })] }));
    expect((await onAccount()) - before).toBe(10_00n);
    expect((await shown(name)).payments).toHaveLength(1);
  });

  it('is found in what the payer wrote, and by the end-to-end id', async () => {
    const [one, two, three] = [await invoice(11_00n), await invoice(12_00n), await invoice(13_00n)];
    const spaced = one.reference.replaceAll(/(.{4})(?=.)/g, '$1 ');
    await imported(
      camtFile({
        entries: [
          aCredit('5.00', { text: `Payment of ${spaced} thank you` }),
          aCredit('12.00', { endToEndId: two.name.toLowerCase() }),
          aCredit('13.00', { text: `faktura nr. ${three.name}.` }),
        ],
      }),
    );
    expect([
      (await shown(one.name)).amountDue.value,
      (await shown(two.name)).status,
      (await shown(three.name)).status,
    ]).toEqual([6, 'Paid', 'Paid']);
  });

  it('is found with a space, or without the zeros in front', async () => {
    const { name, reference } = await invoice(14_00n);
    await imported(
      camtFile({ entries: [aCredit('14.00', { reference: reference.replace(/^0+/, '').replace(/(...)/, '$1 ') })] }),
    );
    expect((await shown(name)).status).toBe('Paid');
  });

  it('pays several invoices when what is due of them is what came', async () => {
    const [one, two] = [await invoice(21_00n), await invoice(22_00n)];
    await imported(camtFile({ entries: [aCredit('43.00', { text: `${one.name} ${two.name}` })] }));
    expect([(await shown(one.name)).status, (await shown(two.name)).status]).toEqual(['Paid', 'Paid']);
  });

  it('that is part of a batch pays its own', async () => {
    const [one, two] = [await invoice(31_00n), await invoice(32_00n)];
    const parts = [
      { amount: '31.00', reference: one.reference },
      { amount: '32.00', reference: two.reference },
    ];
    await imported(camtFile({ entries: [aCredit('63.00', {}, { parts })] }));
    expect([(await shown(one.name)).status, (await shown(two.name)).status]).toEqual(['Paid', 'Paid']);
  });

  it('that was sent in another currency pays what was booked', async () => {
    const { name, reference } = await invoice(115_00n);
    const more = '<AmtDtls><InstdAmt><Amt Ccy="EUR">10.00</Amt></InstdAmt></AmtDtls>';
    await imported(camtFile({ entries: [aCredit('115.00', { reference, more })] }));
    expect((await shown(name)).status).toBe('Paid');
    expect((await newest())?.properties.originalAmount).toEqual({ currency: 'EUR', amount: '10.00' });
  });
});

describe('a transfer that could mean something else', () => {
  it('of the exact amount and the payer’s name is only suggested', async () => {
    const { name } = await invoice(4_567_89n);
    const report = await imported(camtFile({ entries: [aCredit('4567.89', { payer: 'FJORD LABS' })] }));
    expect(report.statements).toMatchObject([{ matched: 0, suggested: 1 }]);
    expect((await shown(name)).amountDue.value).toBe(4567.89);
    expect((await newest())?.properties).toMatchObject({
      state: 'suggested',
      reason: 'amount_and_name',
      suggestedInvoices: [
        { invoiceName: name, billingAccountDisplayName: 'Fjord Labs AS', amountDue: { value: 4567.89 } },
      ],
    });
  });

  it('of the exact amount and another name is not even suggested', async () => {
    await invoice(9_876_54n);
    await imported(camtFile({ entries: [aCredit('9876.54', { payer: 'Somebody Else AS' })] }));
    expect((await newest())?.properties).toMatchObject({
      state: 'unmatched',
      reason: 'no_invoice_found',
      suggestedInvoices: [],
    });
  });

  it('with an invoice’s number and another amount is suggested', async () => {
    const { name } = await invoice(50_00n);
    await imported(camtFile({ entries: [aCredit('49.00', { text: name })] }));
    expect((await newest())?.properties).toMatchObject({ state: 'suggested', reason: 'amount_differs' });
    expect((await shown(name)).amountDue.value).toBe(50);
  });

  it('with a reference that two customers have is suggested, never guessed', async () => {
    const other = await anAccount(server.wiring, await aPerson(server.wiring), { companyName: 'Skog Data AS' });
    const [one, two] = [await invoice(60_00n), await invoice(60_00n, other)];
    await server.database.pool.query('update invoice set payment_reference = $1 where name in ($2, $3)', [
      'SAME-1',
      one.name,
      two.name,
    ]);
    await imported(camtFile({ entries: [aCredit('60.00', { reference: 'SAME-1' })] }));
    const found = await newest();
    expect(found?.properties).toMatchObject({ state: 'suggested', reason: 'several_customers' });
    expect(found?.properties.suggestedInvoices.map((each) => each.billingAccountDisplayName).toSorted()).toEqual([
      'Fjord Labs AS',
      'Skog Data AS',
    ]);
    expect((await shown(one.name)).amountDue.value).toBe(60);
  });

  it('for a void invoice is suggested and not lost', async () => {
    const { name, reference } = await invoice(70_00n);
    const { billingAccountId } = server.account;
    const issuer = { userId: server.finance.userId, name: 'Finance' };
    await inTransaction(server.database.db, (tx) =>
      voidInvoice(tx, { billingAccountId, invoiceName: name }, { issuer, at: new Date() }),
    );
    await imported(camtFile({ entries: [aCredit('70.00', { reference })] }));
    const found = await newest();
    expect(found?.properties).toMatchObject({ state: 'suggested', reason: 'invoice_void' });
    const before = await onAccount();
    const matched = await send('POST', `/bankTransactions/${found?.name}/match`, {
      billingAccountName: server.account.name,
      onAccount: { billingProfileName: found?.properties.suggestedInvoices[0]?.billingProfileName },
    });
    expect([matched.statusCode, matched.json<typeof found>()?.properties.state]).toEqual([200, 'matched']);
    expect((await onAccount()) - before).toBe(70_00n);
  });

  it('in another currency than the invoice is suggested', async () => {
    const { reference } = await invoice(80_00n);
    await imported(camtFile({ currency: 'EUR', entries: [aCredit('80.00', { reference })] }));
    expect((await newest())?.properties).toMatchObject({
      state: 'suggested',
      reason: 'other_currency',
      amount: { currency: 'EUR' },
    });
  });

  it('in a batch whose parts the bank does not tell is suggested', async () => {
    const [one, two] = [await invoice(81_00n), await invoice(82_00n)];
    await imported(
      camtFile({
        entries: [aCredit('150.00', {}, { parts: [{ reference: one.reference }, { reference: two.reference }] })],
      }),
    );
    expect((await newest())?.properties).toMatchObject({ state: 'suggested', reason: 'amount_differs', partCount: 2 });
  });

  it('that the issuer sent itself waits for nobody', async () => {
    await imported(camtFile({ entries: [aCredit('99.00', { text: 'Rent' }, { direction: 'DBIT' })] }));
    expect((await newest())?.properties).toMatchObject({ state: 'ignored', reason: 'outgoing' });
  });
});
