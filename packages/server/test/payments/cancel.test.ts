import { expect, it } from 'vitest';
import { buildServer } from '../../src/http/server.ts';
import { aCard, anInvoice } from '../support/payables.ts';
import { OWN, payingServer } from '../support/paying.ts';
import { aPerson, aRole, bearer, type TestPerson } from '../support/people.ts';

const { app, wiring, sandbox, owner, account, base, pay, get } = await payingServer();

const cancel = (paymentName: string, person: TestPerson = owner, server = app) =>
  server.inject({ method: 'POST', url: `${base}/payments/${paymentName}/cancel?${OWN}`, headers: bearer(person) });
const activity = () =>
  wiring.database.db
    .selectFrom('activity_log')
    .select(['result', 'actor_id'])
    .where('action', '=', 'payment.cancel')
    .execute();

it('giving up a payment is refused to a reader, fails while the gateway is away, and is in the activity log', async () => {
  const reader = await aPerson(wiring);
  await aRole(wiring, account, reader, 'Billing account reader');
  const card = await aCard(wiring, sandbox, owner, 'pm_card_authenticationRequired');
  const { name } = (await pay(await anInvoice(wiring, account), card)).json();

  expect((await cancel(name, reader)).statusCode).toBe(403);

  const gateway = { ...sandbox.gateway, cancel: async () => ({ outcome: 'unknown' as const }) };
  const offline = buildServer({ ...wiring, gateway });
  expect((await cancel(name, owner, offline)).statusCode).toBe(503);
  await offline.close();
  expect((await get(`/payments/${name}`)).json().properties.outcome).toBe('requires_action');

  expect((await cancel(name)).json().properties.outcome).toBe('canceled');
  expect(await activity()).toEqual([
    { result: 'Denied', actor_id: reader.userId },
    { result: 'Succeeded', actor_id: owner.userId },
  ]);
});
