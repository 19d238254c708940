import { beforeEach, describe, expect, it } from 'vitest';
import { checkForeignRefunds, hearForeignRefund } from '../../src/app/refunds/adopt-refund.ts';
import { applyRefund } from '../../src/app/refunds/apply-refund.ts';
import { recordRefund } from '../../src/app/refunds/record-refund.ts';
import { readRefundState } from '../../src/app/refunds/refund-rows.ts';
import { repairDueRefunds, toRefundOrder } from '../../src/app/refunds/repair-refunds.ts';
import { inTransaction } from '../../src/db/database.ts';
import { aCard } from '../support/payables.ts';
import { nok, PATIENT, refundingServer } from '../support/refunding.ts';

const server = await refundingServer({ timeoutMs: 800 });
const { wiring, sandbox, account, owner, issuer } = server;
const { post, get, pay, paidInvoice, silentPayment, invoice, refundsAtGateway, tell } = server;
const { db } = wiring.database;
const { billingAccountId } = account;

/** Days later: the repair sweep finds whatever it planned until then. */
const later = (days: number) => ({
  db,
  gateway: sandbox.gateway,
  clock: () => new Date(Date.now() + days * 86_400_000),
  onCommitted: () => undefined,
});

async function outcomeOf(refundName: string): Promise<string> {
  const refund = await readRefundState(db, { billingAccountId, refundId: refundName });
  return refund?.outcome ?? 'none';
}

async function kindsOf(refundName: string): Promise<string[]> {
  const rows = await db
    .selectFrom('journal_entry')
    .select('kind')
    .where('billing_account_id', '=', billingAccountId)
    .where('refund_id', '=', refundName)
    .execute();
  return rows.map(({ kind }) => kind).toSorted();
}

describe('a refund that is decided later', () => {
  // What the tests before have made the gateway tell is none of the next one's business.
  beforeEach(() => tell());

  it('refund pending then succeeded', async () => {
    const { invoice: name, payment } = await paidInvoice({ token: 'pm_card_pendingRefund' });
    const asked = await post(`/payments/${payment}/refund`, { amount: nok(40), reason: 'Slow bank' });
    expect(asked.statusCode).toBe(202);
    expect(asked.json().properties.outcome).toBe('pending');
    expect(asked.headers['location']).toContain(`/refunds/${asked.json().name}?`);
    expect(await invoice(name)).toMatchObject({ amountDue: nok(40) });
    await expect.poll(() => refundsAtGateway(payment), PATIENT).toEqual([[40_00, 'succeeded']]);
    await tell();
    expect(await outcomeOf(asked.json().name)).toBe('succeeded');
    expect(await kindsOf(asked.json().name)).toEqual(['refund', 'refund_settled']);
  });

  it('the webhook of a refund is lost, and the sweep finds what became of it', async () => {
    const { payment } = await paidInvoice({ token: 'pm_card_pendingRefund' });
    const { name } = (await post(`/payments/${payment}/refund`, { reason: 'Slow bank' })).json();
    await expect.poll(() => refundsAtGateway(payment), PATIENT).toEqual([[100_00, 'succeeded']]);
    expect(await outcomeOf(name)).toBe('pending');
    await repairDueRefunds(later(1));
    expect(await outcomeOf(name)).toBe('succeeded');
  });

  it('whoever reads a pending refund sees what it is now', async () => {
    const { payment } = await paidInvoice({ token: 'pm_card_pendingRefund' });
    const { name } = (await post(`/payments/${payment}/refund`, { reason: 'Slow bank' })).json();
    await expect.poll(() => refundsAtGateway(payment), PATIENT).toEqual([[100_00, 'succeeded']]);
    expect((await get(`/refunds/${name}`)).json().properties).toMatchObject({ outcome: 'succeeded' });
  });

  it('refund succeeded then failed', async () => {
    const { invoice: name, payment } = await paidInvoice({ token: 'pm_card_refundFail' });
    const refund = await post(`/invoices/${name}/refund`, { amount: nok(70), reason: 'Closed card' });
    expect(refund.json().properties.outcome).toBe('succeeded');
    expect(await invoice(name)).toMatchObject({ amountDue: nok(70) });
    await expect.poll(() => refundsAtGateway(payment), PATIENT).toEqual([[70_00, 'failed']]);
    await tell();
    const shown = (await get(`/refunds/${refund.json().name}`)).json().properties;
    // What to do about it is for staff.
    const message = 'The card is closed, so the money came back.';
    expect(shown).toMatchObject({ outcome: 'failed', failure: { code: 'method_closed', message } });
    const staffs = (await get(`/refunds/${refund.json().name}`, issuer)).json().properties.failure.message;
    expect(staffs).toBe(`${message} Pay it out by bank transfer instead.`);
    expect(await invoice(name)).toMatchObject({ status: 'Paid', amountDue: nok(0) });
    expect(await kindsOf(refund.json().name)).toEqual(['refund', 'refund_failed', 'refund_settled']);
    expect((await get(`/payments/${payment}`)).json().properties.refundedAmount).toEqual(nok(0));
  });

  it('a refund that failed after all is found though the news of it is lost', async () => {
    const { payment } = await paidInvoice({ token: 'pm_card_refundFail' });
    const { name } = (await post(`/payments/${payment}/refund`, { reason: 'Closed card' })).json();
    await expect.poll(() => refundsAtGateway(payment), PATIENT).toEqual([[100_00, 'failed']]);
    await repairDueRefunds(later(2));
    expect(await outcomeOf(name)).toBe('failed');
  });

  it('a refund fails when its invoice is paid again: the money is on account', async () => {
    const { invoice: name, payment } = await paidInvoice({ token: 'pm_card_refundFail' });
    const refund = await post(`/payments/${payment}/refund`, { reason: 'Closed card' });
    const again = await pay(name, await aCard(wiring, sandbox, owner));
    expect(again.statusCode).toBe(200);
    await expect.poll(() => refundsAtGateway(payment), PATIENT).toEqual([[100_00, 'failed']]);
    await tell();
    expect(await outcomeOf(refund.json().name)).toBe('failed');
    expect(await invoice(name)).toMatchObject({ status: 'Paid', amountDue: nok(0) });
    expect(await onAccountOf(payment)).toBe(100_00n);
    const out = await post(`/payments/${payment}/refund`, { amount: nok(100), reason: 'By another way' });
    expect(out.json().properties.parts).toMatchObject([{ source: 'MoneyOnAccount', amount: nok(100) }]);
    await tell();
  });

  it('news of a refund twice, late and in the wrong order changes nothing', async () => {
    const { invoice: name, payment } = await paidInvoice({ token: 'pm_card_pendingRefund' });
    const { name: refundId } = (await post(`/payments/${payment}/refund`, { reason: 'Slow bank' })).json();
    await expect.poll(() => refundsAtGateway(payment), PATIENT).toEqual([[100_00, 'succeeded']]);
    await tell('newestFirst');
    for (const outcome of ['pending', 'succeeded', 'unknown', 'succeeded'] as const)
      await applyRefund(later(0), { billingAccountId, refundId }, { outcome });
    expect(await outcomeOf(refundId)).toBe('succeeded');
    expect(await kindsOf(refundId)).toEqual(['refund', 'refund_settled']);
    expect(await invoice(name)).toMatchObject({ amountDue: nok(100) });
  });
});

