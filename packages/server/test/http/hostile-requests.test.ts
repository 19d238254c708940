import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { isOutage } from '../../src/app/outages.ts';
import { openDatabase } from '../../src/db/database.ts';
import { newId } from '../../src/db/new-id.ts';
import { stripeGateway } from '../../src/gateways/stripe/stripe-gateway.ts';
import { buildServer } from '../../src/http/server.ts';
import { anInvoice } from '../support/payables.ts';
import { OWN, payingServer } from '../support/paying.ts';
import { aPerson, bearer, type TestPerson } from '../support/people.ts';
import { testServer } from '../support/test-server.ts';

const server = await payingServer();
const { app, owner, base, wiring, account, get } = server;
let staff: TestPerson;
let profileName: string;

beforeAll(async () => {
  for (let count = 0; count < 3; count += 1) await anInvoice(wiring, account);
  staff = await aPerson(wiring);
  const { db } = wiring.database;
  const role = { user_id: staff.userId, role: 'Issuer finance', created_at: wiring.clock() };
  await db.insertInto('issuer_role_assignment').values(role).execute();
  profileName = (await db.selectFrom('billing_profile').select('name').executeTakeFirstOrThrow()).name;
});

describe('a page link that somebody made up', () => {
  const token = (...parts: string[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');
  it.each([
    ['', 'default', 'abc'],
    ['', 'default', '99999999999999'],
    ['&orderBy=dueDate', 'duedate asc', '2026-02-30'],
    ['&orderBy=totalAmount', 'totalamount asc', '1; select 1'],
    ['&orderBy=name', 'name asc', 'a\0b'],
  ])('%s with the mark %s %j is refused', async (query, order, key) => {
    const answer = await get(`/invoices?skipToken=${token(order, key, newId())}${query}`);
    expect([answer.statusCode, answer.json().error.code]).toEqual([400, 'InvalidSkipToken']);
  });
});

describe('text that no database keeps', () => {
  it.each(['/invoices?search=%00', "/invoices?filter=name%20eq%20'%00'", '/invoices/a%00b', '/invoices/%ff'])(
    'in the address %s is refused in the one envelope',
    async (path) => {
      const answer = await get(path);
      expect([answer.statusCode, answer.json().error.code]).toEqual([400, 'BadRequest']);
      expect(answer.headers['x-ms-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    },
  );

  it.each([
    ['U+0000', '{"email":"kari@x.example","password":"twelve or more","name":"a\\u0000"}', '$.name'],
    ['half a pair', '{"email":"kari@x.example","password":"twelve or more","name":"\\ud83d"}', '$.name'],
    ['a name with U+0000', '{"a\\u0000":1}', '$'],
  ])('%s in a body is refused with its place', async (_what, payload, target) => {
    const answer = await app.inject({ method: 'POST', url: '/api/sign-up', headers: JSON_TYPE, payload });
    expect([answer.statusCode, answer.json().error.target]).toEqual([400, target]);
  });

  it('is no escaped backslash before u0000, and no whole pair', async () => {
    const payload = '{"email":"kari@x.example","password":"twelve or more","name":"\\\\u0000 \\ud83d\\ude00"}';
    const answer = await app.inject({ method: 'POST', url: '/api/sign-up', headers: JSON_TYPE, payload });
    expect([answer.statusCode, answer.json().error?.code]).not.toContain('InvalidRequestBody');
  });

  it('a body that is no UTF-8 is no JSON', async () => {
    const payload = Buffer.from([...Buffer.from('{"email":"'), 0xff, ...Buffer.from('"}')]);
    const answer = await app.inject({ method: 'POST', url: '/api/sign-in', headers: JSON_TYPE, payload });
    expect([answer.statusCode, answer.json().error.code]).toEqual([400, 'MalformedJson']);
  });
});

describe('query options', () => {
  it('may be called __proto__ or constructor, which means nothing', async () => {
    expect((await get('/invoices?__proto__=1&constructor=2')).statusCode).toBe(200);
  });

  it('a day that no calendar has is refused by name', async () => {
    const answer = await get('/invoices?periodStartDate=0000-01-01');
    expect([answer.statusCode, answer.json().error.target]).toEqual([400, 'periodStartDate']);
  });

  it('skip leaves out that many rows, and the link goes on after the page', async () => {
    const names = async (query: string) => {
      const { value, nextLink } = (await get(`/invoices?${query}`)).json();
      return { names: value.map(({ name }: { name: string }) => name), nextLink };
    };
    const all = (await names('top=50')).names;
    const page = await names('top=1&$skip=1');
    expect(page.names).toEqual([all[1]]);
    expect(new URL(page.nextLink).searchParams.has('$skip')).toBe(false);
  });
});

describe('a form of files', () => {
  const part = '--x\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\nabc\r\n';
  it.each([
    ['that ends early', 'multipart/form-data; boundary=x', part],
    ['without a boundary', 'multipart/form-data', part],
    ['with a field', 'multipart/form-data; boundary=x', `${part.replace('; filename="a"', '')}--x--\r\n`],
    ['of too many files', 'multipart/form-data; boundary=x', `${part.repeat(101)}--x--\r\n`],
    ['without any', 'multipart/form-data; boundary=x', '--x--\r\n'],
  ])('%s is refused, and says what is taken', async (_what, type, payload) => {
    const answer = await importing(staff, type, payload);
    expect([answer.statusCode, answer.json().error.code]).toEqual([400, 'MalformedForm']);
  });

  it('with a file that is too large is 413', async () => {
    const payload = `${part.replace('abc', 'a'.repeat(21_000_000))}--x--\r\n`;
    const answer = await importing(staff, 'multipart/form-data; boundary=x', payload);
    expect([answer.statusCode, answer.json().error.code]).toEqual([413, 'RequestEntityTooLarge']);
  });
});

describe('an outage', () => {
  it('of the database is 503 and when to come back', async () => {
    const nowhere = openDatabase('postgres://nobody@127.0.0.1:9/nothing');
    const cut = buildServer({ ...wiring, database: nowhere });
    onTestFinished(async () => {
      await cut.close();
      await nowhere.close();
    });
    const read = await cut.inject({ url: `${base}/invoices?${OWN}`, headers: bearer(owner) });
    const credentials = { email: 'a@b.example', password: 'x' };
    const signIn = await cut.inject({ method: 'POST', url: '/api/sign-in', payload: credentials });
    for (const answer of [read, signIn]) {
      expect([answer.statusCode, answer.json().error.code]).toEqual([503, 'ServiceUnavailable']);
      expect(answer.headers['retry-after']).toBe('5');
    }
  });

  it('of the database under a running request is 503 too, and the next one is served', async () => {
    const { pool } = server.database;
    const client = await pool.connect();
    const { pid } = (await client.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0] ?? { pid: 0 };
    const waiting = client.query('select pg_sleep(20)').catch((error: unknown) => error);
    await pool.query('select pg_terminate_backend($1)', [pid]);
    expect(isOutage(await waiting)).toBe(true);
    client.release(true);
    expect((await get('/invoices')).statusCode).toBe(200);
  });

  it('of the gateway is 503 where no money moves', async () => {
    const gateway = stripeGateway({ secretKey: 'sk_test_x', webhookSecret: 'whsec_x', baseUrl: 'http://127.0.0.1:9' });
    const { app: offline } = await testServer({ parts: { gateway }, database: server.database });
    const person = await aPerson(wiring);
    const answer = await offline.inject({
      method: 'POST',
      url: `/providers/Microsoft.Billing/paymentMethods/setup?${OWN}`,
      headers: bearer(person),
    });
    expect([answer.statusCode, answer.json().error.code]).toEqual([503, 'ServiceUnavailable']);
    expect(answer.headers['retry-after']).toBe('5');
  });
});

const JSON_TYPE = { 'content-type': 'application/json' };

function importing(person: TestPerson, type: string, payload: string) {
  return app.inject({
    method: 'POST',
    url: `${base}/billingProfiles/${profileName}/importInvoices?${OWN}`,
    headers: { ...bearer(person), 'content-type': type },
    payload,
  });
}
