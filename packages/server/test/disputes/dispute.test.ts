import { ok } from '@betalt/core/shared/result.ts';
import { describe, expect, it } from 'vitest';
import { applyDispute, hearDispute } from '../../src/app/disputes/apply-dispute.ts';
import { checkDisputes } from '../../src/app/disputes/check-disputes.ts';
import { placeCredit } from '../../src/app/money/place-credit.ts';
import { inTransaction } from '../../src/db/database.ts';
import { aCard, anInvoice } from '../support/payables.ts';
import { nok, PATIENT, refundingServer } from '../support/refunding.ts';

const server = await refundingServer({ timeoutMs: 800 });
const { wiring, sandbox, account, owner, issuer } = server;
const { post, get, pay, paidInvoice, silentPayment, invoice, tell, dispute, decide } = server;
const { db } = wiring.database;
const { billingAccountId } = account;
const dependencies = {
  db,
  gateway: sandbox.gateway,
  payments: wiring.payments,
  clock: () => new Date(),
  onCommitted: () => undefined,
};

async function disputesOf(name: string) {
  const { value } = (await get(`/disputes?invoiceName=${name}`)).json() as { value: { properties: Shown }[] };
  return value.map(({ properties }) => properties);
}

interface Shown {
  readonly state: string;
  readonly isInquiry: boolean;
  readonly gatewayReference: string;
  readonly amount: { readonly value: number };
  readonly invoices: readonly { readonly invoiceName: string; readonly amount: object }[];
}

async function kindsOf(gatewayDispute: string): Promise<string[]> {
  const rows = await db
    .selectFrom('journal_entry as e')
    .innerJoin('dispute as d', (join) =>
      join.onRef('d.billing_account_id', '=', 'e.billing_account_id').onRef('d.dispute_id', '=', 'e.dispute_id'),
    )
    .select('e.kind')
    .where('d.gateway_dispute_id', '=', gatewayDispute)
    .execute();
  return rows.map(({ kind }) => kind).toSorted();
}