describe('a refund that nobody answers', () => {
  it('gateway timeout while refunding, then repaired once', async () => {
    const { invoice: name, payment } = await paidInvoice();
    await sandbox.fault({ match: { path: '/v1/refunds', method: 'POST' }, fault: 'timeout_after', delayMs: 3_000 });
    const asked = await post(`/payments/${payment}/refund`, { amount: nok(30), reason: 'Silence' });
    expect(asked.statusCode).toBe(202);
    expect(asked.json().properties.outcome).toBe('unknown');
    await Promise.all([repairDueRefunds(later(1)), repairDueRefunds(later(1))]);
    expect(await outcomeOf(asked.json().name)).toBe('succeeded');
    expect(await refundsAtGateway(payment)).toEqual([[30_00, 'succeeded']]);
    expect(await invoice(name)).toMatchObject({ amountDue: nok(30) });
  });

  it.each([
    { fault: 'error_500_after', is: 'the gateway answers 500 after refunding' },
    { fault: 'error_500_before', is: 'the gateway answers 500 before refunding' },
    { fault: 'reset_after', is: 'the connection breaks after refunding', times: 2 },
    { fault: 'reset_before', is: 'the connection breaks before refunding', times: 2 },
  ])('$is: one refund, found by asking', async ({ fault, times = 1 }) => {
    const { payment } = await paidInvoice();
    await sandbox.fault({ match: { path: '/v1/refunds', method: 'POST' }, fault, times });
    const { name } = (await post(`/payments/${payment}/refund`, { reason: 'Trouble' })).json();
    await repairDueRefunds(later(1));
    await repairDueRefunds(later(2));
    expect(await outcomeOf(name)).toBe('succeeded');
    expect(await refundsAtGateway(payment)).toEqual([[100_00, 'succeeded']]);
  });

  it('refund killed between recording and asking is made once, by the sweep', async () => {
    const { payment } = await paidInvoice();
    const refundId = await recordOnly(payment);
    expect(await refundsAtGateway(payment)).toEqual([]);
    await repairDueRefunds(later(1));
    expect(await outcomeOf(refundId)).toBe('succeeded');
    expect(await refundsAtGateway(payment)).toEqual([[50_00, 'succeeded']]);
  });

  it('refund killed between the gateway’s yes and applying it is not made again', async () => {
    const { payment } = await paidInvoice();
    const refundId = await recordOnly(payment);
    const refund = await readRefundState(db, { billingAccountId, refundId });
    if (refund === undefined) throw new Error('the refund was recorded');
    await sandbox.gateway.refund(toRefundOrder(refund));
    await repairDueRefunds(later(1));
    expect(await outcomeOf(refundId)).toBe('succeeded');
    expect(await refundsAtGateway(payment)).toEqual([[50_00, 'succeeded']]);
  });

  it('the webhook of a refund comes before its direct answer is applied', async () => {
    await tell();
    const { payment } = await paidInvoice();
    const refundId = await recordOnly(payment);
    const refund = await readRefundState(db, { billingAccountId, refundId });
    if (refund === undefined) throw new Error('the refund was recorded');
    const direct = await sandbox.gateway.refund(toRefundOrder(refund));
    await tell();
    expect(await outcomeOf(refundId)).toBe('succeeded');
    await applyRefund(later(0), { billingAccountId, refundId }, direct);
    expect(await kindsOf(refundId)).toEqual(['refund', 'refund_settled']);
  });

  it('what the gateway refuses is said at once, and the invoice is as it was', async () => {
    const { invoice: name, payment } = await paidInvoice();
    // Somebody has refunded it in the gateway's own console.
    await sandbox.witness.refunds.create({ payment_intent: await server.gatewayPayment(payment) });
    const refused = await post(`/payments/${payment}/refund`, { reason: 'Too late' });
    expect(refused.statusCode).toBe(409);
    expect(refused.json().error).toMatchObject({
      code: 'RefundFailed',
      additionalInfo: [{ info: { failureCode: 'already_refunded' } }],
    });
    expect(await invoice(name)).toMatchObject({ status: 'Paid', amountDue: nok(0) });
    // And then the news of it comes.
    await tell();
    expect(await invoice(name)).toMatchObject({ status: 'Due', amountDue: nok(100) });
  });
});

