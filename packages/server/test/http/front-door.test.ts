import { beforeAll, describe, expect, it } from 'vitest';
import { anAccount, aPerson, aRole, bearer, type TestAccount, type TestPerson } from '../support/people.ts';
import { testServer } from '../support/test-server.ts';

let now = new Date('2026-11-24T10:00:00Z');
const { app, wiring } = await testServer({ parts: { clock: () => now } });
const BILLING = '/providers/Microsoft.Billing';
const VERSION = 'api-version=2024-04-01';
let owner: TestPerson;
let account: TestAccount;

beforeAll(async () => {
  owner = await aPerson(wiring);
  account = await anAccount(wiring, owner);
});

function ask(path: string, headers: Record<string, string> = bearer(owner)) {
  return app.inject({ url: path, headers });
}

describe('api-version', () => {
  it('is required, and one that is not served is answered with those that are', async () => {
    const missing = await ask(`${BILLING}/billingAccounts`);
    expect([missing.statusCode, missing.json().error.code]).toEqual([400, 'MissingApiVersionParameter']);
    const unknown = await ask(`${BILLING}/billingAccounts?api-version=2019-01-01`);
    expect(unknown.json().error).toMatchObject({
      code: 'InvalidApiVersionParameter',
      message: expect.stringContaining('2024-04-01, 2026-11-01-betalt'),
    });
  });

  it('and other query names are taken in any case, with and without $', async () => {
    const answers = await Promise.all(
      [
        'api-version=2024-04-01',
        'Api-Version=2024-04-01',
        'API-VERSION=2026-11-01-BETALT',
        '$api-version=2024-04-01',
      ].map((query) => ask(`${BILLING}/billingAccounts?${query}`)),
    );
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200]);
  });
});

describe('paths', () => {
  it('are case-insensitive, take %3A in account names, and collapse //', async () => {
    const paths = [
      `${BILLING}/billingAccounts/${account.name}`,
      `/PROVIDERS/microsoft.billing/BILLINGACCOUNTS/${account.name}`,
      `${BILLING}/billingAccounts/${encodeURIComponent(account.name)}`,
      `/${BILLING}//billingAccounts/${account.name.toUpperCase()}/`,
    ];
    for (const path of paths) {
      const answer = await ask(`${path}?${VERSION}`);
      expect([path, answer.statusCode]).toEqual([path, 200]);
      expect(answer.json().name.toLowerCase()).toBe(account.name);
    }
  });

  it('that are nothing answer ARM’s error envelope; a method that is not possible answers what is', async () => {
    const nothing = await app.inject('/nothing');
    expect([nothing.statusCode, nothing.json().error.code]).toEqual([404, 'NotFound']);
    const wrongMethod = await app.inject({ method: 'DELETE', url: '/api/sign-in' });
    expect([wrongMethod.statusCode, wrongMethod.headers.allow]).toEqual([405, 'POST']);
  });
});

describe('who asks', () => {
  it('is challenged without a credential, and with one that is not good', async () => {
    const nobody = await ask(`${BILLING}/billingAccounts?${VERSION}`, {});
    expect([nobody.statusCode, nobody.json().error.code]).toEqual([401, 'AuthenticationFailed']);
    expect(nobody.headers['www-authenticate']).toBe('Bearer realm="betalt"');
    const forged = await ask(`${BILLING}/billingAccounts?${VERSION}`, {
      authorization: `Bearer betalt_${'x'.repeat(43)}`,
    });
    expect([forged.statusCode, forged.json().error.code]).toEqual([401, 'InvalidAuthenticationToken']);
    expect(forged.headers['www-authenticate']).toContain('error="invalid_token"');
  });

  it('is nobody with a token that has expired or been revoked', async () => {
    const person = await aPerson(wiring);
    const list = () => ask(`${BILLING}/billingAccounts?${VERSION}`, bearer(person));
    expect((await list()).statusCode).toBe(200);
    const start = now;
    now = new Date(start.getTime() + 31 * 24 * 3_600_000);
    expect((await list()).statusCode).toBe(401);
    now = start;
    await wiring.database.pool.query('update access_token set revoked_at = $1 where user_id = $2', [
      now,
      person.userId,
    ]);
    expect((await list()).statusCode).toBe(401);
  });

  it('learns nothing of an account without a role on it: not there, not theirs and malformed are one answer', async () => {
    const stranger = await aPerson(wiring);
    const [id = '', organization = ''] = account.name.split(':');
    const names = [
      account.name,
      `00000000-0000-4000-8000-000000000000:${organization}`,
      `${id}:00000000-0000-4000-8000-000000000000_2019-05-31`,
      'nonsense',
    ];
    const answers = await Promise.all(
      names.map((name) => ask(`${BILLING}/billingAccounts/${name}?${VERSION}`, bearer(stranger))),
    );
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([404, 404, 404, 404]);
    expect(new Set(answers.map((answer) => answer.json().error.message)).size).toBe(1);
    // The owner's own account under another organisation is not that account either.
    expect((await ask(`${BILLING}/billingAccounts/${names[2]}?${VERSION}`)).statusCode).toBe(404);
  });

  it('may be staff of the issuer, who see every account', async () => {
    const staff = await aPerson(wiring);
    await wiring.database.db
      .insertInto('issuer_role_assignment')
      .values({ user_id: staff.userId, role: 'Issuer finance', created_at: now })
      .execute();
    expect((await ask(`${BILLING}/billingAccounts/${account.name}?${VERSION}`, bearer(staff))).statusCode).toBe(200);
  });

  it('may hold a role on a profile alone', async () => {
    const manager = await aPerson(wiring);
    await aRole(wiring, account, manager, 'Invoice manager', { onProfile: true });
    expect((await ask(`${BILLING}/billingAccounts/${account.name}?${VERSION}`, bearer(manager))).statusCode).not.toBe(
      401,
    );
  });
});

