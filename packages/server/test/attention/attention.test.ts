import { describe, expect, it } from 'vitest';
import { hearDispute } from '../../src/app/disputes/apply-dispute.ts';
import { receiveTransfer } from '../../src/app/money/receive-transfer.ts';
import { inTransaction } from '../../src/db/database.ts';
import { listAttention } from '../../src/db/queries/attention.ts';
import { aCard, anInvoice } from '../support/payables.ts';
import { OWN } from '../support/paying.ts';
import { anIssuer, bearer, type TestPerson } from '../support/people.ts';
import { nok, PATIENT, refundingServer } from '../support/refunding.ts';

const server = await refundingServer({ timeoutMs: 800 });
const { app, wiring, sandbox, account, owner, issuer } = server;
const { post, get, pay, paidInvoice, silentPayment, invoice, dispute, tell } = server;
const { db } = wiring.database;
const { billingAccountId } = account;

async function attention(query = '', as: TestPerson = issuer) {
  const answer = await app.inject({
    method: 'GET',
    url: `/providers/Microsoft.Billing/paymentsNeedingAttention?${OWN}${query}`,
    headers: bearer(as),
  });
  expect(answer.statusCode).toBe(200);
  return answer.json() as { value: Item[]; nextLink?: string };
}

interface Item {
  readonly id: string;
  readonly kind: string;
  readonly invoiceNames: readonly string[];
  readonly whatToDo: string;
  readonly reason?: string;
  readonly evidenceDueAt?: string;
}

async function madeEarlier(payment: string, seconds: number): Promise<void> {
  await db
    .updateTable('payment')
    .set({ created_at: new Date(Date.now() - seconds * 1000) })
    .where('billing_account_id', '=', billingAccountId)
    .where('payment_id', '=', payment)
    .execute();
}

async function transferFor(name: string, amountMinor: bigint): Promise<string> {
  const received = await inTransaction(db, (tx) =>
    receiveTransfer(
      tx,
      {
        billingAccountId,
        currency: 'NOK',
        amountMinor,
        payerName: 'Fjord Labs AS',
        transferReference: `bank ${name}`,
        bookedAt: new Date(),
        invoices: [{ name }],
      },
      { doer: issuer, at: new Date() },
    ),
  );
  if (!received.ok) throw new Error(received.error.code);
  return received.value.paymentId;
}

