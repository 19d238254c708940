import { ok } from '@betalt/core/shared/result.ts';
import { describe, expect, it } from 'vitest';
import { lockInvoices } from '../../src/app/money/invoice-money.ts';
import { lockMoneyOnAccount } from '../../src/app/money/money-on-account.ts';
import { placeCredit } from '../../src/app/money/place-credit.ts';
import { inTransaction } from '../../src/db/database.ts';
import { newId } from '../../src/db/new-id.ts';
import { aCard, anInvoice } from '../support/payables.ts';
import { nok, PATIENT, refundingServer } from '../support/refunding.ts';

const server = await refundingServer();
const { wiring, sandbox, account, owner, issuer, post, pay, paidInvoice, invoice, refundsAtGateway, tell } = server;
const { db } = wiring.database;
const { billingAccountId, billingProfileId } = account;

describe('refunds at the same time', () => {
  it('two of staff refunding the whole at once refund it once', async () => {
    const { invoice: name, payment } = await paidInvoice();
    const answers = await Promise.all([
      post(`/payments/${payment}/refund`, { reason: 'One' }),
      post(`/invoices/${name}/refund`, { reason: 'The other' }),
    ]);
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409]);
    expect(await refundsAtGateway(payment)).toEqual([[100_00, 'succeeded']]);
  });

  it('eight of thirty each never go beyond the whole', async () => {
    const { invoice: name, payment } = await paidInvoice();
    const ask = () => post(`/payments/${payment}/refund`, { amount: nok(30), reason: 'A part' });
    const answers = await Promise.all(Array.from({ length: 8 }, ask));
    expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(3);
    expect(await invoice(name)).toMatchObject({ amountDue: nok(90) });
    expect((await refundsAtGateway(payment)).map(([amount]) => amount)).toEqual([30_00, 30_00, 30_00]);
  });

  it('and the payer placing the same money elsewhere: it goes one way', async () => {
    const { payment } = await onAccount(80);
    const other = await anInvoice(wiring, account, { amountMinor: 80_00n });
    // Placed first, it is taken back; refunded first, there is nothing to place.
    const [refunded] = await Promise.all([
      post(`/payments/${payment}/refund`, { amount: nok(80), reason: 'Not needed' }),
      place(payment, other, 80_00n),
    ]);
    expect(refunded.statusCode).toBe(200);
    expect(await invoice(other)).toMatchObject({ status: 'Due', amountDue: nok(80) });
  });

  it('and the payer paying what the refund made due again: each counts', async () => {
    const { invoice: name, payment } = await paidInvoice();
    await post(`/payments/${payment}/refund`, { amount: nok(40), reason: 'A part' });
    const card = await aCard(wiring, sandbox, owner);
    await Promise.all([
      post(`/payments/${payment}/refund`, { amount: nok(20), reason: 'Another part' }),
      pay(name, card, { amount: nok(40) }),
    ]);
    expect(await invoice(name)).toMatchObject({ amountDue: nok(20) });
  });
});

describe('a refund takes and gives back', () => {
  it('what the payer has placed on another invoice, which is due again', async () => {
    const { invoice: name, payment } = await onAccount(80);
    const other = await anInvoice(wiring, account, { amountMinor: 80_00n });
    expect(await place(payment, other, 80_00n)).toBe(true);
    const refunded = await post(`/payments/${payment}/refund`, { amount: nok(80), reason: 'Wrong card' });
    expect(refunded.json().properties.parts).toEqual([{ source: 'MoneyOnAccount', amount: nok(80) }]);
    expect(await invoice(other)).toMatchObject({ status: 'Due', amountDue: nok(80) });
    expect(await invoice(name)).toMatchObject({ status: 'Paid' });
    await tell();
  });

  it('parts of several billing profiles, each in its own books', async () => {
    const second = await anotherProfile();
    const names = [
      await anInvoice(wiring, account, { dueInDays: 5 }),
      await anInvoice(wiring, { ...account, billingProfileId: second }, { dueInDays: 9 }),
    ] as const;
    const card = await aCard(wiring, sandbox, owner);
    const paid = await post(
      '/payInvoices',
      {
        paymentMethodId: `/providers/Microsoft.Billing/paymentMethods/${card}`,
        invoices: names.map((invoiceId) => ({ invoiceId })),
      },
      { as: owner },
    );
    const refunded = await post(`/payments/${paid.json().name}/refund`, { amount: nok(150), reason: 'Both' });
    expect(refunded.json().properties.parts).toEqual([
      { source: 'Invoice', invoiceName: names[1], amount: nok(125) },
      { source: 'Invoice', invoiceName: names[0], amount: nok(25) },
    ]);
    expect(await invoice(names[0])).toMatchObject({ amountDue: nok(25) });
    expect(await invoice(names[1])).toMatchObject({ amountDue: nok(125) });
  });

  it('and an invoice that was paid before and refunded whole does not get lost when the refund fails', async () => {
    const { invoice: name, payment } = await paidInvoice({ token: 'pm_card_refundFail' });
    await post(`/payments/${payment}/refund`, { reason: 'Closed card' });
    await post(`/invoices/${name}/writeOff`, { reason: 'Never mind' });
    expect(await invoice(name)).toMatchObject({ amountDue: nok(0) });
    await expect.poll(() => refundsAtGateway(payment), PATIENT).toEqual([[100_00, 'failed']]);
    await tell();
    const again = await post(`/payments/${payment}/refund`, { reason: 'By transfer' });
    expect(again.json().properties.parts).toEqual([{ source: 'MoneyOnAccount', amount: nok(100) }]);
    await tell();
  });
});

/** A payment that has so many kroner on account: its refund failed after its invoice was paid by another. */
async function onAccount(value: number) {
  const { invoice: name, payment } = await paidInvoice({ token: 'pm_card_refundFail' });
  await post(`/payments/${payment}/refund`, { amount: nok(value), reason: 'Closed card' });
  expect((await pay(name, await aCard(wiring, sandbox, owner))).statusCode).toBe(200);
  await expect.poll(async () => (await refundsAtGateway(payment))[0]?.[1], PATIENT).toBe('failed');
  await tell();
  return { invoice: name, payment };
}

/** As the payer does: under the locks of the invoice and of the money. False when the money is gone. */
async function place(payment: string, name: string, amountMinor: bigint): Promise<boolean> {
  const placed = await inTransaction<boolean, never>(db, async (tx) => {
    const [target] = await lockInvoices(tx, billingAccountId, { names: [name] });
    const money = await lockMoneyOnAccount(tx, billingAccountId, { paymentIds: [payment] });
    if (target === undefined || money.every(({ remainingMinor }) => remainingMinor < amountMinor)) return ok(false);
    const { invoiceId } = target;
    const placement = { invoiceId, invoiceName: name, billingProfileId, from: { paymentId: payment }, amountMinor };
    const order = { billingAccountId, currency: 'NOK', placements: [placement] };
    await placeCredit(tx, order, { doer: issuer, at: new Date() });
    return ok(true);
  });
  return placed.ok && placed.value;
}

async function anotherProfile(): Promise<string> {
  const profile = await db
    .selectFrom('billing_profile')
    .selectAll()
    .where('billing_account_id', '=', billingAccountId)
    .where('billing_profile_id', '=', billingProfileId)
    .executeTakeFirstOrThrow();
  const billing_profile_id = newId();
  await db
    .insertInto('billing_profile')
    .values({
      ...profile,
      billing_profile_id,
      name: 'AAAA-BBBB-CCC-DDD',
      bill_to: JSON.stringify(profile.bill_to),
    } as never)
    .execute();
  return billing_profile_id;
}
