import { request } from 'node:http';
import { beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../src/db/new-id.ts';
import { aCard, anInvoice } from '../support/payables.ts';
import { OWN, payingServer } from '../support/paying.ts';
import { aPerson, aRole, bearer, type TestPerson } from '../support/people.ts';

const { app, wiring, sandbox, owner, account, base, pay, captured } = await payingServer();
const { db } = wiring.database;
const BILLING = '/providers/Microsoft.Billing';
let manager: TestPerson;
/** Of a profile that the manager has no role on. */
let hidden: string;

beforeAll(async () => {
  manager = await aPerson(wiring);
  await aRole(wiring, account, manager, 'Invoice manager', { onProfile: true });
  const billing_profile_id = newId();
  const profile = { billing_profile_id, name: 'OTHER', display_name: 'Other', currency: 'NOK', bill_to: '{}' };
  const own = { billing_account_id: account.billingAccountId, created_at: wiring.clock() };
  await db
    .insertInto('billing_profile')
    .values({ ...own, ...profile })
    .execute();
  hidden = await anInvoice(wiring, { ...account, billingProfileId: billing_profile_id });
});

describe('a role on one profile', () => {
  it('shows the account by its name, and not its address, in the list as by itself', async () => {
    const list = await app.inject({ url: `${BILLING}/billingAccounts?${OWN}`, headers: bearer(manager) });
    const single = await app.inject({ url: `${base}?${OWN}`, headers: bearer(manager) });
    for (const shown of [list.json().value[0], single.json()]) {
      expect(shown).toMatchObject({ name: account.name, properties: { hasReadAccess: false } });
      expect(shown.properties).not.toHaveProperty('soldTo');
    }
    const owners = await app.inject({ url: `${BILLING}/billingAccounts?${OWN}`, headers: bearer(owner) });
    expect(owners.json().value[0].properties).toMatchObject({ hasReadAccess: true, soldTo: { city: 'Oslo' } });
  });

  it('learns nothing of another profile’s invoice by paying it in one currency or another', async () => {
    const card = await aCard(wiring, sandbox, manager);
    const answers = [
      await pay(hidden, card, { as: manager, amount: { currency: 'NOK', value: 1 } }),
      await pay(hidden, card, { as: manager, amount: { currency: 'USD', value: 1 } }),
      await pay('NOTHING', card, { as: manager, amount: { currency: 'USD', value: 1 } }),
    ];
    expect(answers.map((answer) => [answer.statusCode, answer.json().error.code])).toEqual([
      [404, 'InvoiceNotFound'],
      [404, 'InvoiceNotFound'],
      [404, 'InvoiceNotFound'],
    ]);
  });

  it('may not import, which is said before the file is taken in, and logged', async () => {
    const address = new URL(await app.listen({ host: '127.0.0.1', port: 0 }));
    const profile = await db
      .selectFrom('billing_profile')
      .select('name')
      .where('billing_profile_id', '=', account.billingProfileId)
      .executeTakeFirstOrThrow();
    const path = `${base}/billingProfiles/${profile.name}/importInvoices?${OWN}`;
    // Announced and never sent.
    const headers = { ...bearer(manager), 'content-type': 'application/xml', 'content-length': '20000000' };
    const status = await new Promise((resolve, reject) => {
      const upload = request(
        { host: address.hostname, port: address.port, method: 'POST', path, headers },
        (answer) => {
          resolve(answer.statusCode);
          upload.destroy();
        },
      );
      upload.on('error', reject).flushHeaders();
    });
    expect(status).toBe(403);
    const denied = await db.selectFrom('activity_log').select('action').where('result', '=', 'Denied').execute();
    expect(denied).toEqual([{ action: 'invoice.import' }]);
  });
});

describe('idempotency keys', () => {
  it('that are long and begin alike are two', async () => {
    const invoice = await anInvoice(wiring, account, { amountMinor: 100_00n });
    const card = await aCard(wiring, sandbox, owner);
    const amount = { currency: 'NOK', value: 20 };
    const keys = ['a', 'b', 'b'].map((end) => `${'k'.repeat(300)}${end}`);
    for (const key of keys) expect((await pay(invoice, card, { key, amount })).statusCode).toBe(200);
    expect(await captured(invoice)).toEqual([20_00, 20_00]);
  });

  it.each(['idempotency-key', 'repeatability-request-id', 'x-ms-client-request-id'])(
    'in the header %s are one payment, and another request with the key is refused',
    async (header) => {
      const invoice = await anInvoice(wiring, account, { amountMinor: 100_00n });
      const card = await aCard(wiring, sandbox, owner);
      const headers = { [header]: `key-of-${header}` };
      const amount = { currency: 'NOK', value: 20 };
      const [first, second] = [
        await pay(invoice, card, { headers, amount }),
        await pay(invoice, card, { headers, amount }),
      ];
      expect(second.json().name).toBe(first.json().name);
      const other = await pay(invoice, card, { headers, amount: { currency: 'NOK', value: 30 } });
      expect([other.statusCode, other.json().error.code]).toEqual([409, 'IdempotencyKeyReused']);
      expect(await captured(invoice)).toEqual([20_00]);
    },
  );
});
