import { beforeEach, describe, expect, it } from 'vitest';
import { repairDuePayments } from '../../src/app/payments/repair-payments.ts';
import { aBankAccount } from '../support/bank-account.ts';
import { aCard, anInvoice } from '../support/payables.ts';
import { payingServer } from '../support/paying.ts';

const server = await payingServer({ currency: 'EUR' });
const { wiring, sandbox, owner, account, pay, get, captured } = server;

/** IBANs of Stripe's own tests: decided after three minutes, so that it is pending until the sandbox's clock is moved on. */
const SUCCEEDS_LATER = 'AT321904300235473204';
const FAILS_LATER = 'AT051904300235473205';

let invoice: string;

beforeEach(async () => {
  invoice = await anInvoice(wiring, account, { amountMinor: 80_00n });
});

async function minutesPass(minutes: number): Promise<void> {
  const response = await fetch(`${sandbox.url}/sandbox/clock`, {
    method: 'POST',
    headers: { authorization: 'Bearer sk_test_betalt', 'content-type': 'application/json' },
    body: JSON.stringify({ advanceSeconds: minutes * 60 }),
  });
  expect(response.status).toBe(200);
}

const invoiceNow = async () => (await get(`/invoices/${invoice}`)).json().properties;

/** The sweep, as often as its schedule lets it, until the payment has ended. */
async function untilDecided(name: string): Promise<string> {
  const { db } = wiring.database;
  let days = 0;
  await expect
    .poll(
      async () => {
        days += 1;
        const clock = () => new Date(Date.now() + days * 86_400_000);
        await repairDuePayments({ db, gateway: sandbox.gateway, payments: wiring.payments, clock });
        const row = await db
          .selectFrom('payment')
          .select('outcome')
          .where('payment_id', '=', name)
          .executeTakeFirstOrThrow();
        return row.outcome;
      },
      { timeout: 5_000 },
    )
    .not.toBe('processing');
  return (await get(`/payments/${name}`)).json().properties.outcome;
}

describe('a bank debit', () => {
  it('do not show Paid while a debit is only pending', async () => {
    const begun = await pay(invoice, await aBankAccount(wiring, sandbox, owner, SUCCEEDS_LATER));
    expect([begun.statusCode, begun.json().properties.outcome]).toEqual([202, 'processing']);
    expect(begun.headers.location).toContain('/operationResults/');
    expect((await get(`/payments/${begun.json().name}`)).json().properties.outcome).toBe('processing');
    expect(await invoiceNow()).toMatchObject({
      status: 'Due',
      displayStatus: 'Processing',
      amountDue: { value: 80 },
      payments: [],
      payability: { canPay: false, reasonCode: 'PaymentProcessing' },
    });
    expect((await pay(invoice, await aCard(wiring, sandbox, owner))).json().error.code).toBe('PaymentInProgress');
    expect(await captured(invoice)).toEqual([]);
  });

  it('pending→success: is Paid when the bank has paid, and not before', async () => {
    const begun = await pay(invoice, await aBankAccount(wiring, sandbox, owner, SUCCEEDS_LATER));
    expect(begun.statusCode).toBe(202);
    await minutesPass(4);
    expect(await untilDecided(begun.json().name)).toBe('succeeded');
    expect(await invoiceNow()).toMatchObject({ status: 'Paid', payments: [{ paymentMethodFamily: 'DirectDebit' }] });
    expect(await captured(invoice)).toEqual([80_00]);
  });

  it('pending→failure: leaves the invoice due, with the reason, and it can be paid by card', async () => {
    const begun = await pay(invoice, await aBankAccount(wiring, sandbox, owner, FAILS_LATER));
    expect(begun.statusCode).toBe(202);
    await minutesPass(4);
    expect(await untilDecided(begun.json().name)).toBe('declined');
    expect(await invoiceNow()).toMatchObject({
      status: 'Due',
      displayStatus: 'Due',
      failedPayments: [{}],
      payments: [],
    });
    expect((await pay(invoice, await aCard(wiring, sandbox, owner))).statusCode).toBe(200);
    expect(await captured(invoice)).toEqual([80_00]);
  });

  it('cannot be given up once the bank has it', async () => {
    const begun = await pay(invoice, await aBankAccount(wiring, sandbox, owner, SUCCEEDS_LATER));
    const refused = await server.post(`/payments/${begun.json().name}/cancel`, {});
    expect([refused.statusCode, refused.json().error.code]).toEqual([409, 'PaymentNotCancelable']);
  });
});