describe('a refund that was made at the gateway and not here', () => {
  it('is taken over when the gateway tells of it, once', async () => {
    const { invoice: name, payment } = await paidInvoice();
    const made = { payment_intent: await server.gatewayPayment(payment), amount: 35_00 };
    const { id } = await sandbox.witness.refunds.create(made);
    await tell();
    await hearForeignRefund(later(0), id);
    expect(await invoice(name)).toMatchObject({
      amountDue: nok(35),
      refunds: [{ amount: nok(35), outcome: 'succeeded' }],
    });
    const rest = await post(`/payments/${payment}/refund`, { reason: 'The rest' });
    expect(rest.json().properties.amount).toEqual(nok(65));
  });

  it('is found by the daily look when the news of it is lost', async () => {
    const { invoice: name, payment } = await paidInvoice();
    await sandbox.witness.refunds.create({ payment_intent: await server.gatewayPayment(payment) });
    expect((await checkForeignRefunds(later(0))).failures).toEqual([]);
    expect((await checkForeignRefunds(later(0))).failures).toEqual([]);
    expect(await invoice(name)).toMatchObject({ status: 'Due', amountDue: nok(100), refunds: [{}] });
  });

  it('is put back when its card is closed', async () => {
    const { invoice: name, payment } = await paidInvoice({ token: 'pm_card_refundFail' });
    const { id } = await sandbox.witness.refunds.create({ payment_intent: await server.gatewayPayment(payment) });
    await hearForeignRefund(later(0), id);
    await expect.poll(() => refundsAtGateway(payment), PATIENT).toEqual([[100_00, 'failed']]);
    await tell();
    expect(await invoice(name)).toMatchObject({ status: 'Paid', refunds: [{ outcome: 'failed' }] });
  });
});

describe('repair before any new operation', () => {
  it('giving up a payment that nobody has answered about asks the gateway first', async () => {
    const { invoice: name, payment } = await silentPayment('pm_card_threeDSecure2Required');
    const given = await post(`/payments/${payment}/cancel`, undefined, { as: owner });
    expect([given.statusCode, given.json().properties.outcome]).toEqual([200, 'canceled']);
    expect((await pay(name, await aCard(wiring, sandbox, owner))).statusCode).toBe(200);
  });

  it('refunding a payment that nobody has answered about asks the gateway first', async () => {
    const { invoice: name } = await silentPayment();
    const refunded = await post(`/invoices/${name}/refund`, { amount: nok(60), reason: 'At once' });
    expect(refunded.statusCode).toBe(200);
    expect(await invoice(name)).toMatchObject({ amountDue: nok(60) });
  });
});

async function recordOnly(paymentId: string): Promise<string> {
  const recorded = await inTransaction(db, (tx) =>
    recordRefund(
      tx,
      { billingAccountId, paymentId, amountMinor: 50_00n, reason: 'Killed' },
      { doer: issuer, at: new Date() },
    ),
  );
  if (!recorded.ok) throw new Error(recorded.error.code);
  return recorded.value.refundId;
}

async function onAccountOf(payment: string): Promise<bigint> {
  const row = await db
    .selectFrom('money_on_account')
    .select('remaining_minor')
    .where('billing_account_id', '=', billingAccountId)
    .where('payment_id', '=', payment)
    .executeTakeFirst();
  return row?.remaining_minor ?? 0n;
}