describe('payments that need attention', () => {
  it('are no business of a customer, and every role of the issuer reads them', async () => {
    const url = `/providers/Microsoft.Billing/paymentsNeedingAttention?${OWN}`;
    expect((await app.inject({ method: 'GET', url, headers: bearer(owner) })).statusCode).toBe(404);
    const support = await anIssuer(wiring, { role: 'Issuer support', name: 'Siri Support' });
    expect((await attention('', support)).value).toEqual([]);
  });

  it('a payment that nobody answers about for more than a minute is listed, and checkNow settles it', async () => {
    const { invoice: name, payment } = await silentPayment();
    expect((await attention('&kind=UnknownPayment')).value).toEqual([]);
    await madeEarlier(payment, 90);
    const [item] = (await attention('&kind=UnknownPayment')).value;
    expect(item).toMatchObject({
      kind: 'UnknownPayment',
      id: `${server.base}/payments/${payment}`,
      account: { id: server.base, displayName: 'Fjord Labs AS' },
      invoiceNames: [name],
      amount: nok(100),
      nextCheckAt: expect.any(String),
    });
    const checked = await post(`/payments/${payment}/checkNow`);
    expect(checked.json().properties.outcome).toBe('succeeded');
    expect((await attention('&kind=UnknownPayment')).value).toEqual([]);
    expect(await invoice(name)).toMatchObject({ status: 'Paid' });
  });

  it('an open dispute is listed with the day until which evidence is taken, and checkNow hears how it ended', async () => {
    const { invoice: name, payment } = await paidInvoice();
    const id = await dispute(payment, { reason: 'duplicate' });
    await tell();
    const [item] = (await attention('&kind=OpenDispute')).value;
    expect(item).toMatchObject({
      kind: 'OpenDispute',
      invoiceNames: [name],
      reason: 'The payer says that they were charged twice.',
      evidenceDueAt: expect.any(String),
      whatToDo: expect.stringContaining('evidence'),
    });
    await server.decide(id, 'won');
    await post(`/payments/${payment}/checkNow`);
    expect((await attention('&kind=OpenDispute')).value).toEqual([]);
  });

  it('a failed refund stays until somebody acknowledges it', async () => {
    const { payment } = await paidInvoice({ token: 'pm_card_refundFail' });
    const { name } = (await post(`/payments/${payment}/refund`, { reason: 'Closed card' })).json();
    await expect
      .poll(async () => (await tell(), (await attention('&kind=FailedRefund')).value.length), PATIENT)
      .toBe(1);
    const [item] = (await attention('&kind=FailedRefund')).value;
    expect(item?.id).toBe(`${server.base}/refunds/${name}`);
    expect(item?.reason).toContain('The card is closed');
    expect((await post(`/refunds/${name}/acknowledge`, undefined, { as: owner })).statusCode).toBe(403);
    expect((await post(`/refunds/${name}/acknowledge`)).statusCode).toBe(200);
    expect((await attention('&kind=FailedRefund')).value).toEqual([]);
  });

  it('the refund of a transfer waits for staff, who mark it as paid out', async () => {
    const name = await anInvoice(wiring, account, { amountMinor: 100_00n });
    const payment = await transferFor(name, 130_00n);
    const asked = await post(`/payments/${payment}/refund`, { amount: nok(50), reason: 'Overpaid' });
    expect(asked.statusCode).toBe(202);
    expect(asked.json().properties.parts).toEqual([
      { source: 'MoneyOnAccount', amount: nok(30) },
      { source: 'Invoice', invoiceName: name, amount: nok(20) },
    ]);
    const [item] = (await attention('&kind=TransferRefund')).value;
    expect(item?.id).toBe(asked.json().id);
    const settle = `/refunds/${asked.json().name}/settle`;
    expect((await post(settle, { paidOut: true }, { as: owner })).statusCode).toBe(403);
    expect((await post(settle, { paidOut: true })).json().properties.outcome).toBe('succeeded');
    expect((await post(settle, { paidOut: true })).json().error.code).toBe('RefundNotSettleable');
    expect((await attention('&kind=TransferRefund')).value).toEqual([]);
    expect(await invoice(name)).toMatchObject({ amountDue: nok(20) });
  });

  it('the refund of a transfer that cannot be paid out goes back to where it was', async () => {
    const name = await anInvoice(wiring, account, { amountMinor: 100_00n });
    const payment = await transferFor(name, 100_00n);
    const asked = await post(`/payments/${payment}/refund`, { reason: 'Wrong customer' });
    const settled = await post(`/refunds/${asked.json().name}/settle`, { paidOut: false });
    expect(settled.json().properties).toMatchObject({ outcome: 'failed', failure: { code: 'canceled' } });
    expect(await invoice(name)).toMatchObject({ status: 'Paid', amountDue: nok(0) });
    await post(`/refunds/${asked.json().name}/acknowledge`);
  });

  it('an event of the gateway that could not be worked on is listed with the reason', async () => {
    await db
      .insertInto('gateway_event')
      .values({
        gateway: 'stripe',
        event_id: 'evt_broken',
        type: 'charge.dispute.created',
        payload: '{}',
        received_at: new Date(),
        next_try_at: new Date(Date.now() + 3_600_000),
        failures: 3,
        last_error: 'the gateway did not answer',
      })
      .execute();
    const found = (await attention('&kind=FailedEvent')).value;
    expect(found).toMatchObject([{ id: 'evt_broken', reason: 'the gateway did not answer', invoiceNames: [] }]);
    await db.deleteFrom('gateway_event').where('event_id', '=', 'evt_broken').execute();
  });

  it('an automatic payment that needs the payer is listed by its invoice until that is paid', async () => {
    const name = await anInvoice(wiring, account, { amountMinor: 100_00n });
    const { invoice_id } = await db
      .selectFrom('invoice')
      .select('invoice_id')
      .where('billing_account_id', '=', billingAccountId)
      .where('name', '=', name)
      .executeTakeFirstOrThrow();
    await db
      .insertInto('automatic_payment')
      .values({
        billing_account_id: billingAccountId,
        invoice_id,
        state: 'needs_authentication',
        decline_code: 'authentication_required',
        updated_at: new Date(),
      })
      .execute();
    const [item] = (await attention('&kind=AutomaticPayment')).value;
    expect(item).toMatchObject({ id: `${server.base}/invoices/${name}`, invoiceNames: [name], amount: nok(100) });
    await pay(name, await aCard(wiring, sandbox, owner));
    expect((await attention('&kind=AutomaticPayment')).value).toEqual([]);
  });

  it('are read page by page, what waits longest first', async () => {
    const names: string[] = [];
    for (let each = 0; each < 3; each += 1) {
      const { invoice: name, payment } = await paidInvoice();
      await hearDispute(
        {
          db,
          gateway: sandbox.gateway,
          payments: wiring.payments,
          clock: () => new Date(),
          onCommitted: () => undefined,
        },
        await dispute(payment),
      );
      names.push(name);
    }
    const seen: string[] = [];
    let page = await attention('&kind=OpenDispute&top=2');
    seen.push(...page.value.flatMap(({ invoiceNames }) => invoiceNames));
    while (page.nextLink !== undefined) {
      const { pathname, search } = new URL(page.nextLink);
      page = (await app.inject({ method: 'GET', url: `${pathname}${search}`, headers: bearer(issuer) })).json();
      seen.push(...page.value.flatMap(({ invoiceNames }) => invoiceNames));
    }
    expect(seen.toSorted()).toEqual(names.toSorted());
    const all = await listAttention(db, { now: new Date(), limit: 100 });
    expect(all.map(({ since_us }) => since_us)).toEqual(all.map(({ since_us }) => since_us).toSorted());
    const bad = await app.inject({
      method: 'GET',
      url: `/providers/Microsoft.Billing/paymentsNeedingAttention?${OWN}&skipToken=nonsense`,
      headers: bearer(issuer),
    });
    expect(bad.json().error.code).toBe('InvalidSkipToken');
  });

  it('say what to do in Norwegian too', async () => {
    const answer = await app.inject({
      method: 'GET',
      url: `/providers/Microsoft.Billing/paymentsNeedingAttention?${OWN}&kind=OpenDispute`,
      headers: { ...bearer(issuer), 'accept-language': 'nb-NO' },
    });
    expect(answer.json().value[0].whatToDo).toBe(
      'Send dokumentasjon hos betalingsformidleren før fristen, eller godta tvisten der.',
    );
    expect((await get('/disputes')).json().value).not.toEqual([]);
  });
});
