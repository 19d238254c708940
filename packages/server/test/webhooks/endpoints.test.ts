import { describe, expect, it } from 'vitest';
import { OWN } from '../support/paying.ts';
import { anAccount, aPerson, aRole, bearer, type TestPerson } from '../support/people.ts';
import { webhookServer } from './webhook-server.ts';

const { wiring, app, base, account, owner, call, endpoint } = await webhookServer();
const { db } = wiring.database;
const put = (
  name: string,
  properties: Record<string, unknown>,
  headers: Record<string, string> = {},
  as?: TestPerson,
) =>
  call('PUT', `/webhookEndpoints/${name}`, { payload: { properties }, headers, ...(as === undefined ? {} : { as }) });
const URL_OF_TESTS = 'https://hooks.example.com/betalt';

describe('a webhook endpoint', () => {
  it('tells its secret when it is made and rotated, and never again', async () => {
    const made = await put('once', { url: URL_OF_TESTS });
    expect(made.json().properties.secret).toMatch(/^whsec_/);
    for (const path of ['/webhookEndpoints/once', '/webhookEndpoints'])
      expect((await call('GET', path)).body).not.toContain('whsec_');
    const again = await put('once', { url: URL_OF_TESTS, description: 'Books' });
    expect(again.statusCode).toBe(200);
    expect(again.body).not.toContain('whsec_');
  });

  it('keeps its secret such that the database alone does not say it', async () => {
    const secret = await endpoint('sealed', { url: URL_OF_TESTS });
    const row = await db
      .selectFrom('webhook_endpoint')
      .selectAll()
      .where('name', '=', 'sealed')
      .executeTakeFirstOrThrow();
    const bytes = Buffer.from(secret.slice('whsec_'.length), 'base64');
    expect(row.secret.includes(bytes)).toBe(false);
    expect(row.secret.includes(secret)).toBe(false);
    const { secretBox } = await import('../../src/app/webhooks/secrets.ts');
    expect(secretBox(wiring.sessionSecret).open(row.secret)).toBe(secret);
    expect(secretBox('another secret of more than 32 characters').open(row.secret)).toBeNull();
  });

  it('heeds If-Match and If-None-Match', async () => {
    const made = await put('careful', { url: URL_OF_TESTS }, { 'if-none-match': '*' });
    expect(made.statusCode).toBe(201);
    expect((await put('CAREFUL', { url: URL_OF_TESTS }, { 'if-none-match': '*' })).statusCode).toBe(412);
    const etag = String(made.headers.etag);
    const changed = await put('careful', { url: URL_OF_TESTS, description: 'a' }, { 'if-match': etag });
    expect(changed.statusCode).toBe(200);
    expect((await put('careful', { url: URL_OF_TESTS, description: 'b' }, { 'if-match': etag })).statusCode).toBe(412);
    const stale = { headers: { 'if-match': etag } };
    expect((await call('DELETE', '/webhookEndpoints/careful', stale)).statusCode).toBe(412);
    expect((await call('POST', '/webhookEndpoints/careful/rotateSecret', stale)).statusCode).toBe(412);
    expect((await call('GET', '/webhookEndpoints/careful')).headers.etag).toBe(changed.headers.etag);
    expect((await call('DELETE', '/webhookEndpoints/careful')).statusCode).toBe(204);
    expect((await call('GET', '/webhookEndpoints/careful')).statusCode).toBe(404);
  });

  it('refuses types that do not exist, by their place', async () => {
    const refused = await put('odd', { url: URL_OF_TESTS, eventTypes: ['invoice.paid', 'invoice.payed'] });
    expect(refused.statusCode).toBe(400);
    expect(refused.json().error.target).toBe('$.properties.eventTypes[1]');
  });

  it('is not tried or sent to while it is switched off', async () => {
    await endpoint('off', { url: URL_OF_TESTS }, { isEnabled: false });
    expect((await call('GET', '/webhookEndpoints/off')).json().properties).toMatchObject({ disabledReason: 'user' });
    expect((await call('POST', '/webhookEndpoints/off/test')).json().error.code).toBe('WebhookEndpointDisabled');
  });

  it('is one of at most twenty', async () => {
    const mine = await aPerson(wiring);
    const other = await anAccount(wiring, mine);
    const url = (index: number) =>
      `/providers/Microsoft.Billing/billingAccounts/${other.name}/webhookEndpoints/e${index}?${OWN}`;
    const make = (index: number) =>
      app.inject({
        method: 'PUT',
        url: url(index),
        headers: bearer(mine),
        payload: { properties: { url: URL_OF_TESTS } },
      });
    // At once: the limit holds against each other too.
    const answers = await Promise.all(Array.from({ length: 22 }, (_, index) => make(index)));
    expect(answers.filter(({ statusCode }) => statusCode === 201)).toHaveLength(20);
    expect(answers.filter(({ statusCode }) => statusCode === 409)).toHaveLength(2);
  });

  it('leaves each change in the activity log', async () => {
    await endpoint('logged', { url: URL_OF_TESTS });
    await call('POST', '/webhookEndpoints/logged/rotateSecret');
    await call('DELETE', '/webhookEndpoints/logged');
    const { value } = (await call('GET', '/activityLog')).json();
    expect(
      value
        .filter(({ resourceId }: { resourceId?: string }) => resourceId === 'logged')
        .map(({ action, actor }: { action: string; actor: string }) => [action, actor]),
    ).toEqual([
      ['webhookEndpoint.remove', owner.name],
      ['webhookEndpoint.rotateSecret', owner.name],
      ['webhookEndpoint.save', owner.name],
    ]);
  });
});

