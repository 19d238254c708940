import { exponentOf } from '@betalt/core/money/currency.ts';
import { expect, it } from 'vitest';
import { hearDispute } from '../../src/app/disputes/apply-dispute.ts';
import { aCard, anInvoice } from '../support/payables.ts';
import { OWN, onNewAccount, payingServer } from '../support/paying.ts';
import { anIssuer, bearer } from '../support/people.ts';

const shared = await payingServer();
const { app, wiring, sandbox, owner } = shared;
const issuer = await anIssuer(wiring);

async function paidIn(currency: string, amountMinor: bigint) {
  const server = await onNewAccount(shared, { currency });
  const name = await anInvoice(wiring, server.account, { amountMinor });
  const paid = await server.pay(name, await aCard(wiring, sandbox, owner));
  const refund = (minor: bigint) =>
    app.inject({
      method: 'POST',
      url: `${server.base}/invoices/${name}/refund?${OWN}`,
      headers: bearer(issuer),
      payload: { amount: { currency, value: Number(minor) / 10 ** exponentOf(currency as 'NOK') }, reason: 'A part' },
    });
  const [intent] = (await sandbox.witness.paymentIntents.list({ limit: 1 })).data;
  return { server, name, payment: paid.json().name as string, refund, intent: intent?.id ?? '' };
}

it.each([
  ['NOK', 1234_56n, 100_50n, 10050],
  ['JPY', 1234n, 500n, 500],
  ['KWD', 12_340n, 2_500n, 2500],
  // No decimals, and two on the way to Stripe.
  ['ISK', 1234n, 500n, 50000],
  ['UGX', 50_000n, 20_000n, 2000000],
] as const)('%s is refunded and disputed to the right minor unit', async (currency, paidMinor, partMinor, sent) => {
  const { server, name, refund, intent } = await paidIn(currency, paidMinor);
  expect((await refund(partMinor)).statusCode).toBe(200);
  const [made] = (await sandbox.witness.refunds.list({ payment_intent: intent })).data;
  expect([made?.amount, made?.currency]).toEqual([sent, currency.toLowerCase()]);
  const opened = await fetch(`${sandbox.url}/sandbox/disputes`, {
    method: 'POST',
    headers: { authorization: 'Bearer sk_test_betalt', 'content-type': 'application/json' },
    body: JSON.stringify({ paymentIntent: intent }),
  });
  const { id } = (await opened.json()) as { id: string };
  const { db } = wiring.database;
  const parts = { payments: wiring.payments, clock: () => new Date(), onCommitted: () => undefined };
  expect(await hearDispute({ db, gateway: sandbox.gateway, ...parts }, id)).toBe('applied');
  const [dispute] = (await server.get(`/invoices/${name}`)).json().properties.disputes;
  const value = Number(paidMinor - partMinor) / 10 ** exponentOf(currency);
  expect(dispute.amount).toEqual({ currency, value });
});

it('a third decimal that no card can be refunded is refused before anything is recorded', async () => {
  const { server, refund } = await paidIn('KWD', 12_340n);
  const refused = await refund(2_345n);
  expect([refused.statusCode, refused.json().error.code]).toEqual([400, 'AmountNotRefundable']);
  expect((await server.get('/refunds')).json().value).toEqual([]);
});