describe('a dispute', () => {
  it('opens by webhook: the invoice says Disputed, nothing is due, and nobody can pay or refund it', async () => {
    const { invoice: name, payment } = await paidInvoice();
    const id = await dispute(payment, { reason: 'fraudulent' });
    await tell();
    expect(await invoice(name)).toMatchObject({
      status: 'Paid',
      displayStatus: 'Disputed',
      amountDue: nok(0),
      payability: { canPay: false },
      disputes: [{ state: 'open', amount: nok(100), evidenceDueAt: expect.any(String) }],
    });
    expect(await disputesOf(name)).toMatchObject([
      {
        state: 'open',
        isInquiry: false,
        amount: nok(100),
        reason: { code: 'fraudulent', message: 'The payer says that they did not make the payment.' },
        invoices: [{ invoiceName: name, amount: nok(100) }],
        gatewayReference: id,
      },
    ]);
    const refused = await post(`/payments/${payment}/refund`, { reason: 'To be rid of it' });
    expect([refused.statusCode, refused.json().error.code]).toEqual([409, 'PaymentDisputed']);
  });

  it('that is won leaves everything as it was', async () => {
    const { invoice: name, payment } = await paidInvoice();
    const id = await dispute(payment);
    await tell();
    await decide(id, 'won');
    await tell();
    expect(await invoice(name)).toMatchObject({ status: 'Paid', displayStatus: 'Paid', amountDue: nok(0) });
    expect(await disputesOf(name)).toMatchObject([{ state: 'won' }]);
    expect(await kindsOf(id)).toEqual(['dispute_opened', 'dispute_won']);
  });

  it('overdue after chargeback: an invoice past its date is past due again when the dispute is lost', async () => {
    const name = await anInvoice(wiring, account, { dueInDays: -3 });
    const payment = (await pay(name, await aCard(wiring, sandbox, owner))).json().name;
    const id = await dispute(payment);
    await tell();
    await decide(id, 'lost');
    await tell();
    expect(await invoice(name)).toMatchObject({ status: 'OverDue', displayStatus: 'PastDue', amountDue: nok(125) });
    expect(await kindsOf(id)).toEqual(['dispute_lost', 'dispute_opened']);
    expect((await pay(name, await aCard(wiring, sandbox, owner))).statusCode).toBe(200);
  });

  it('partial payment then chargeback then reversal', async () => {
    const { invoice: name, payment } = await paidInvoice({ value: 60 });
    const id = await dispute(payment);
    await tell();
    expect(await invoice(name)).toMatchObject({ displayStatus: 'Disputed', amountDue: nok(40) });
    const refused = await pay(name, await aCard(wiring, sandbox, owner));
    expect(refused.json().error.code).toBe('InvoiceDisputed');
    await decide(id, 'won');
    await tell();
    expect(await invoice(name)).toMatchObject({ displayStatus: 'Due', amountDue: nok(40) });
    expect((await pay(name, await aCard(wiring, sandbox, owner))).statusCode).toBe(200);
    expect(await invoice(name)).toMatchObject({ displayStatus: 'Paid', amountDue: nok(0) });
  });

  it('that is only an inquiry moves no money, and closes', async () => {
    const { invoice: name, payment } = await paidInvoice();
    const id = await dispute(payment, { inquiry: true });
    await tell();
    expect(await invoice(name)).toMatchObject({ displayStatus: 'Paid' });
    expect(await disputesOf(name)).toMatchObject([{ state: 'open', isInquiry: true }]);
    await decide(id, 'warning_closed');
    await tell();
    expect(await disputesOf(name)).toMatchObject([{ state: 'closed', isInquiry: true }]);
    expect(await kindsOf(id)).toEqual([]);
  });

  it('that was an inquiry takes the money when it is escalated', async () => {
    const { invoice: name, payment } = await paidInvoice();
    const id = await dispute(payment, { inquiry: true });
    await tell();
    await sandbox.witness.disputes.update(id, {
      evidence: { uncategorized_text: 'escalate_inquiry_evidence' },
      submit: true,
    });
    await expect.poll(async () => (await sandbox.witness.disputes.retrieve(id)).status, PATIENT).toBe('needs_response');
    await tell();
    expect(await invoice(name)).toMatchObject({ displayStatus: 'Disputed' });
    expect(await disputesOf(name)).toMatchObject([{ state: 'open', isInquiry: false }]);
    await decide(id, 'lost');
    await tell();
    expect(await invoice(name)).toMatchObject({ amountDue: nok(100) });
  });

  it('of a part is about the invoices that are due latest, and losing makes only those due again', async () => {
    const early = await anInvoice(wiring, account, { dueInDays: 5 });
    const late = await anInvoice(wiring, account, { dueInDays: 20 });
    const card = await aCard(wiring, sandbox, owner);
    const paid = await post(
      '/payInvoices',
      {
        paymentMethodId: `/providers/Microsoft.Billing/paymentMethods/${card}`,
        invoices: [{ invoiceId: early }, { invoiceId: late }],
      },
      { as: owner },
    );
    const id = await dispute(paid.json().name, { amount: 150_00 });
    await tell();
    expect(await disputesOf(late)).toMatchObject([
      { invoices: expect.arrayContaining([{ invoiceId: expect.any(String), invoiceName: late, amount: nok(125) }]) },
    ]);
    await decide(id, 'lost');
    await tell();
    expect(await invoice(late)).toMatchObject({ amountDue: nok(125) });
    expect(await invoice(early)).toMatchObject({ amountDue: nok(25) });
  });

  it('several disputes of one payment are held and decided each for itself', async () => {
    const { invoice: name } = await paidInvoice({ token: 'pm_card_createMultipleDisputes' });
    await expect.poll(async () => (await tell(), (await disputesOf(name)).length), PATIENT).toBe(2);
    const [second, first] = await disputesOf(name);
    await decide(first?.gatewayReference ?? '', 'lost');
    await tell();
    expect(await invoice(name)).toMatchObject({ displayStatus: 'Disputed', amountDue: nok(50) });
    await decide(second?.gatewayReference ?? '', 'won');
    await tell();
    expect(await invoice(name)).toMatchObject({ displayStatus: 'Due', amountDue: nok(50) });
  });

  it('of what is left after a refund is about that part', async () => {
    const { invoice: name, payment } = await paidInvoice();
    await post(`/payments/${payment}/refund`, { amount: nok(30), reason: 'Discount' });
    const id = await dispute(payment);
    await tell();
    expect(await disputesOf(name)).toMatchObject([{ amount: nok(70) }]);
    await decide(id, 'lost');
    await tell();
    expect(await invoice(name)).toMatchObject({ amountDue: nok(100) });
  });

  it('of what was refunded already is our loss and makes no invoice due twice', async () => {
    const { invoice: name, payment } = await paidInvoice();
    await post(`/payments/${payment}/refund`, { amount: nok(30), reason: 'Discount' });
    const news = {
      gatewayDisputeId: `dp_whole_${payment}`,
      gatewayPaymentId: await server.gatewayPayment(payment),
      currency: 'NOK',
      amountMinor: 100_00n,
      reason: 'fraudulent',
      openedAt: new Date(),
      isInquiry: false,
    };
    await applyDispute(dependencies, { ...news, state: 'open' });
    await applyDispute(dependencies, { ...news, state: 'lost' });
    expect(await invoice(name)).toMatchObject({ amountDue: nok(100) });
    expect(await disputesOf(name)).toMatchObject([{ state: 'lost', amount: nok(100) }]);
  });

  it('takes what the payer has placed elsewhere meanwhile', async () => {
    const { invoice: name, payment } = await overpaid();
    const id = await dispute(payment, { amount: 80_00 });
    await tell();
    const other = await anInvoice(wiring, account, { amountMinor: 80_00n });
    const { invoice_id: invoiceId } = await db
      .selectFrom('invoice')
      .select('invoice_id')
      .where('billing_account_id', '=', billingAccountId)
      .where('name', '=', other)
      .executeTakeFirstOrThrow();
    const { billingProfileId } = account;
    await inTransaction(db, async (tx) => {
      const placement = {
        invoiceId,
        invoiceName: other,
        billingProfileId,
        from: { paymentId: payment },
        amountMinor: 80_00n,
      };
      const order = { billingAccountId, currency: 'NOK', placements: [placement] };
      return ok(await placeCredit(tx, order, { doer: issuer, at: new Date() }));
    });
    expect(await invoice(other)).toMatchObject({ status: 'Paid' });
    await decide(id, 'lost');
    await tell();
    expect(await invoice(other)).toMatchObject({ status: 'Due', amountDue: nok(80) });
    expect(await invoice(name)).toMatchObject({ status: 'Paid' });
  });
});