describe('who may', () => {
  it.each([
    ['Billing account contributor', false, 201, 200],
    ['Billing account reader', false, 403, 200],
    ['Billing profile owner', true, 403, 403],
    ['Invoice manager', true, 403, 403],
  ] as const)('%s (on a profile: %s): change %i, read %i', async (role, onProfile, change, read) => {
    const person = await aPerson(wiring);
    await aRole(wiring, account, person, role, { onProfile });
    const name = role.replaceAll(' ', '-');
    expect((await put(name, { url: URL_OF_TESTS }, {}, person)).statusCode).toBe(change);
    const list = await call('GET', '/webhookEndpoints', { as: person });
    expect(list.statusCode).toBe(read);
    if (read === 200) expect(list.json().value[0].actions.includes('account.update')).toBe(change === 201);
    if (change === 403) {
      const { value } = (await call('GET', '/activityLog')).json();
      expect(value[0]).toMatchObject({ action: 'webhookEndpoint.save', resourceId: name, result: 'Denied' });
    }
  });

  it('staff of the issuer as their roles say; a stranger finds no account', async () => {
    const codes: Record<string, number> = {};
    for (const role of ['Issuer administrator', 'Issuer finance', 'Issuer support']) {
      const staff = await aPerson(wiring);
      await db
        .insertInto('issuer_role_assignment')
        .values({ user_id: staff.userId, role, created_at: wiring.clock() })
        .execute();
      codes[role] = (await put(role.replace(' ', '-'), { url: URL_OF_TESTS }, {}, staff)).statusCode;
      expect((await call('GET', '/webhookEndpoints', { as: staff })).statusCode).toBe(200);
    }
    expect(codes).toEqual({ 'Issuer administrator': 201, 'Issuer finance': 403, 'Issuer support': 403 });
    const stranger = await aPerson(wiring);
    await anAccount(wiring, stranger);
    expect((await put('mine', { url: URL_OF_TESTS }, {}, stranger)).json().error.code).toBe('BillingAccountNotFound');
  });

  it('another account’s delivery is not found through an endpoint of one’s own', async () => {
    await endpoint('theirs', { url: URL_OF_TESTS });
    const delivery = (await call('POST', '/webhookEndpoints/theirs/test')).json().name;
    await endpoint('mine', { url: URL_OF_TESTS });
    for (const [method, path] of [
      ['GET', `/webhookEndpoints/mine/deliveries/${delivery}`],
      ['POST', `/webhookEndpoints/mine/deliveries/${delivery}/redeliver`],
    ] as const)
      expect((await call(method, path)).json().error.code).toBe('WebhookDeliveryNotFound');
    expect(base).toContain(account.billingAccountId);
  });
});
