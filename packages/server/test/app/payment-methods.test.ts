import { describe, expect, it } from 'vitest';
import { addPaymentMethod, customerOf } from '../../src/app/payment-methods/add-payment-method.ts';
import { detachPaymentMethod } from '../../src/app/payment-methods/detach-payment-methods.ts';
import { linkPaymentMethod } from '../../src/app/payment-methods/link-payment-method.ts';
import { removeOneTimeMethods } from '../../src/app/payment-methods/remove-one-time-methods.ts';
import { removePaymentMethod } from '../../src/app/payment-methods/remove-payment-method.ts';
import { newId } from '../../src/db/new-id.ts';
import { GatewayUnavailable } from '../../src/gateways/gateway.ts';
import { taskList } from '../../src/jobs/tasks.ts';
import { aCard } from '../support/payables.ts';
import { OWN, payingServer } from '../support/paying.ts';
import { aPerson, aRole, bearer, type TestPerson } from '../support/people.ts';

const { app, wiring, sandbox, owner, account, base } = await payingServer();
const { db } = wiring.database;
const dependencies = { db, gateway: sandbox.gateway, clock: wiring.clock };
const profile = {
  billingAccountId: account.billingAccountId,
  billingProfileId: account.billingProfileId,
  displayName: 'Fjord Labs AS',
};
const actor = { ...owner, roles: [{ role: 'Billing account owner' as const }], issuerRoles: [] };

/** A setup that the gateway has confirmed, as the browser would. */
async function aSetup(person: TestPerson): Promise<string> {
  const customer = await customerOf(dependencies, person);
  const setup = await sandbox.witness.setupIntents.create({
    customer,
    payment_method: 'pm_card_visa',
    confirm: true,
    allowed_payment_method_types: ['card'],
  });
  expect(setup.status).toBe('succeeded');
  return setup.id;
}

const find = (id: string) =>
  db.selectFrom('payment_method').selectAll().where('payment_method_id', '=', id).executeTakeFirst();

describe('adding a card', () => {
  it('under the name of somebody else’s, or of one that was removed, is refused and changes neither', async () => {
    const theirs = await aCard(wiring, sandbox, owner);
    const other = await aPerson(wiring);
    const put = await app.inject({
      method: 'PUT',
      url: `/providers/Microsoft.Billing/paymentMethods/${theirs}?${OWN}`,
      headers: bearer(other),
      payload: { properties: { setupIntentId: await aSetup(other) } },
    });
    expect([put.statusCode, put.json().error.code]).toEqual([404, 'PaymentMethodNotFound']);
    expect(await find(theirs)).toMatchObject({ user_id: owner.userId });
  });

  it('a second time for one payment only does not take away one that is kept', async () => {
    const setupId = await aSetup(owner);
    const name = newId();
    const kept = await addPaymentMethod(dependencies, owner, { paymentMethodId: name, setupId, keep: true });
    const again = await addPaymentMethod(dependencies, owner, { paymentMethodId: newId(), setupId, keep: false });
    expect(kept).toMatchObject({ ok: true, value: { payment_method_id: name } });
    expect(again).toMatchObject({ ok: true, value: { payment_method_id: name, is_kept: true } });
  });
});