describe('news of a dispute', () => {
  it('comes twice, late, and closed before created, and all lead to the same end', async () => {
    const { invoice: name, payment } = await paidInvoice();
    const id = await dispute(payment);
    await decide(id, 'lost');
    await tell('newestFirst');
    for (let again = 0; again < 3; again += 1) await hearDispute(dependencies, id);
    expect(await kindsOf(id)).toEqual(['dispute_lost', 'dispute_opened']);
    expect(await invoice(name)).toMatchObject({ displayStatus: 'Due', amountDue: nok(100) });
  });

  it('heard by many at once opens one dispute', async () => {
    const { invoice: name, payment } = await paidInvoice();
    const id = await dispute(payment);
    const heard = await Promise.all(Array.from({ length: 8 }, () => hearDispute(dependencies, id)));
    expect(heard.filter((each) => each === 'applied')).toHaveLength(1);
    expect(await disputesOf(name)).toHaveLength(1);
    expect(await kindsOf(id)).toEqual(['dispute_opened']);
  });

  it('comes before the payment’s direct answer is applied', async () => {
    const { invoice: name } = await silentPayment();
    const [intent] = (await sandbox.witness.paymentIntents.list({ limit: 1 })).data;
    const news = await disputeAtGateway(intent?.id ?? '');
    expect(await hearDispute(dependencies, news)).toBe('applied');
    expect(await invoice(name)).toMatchObject({ displayStatus: 'Disputed', amountDue: nok(0) });
  });

  it('is lost, and the daily look finds what was opened and what was decided', async () => {
    const { invoice: name, payment } = await paidInvoice();
    const id = await dispute(payment);
    expect(await disputesOf(name)).toEqual([]);
    expect((await checkDisputes(dependencies)).failures).toEqual([]);
    expect(await disputesOf(name)).toMatchObject([{ state: 'open' }]);
    await decide(id, 'lost');
    await checkDisputes({ ...dependencies, clock: () => new Date(Date.now() + 40 * 86_400_000) });
    expect(await disputesOf(name)).toMatchObject([{ state: 'lost' }]);
  });

  it('is lost, and whoever reads the dispute sees what it is now', async () => {
    const { payment } = await paidInvoice();
    const id = await dispute(payment);
    await hearDispute(dependencies, id);
    await decide(id, 'won');
    const { dispute_id } = await db
      .selectFrom('dispute')
      .select('dispute_id')
      .where('gateway_dispute_id', '=', id)
      .executeTakeFirstOrThrow();
    expect((await get(`/disputes/${dispute_id}`)).json().properties).toMatchObject({ state: 'won' });
  });

  it('of a charge that is not ours is no trouble', async () => {
    const charged = await sandbox.witness.paymentIntents.create({
      amount: 500,
      currency: 'nok',
      payment_method: 'pm_card_visa',
      allowed_payment_method_types: ['card'],
      confirm: true,
    });
    expect(await hearDispute(dependencies, await disputeAtGateway(charged.id))).toBe('notOurs');
    expect(await hearDispute(dependencies, 'dp_of_nobody')).toBe('notOurs');
  });
});

async function disputeAtGateway(paymentIntent: string): Promise<string> {
  const answer = await fetch(`${sandbox.url}/sandbox/disputes`, {
    method: 'POST',
    headers: { authorization: 'Bearer sk_test_betalt', 'content-type': 'application/json' },
    body: JSON.stringify({ paymentIntent }),
  });
  return ((await answer.json()) as { id: string }).id;
}

/** A payment whose money is on account: it settled when its invoice was paid already. */
async function overpaid() {
  const { invoice: name, payment } = await paidInvoice({ token: 'pm_card_refundFail' });
  await post(`/payments/${payment}/refund`, { amount: nok(80), reason: 'Closed card' });
  expect((await pay(name, await aCard(wiring, sandbox, owner))).statusCode).toBe(200);
  await expect.poll(async () => (await server.refundsAtGateway(payment))[0]?.[1], PATIENT).toBe('failed');
  await tell();
  return { invoice: name, payment };
}
