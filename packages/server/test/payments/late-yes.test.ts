import { assert } from '@betalt/core/shared/assert.ts';
import { expect, it } from 'vitest';
import { applyGatewayEvents } from '../../src/app/payments/gateway-events.ts';
import { aCard, anInvoice } from '../support/payables.ts';
import { payingServer } from '../support/paying.ts';
import { WEBHOOK_SECRET } from '../support/test-sandbox.ts';

const server = await payingServer();
const { wiring, sandbox, owner, account, pay, get, captured } = server;
const { db } = wiring.database;

it('failure corrected to success: a payment that was declined and that the payer then confirms at the gateway is brought home by the webhook', async () => {
  const invoice = await anInvoice(wiring, account);
  const declined = await pay(invoice, await aCard(wiring, sandbox, owner, 'pm_card_chargeCustomerFail'));
  expect(declined.statusCode).toBe(402);
  const { paymentId } = declined.json().error.additionalInfo[0].info;
  const gatewayId = await gatewayIdOf(paymentId.split('/').at(-1));

  const customer = (await sandbox.witness.paymentIntents.retrieve(gatewayId)).customer;
  assert(typeof customer === 'string', 'the payment is the customer’s');
  const other = await sandbox.witness.paymentMethods.attach('pm_card_visa', { customer });
  await sandbox.witness.paymentIntents.confirm(gatewayId, { payment_method: other.id });
  expect(await captured(invoice)).toHaveLength(1);

  await deliverNewest('payment_intent.succeeded');
  await applyGatewayEvents({ db, gateway: sandbox.gateway, payments: wiring.payments, clock: () => new Date() });
  expect((await get(`/invoices/${invoice}`)).json().properties).toMatchObject({ status: 'Paid', payments: [{}] });
});

async function gatewayIdOf(paymentId: string): Promise<string> {
  const row = await db
    .selectFrom('payment_attempt')
    .select('gateway_payment_id')
    .where('billing_account_id', '=', account.billingAccountId)
    .where('payment_id', '=', paymentId)
    .executeTakeFirstOrThrow();
  assert(row.gateway_payment_id !== null, 'the gateway made a payment that it declined');
  return row.gateway_payment_id;
}

async function deliverNewest(type: string): Promise<void> {
  const [event] = (await sandbox.witness.events.list({ type, limit: 1 })).data;
  const payload = JSON.stringify(event);
  const signature = sandbox.witness.webhooks.generateTestHeaderString({ payload, secret: WEBHOOK_SECRET });
  const answer = await server.app.inject({
    method: 'POST',
    url: '/webhooks/stripe',
    headers: { 'content-type': 'application/json', 'stripe-signature': signature },
    payload,
  });
  expect(answer.statusCode).toBe(200);
}