describe('removing a card', () => {
  it('while it is being attached to a profile leaves no profile with a card that is gone', async () => {
    for (let round = 0; round < 8; round += 1) {
      const card = await aCard(wiring, sandbox, owner);
      const [linked, removed] = await Promise.all([
        linkPaymentMethod(dependencies, actor, profile, { paymentMethodId: card, isDefault: true }, () => true),
        removePaymentMethod(dependencies, owner.userId, card),
      ]);
      expect([linked.ok, removed.ok].filter(Boolean)).toHaveLength(1);
    }
    await detachQueued();
  });

  it('is told to the gateway by a job, which fails and is tried again while the gateway does not answer', async () => {
    const card = await aCard(wiring, sandbox, owner);
    const gatewayPaymentMethodId = (await find(card))?.gateway_payment_method_id ?? '';
    expect(await removePaymentMethod(dependencies, owner.userId, card)).toMatchObject({ ok: true });
    const away = { ...sandbox.gateway, removeMethod: () => Promise.reject(new GatewayUnavailable('away')) };
    await expect(detachPaymentMethod({ gateway: away }, { gatewayPaymentMethodId })).rejects.toThrow('away');
    expect(await detachQueued()).toBe(1);
    expect((await sandbox.witness.paymentMethods.retrieve(gatewayPaymentMethodId)).customer).toBeNull();
  });

  it('of one payment only is queued for each, whatever becomes of the others', async () => {
    const cards = [await aCard(wiring, sandbox, owner), await aCard(wiring, sandbox, owner)];
    await db.updateTable('payment_method').set({ is_kept: false }).where('payment_method_id', 'in', cards).execute();
    const later = { ...dependencies, clock: () => new Date(wiring.clock().getTime() + 2 * 3_600_000) };
    expect(await removeOneTimeMethods(later)).toBe(2);
    expect(await detachQueued()).toBe(2);
  });
});

describe('who may not manage the cards of a profile', () => {
  it('is told so in words about that, and the attempt is in the activity log', async () => {
    const manager = await aPerson(wiring);
    await aRole(wiring, account, manager, 'Invoice manager', { onProfile: true });
    const { name } = await db.selectFrom('billing_profile').select('name').executeTakeFirstOrThrow();
    const card = await aCard(wiring, sandbox, manager);
    const put = await app.inject({
      method: 'PUT',
      url: `${base}/billingProfiles/${name}/paymentMethodLinks/${card}?${OWN}`,
      headers: bearer(manager),
      payload: {},
    });
    expect([put.statusCode, put.json().error.code]).toEqual([403, 'AuthorizationFailed']);
    const denied = await db.selectFrom('activity_log').select('action').where('result', '=', 'Denied').execute();
    expect(denied).toEqual([{ action: 'paymentMethod.link' }]);
  });
});

describe('a link that somebody else changes meanwhile', () => {
  it('is changed by If-Match only as it was read, and made by If-None-Match only where there is none', async () => {
    const { name } = await db.selectFrom('billing_profile').select('name').executeTakeFirstOrThrow();
    const card = await aCard(wiring, sandbox, owner);
    const url = `${base}/billingProfiles/${name}/paymentMethodLinks/${card}?${OWN}`;
    const write = (headers: Record<string, string>, isDefault = false) =>
      app.inject({
        method: 'PUT',
        url,
        headers: { ...bearer(owner), ...headers },
        payload: { properties: { isDefault } },
      });

    expect((await write({ 'if-match': '*' })).statusCode).toBe(412);
    const made = await write({ 'if-none-match': '*' });
    expect(made.statusCode).toBe(200);
    expect((await write({ 'if-none-match': '*' })).json().error.code).toBe('PreconditionFailed');
    const etag = String(made.headers.etag);
    expect((await app.inject({ url, headers: bearer(owner) })).headers.etag).toBe(etag);

    expect((await write({ 'if-match': `"other", ${etag}` }, true)).statusCode).toBe(200);
    expect((await write({ 'if-match': etag })).statusCode).toBe(412);
    const removal = { method: 'DELETE' as const, url, headers: { ...bearer(owner), 'if-match': etag } };
    expect((await app.inject(removal)).statusCode).toBe(412);
  });
});

/** What a worker would do with the queue now. @returns how many */
async function detachQueued(): Promise<number> {
  const { rows } = await wiring.database.pool.query<{ payload: unknown }>(
    `delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t
     where t.id = j.task_id and t.identifier = 'detach_payment_method' returning j.payload`,
  );
  for (const { payload } of rows) await taskList(wiring).detach_payment_method?.(payload, undefined as never);
  return rows.length;
}