describe('bodies', () => {
  const signUp = (payload: unknown, headers: Record<string, string> = {}) =>
    app.inject({
      method: 'POST',
      url: '/api/sign-up',
      headers: { 'content-type': 'application/json', ...headers },
      payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
    });

  it('are refused with every violation at its JSON path, in the caller’s language', async () => {
    const wrong = { email: 'not an address', password: 'short', colour: 'red', language: 'sv-SE' };
    const { error } = (await signUp(wrong)).json();
    expect(error.code).toBe('InvalidRequestBody');
    expect(error.details.map(({ target }: { target: string }) => target).sort()).toEqual([
      '$.colour',
      '$.email',
      '$.language',
      '$.name',
      '$.password',
    ]);
    expect(error.details).toContainEqual({
      code: 'InvalidRequestBody',
      target: '$.password',
      message: 'Must have at least 12 characters.',
    });
    const norwegian = (await signUp(wrong, { 'accept-language': 'nb' })).json().error;
    expect(norwegian.details).toContainEqual({
      code: 'InvalidRequestBody',
      target: '$.name',
      message: 'Må fylles ut.',
    });
  });

  it('are never converted: a number is no text', async () => {
    const { error } = (await signUp({ email: 'a@b.example', password: 123456789012, name: 'A' })).json();
    expect(error.details).toEqual([
      { code: 'InvalidRequestBody', target: '$.password', message: 'Must be of type string.' },
    ]);
  });

  it('that are no JSON, too large, of another type or poisoned are named as such', async () => {
    expect((await signUp('{"email":')).json().error.code).toBe('MalformedJson');
    const large = await signUp(JSON.stringify({ name: 'x'.repeat(1_048_577) }));
    expect([large.statusCode, large.json().error.code]).toEqual([413, 'RequestEntityTooLarge']);
    const typed = await signUp('<a/>', { 'content-type': 'application/xml' });
    expect([typed.statusCode, typed.json().error.code]).toEqual([415, 'UnsupportedMediaType']);
    expect((await signUp('{"__proto__":{"admin":true}}')).statusCode).toBe(400);
  });
});

describe('every answer', () => {
  it('carries ids to find it by, and the caller’s own', async () => {
    const { headers } = await ask('/nothing', {
      'x-ms-correlation-request-id': 'of-the-caller-1',
      'x-ms-client-request-id': '6f1d5b9e-0000-4000-8000-000000000000',
    });
    expect(headers['x-ms-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers['x-ms-correlation-request-id']).toBe('of-the-caller-1');
    expect(headers['x-ms-client-request-id']).toBe('6f1d5b9e-0000-4000-8000-000000000000');
  });

  it('may be framed, sniffed and kept by nobody, and lets nothing in but its own and the gateway’s', async () => {
    const { headers } = await ask(`${BILLING}/billingAccounts?${VERSION}`);
    expect(headers['content-security-policy']).toBe(
      "default-src 'none';script-src 'self' http://127.0.0.1:3100;style-src 'self';font-src 'self';img-src 'self' data:;connect-src 'self' http://127.0.0.1:3100;frame-src http://127.0.0.1:3100;base-uri 'none';form-action 'self';frame-ancestors 'none'",
    );
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' });
    expect(headers['strict-transport-security']).toBeUndefined();
  });

  it('says of a failure of ours only where it is in the log', async () => {
    let isBroken = false;
    const broken = await testServer({
      parts: {
        clock: () => {
          if (isBroken) throw new Error('secret words');
          return now;
        },
      },
    });
    const person = await aPerson(broken.wiring);
    isBroken = true;
    const answer = await broken.app.inject({ url: `${BILLING}/billingAccounts?${VERSION}`, headers: bearer(person) });
    expect(answer.statusCode).toBe(500);
    expect(answer.json().error).toEqual({
      code: 'InternalServerError',
      message: expect.stringContaining(String(answer.headers['x-ms-correlation-request-id'])),
    });
  });
});
