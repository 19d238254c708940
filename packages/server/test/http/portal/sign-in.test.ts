import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { anAccount, aPerson, PASSWORD } from '../../support/people.ts';
import { testServer } from '../../support/test-server.ts';

let now = new Date('2026-11-24T10:00:00Z');
const { app, wiring } = await testServer({ parts: { clock: () => now } });
const START = now;

beforeEach(async () => {
  await wiring.database.pool.query('delete from sign_in_throttle');
});
afterEach(() => {
  now = START;
});

function signIn(email: string, password = PASSWORD, headers: Record<string, string> = {}) {
  return app.inject({ method: 'POST', url: '/api/sign-in', headers, payload: { email, password } });
}

function cookieOf(answer: { cookies: { name: string; value: string }[] }): string {
  const cookie = answer.cookies.find(({ name }) => name.endsWith('betalt.session'));
  return `${cookie?.name}=${encodeURIComponent(cookie?.value ?? '')}`;
}

const session = (cookie: string) => app.inject({ url: '/api/session', headers: { cookie } });

describe('signing in', () => {
  it('answers who it is and what they may see, whatever the case of the address', async () => {
    const person = await aPerson(wiring);
    const account = await anAccount(wiring, person);
    const answer = await signIn(person.email.toUpperCase());
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({
      user: { id: person.userId, email: person.email },
      billingAccounts: [
        { name: account.name, displayName: 'Fjord Labs AS', roles: [{ roleName: 'Billing account owner' }] },
      ],
      issuerRoles: [],
    });
  });

  it('gives a cookie that scripts and other sites cannot use, and that TLS alone carries where there is TLS', async () => {
    const person = await aPerson(wiring);
    const [plain] = (await signIn(person.email)).cookies;
    expect(plain).toMatchObject({ name: 'betalt.session', httpOnly: true, sameSite: 'Lax', path: '/' });
    expect(plain?.secure).toBeUndefined();
    const proxied = await testServer({ environment: { BETALT_TRUST_PROXY: '1' } });
    const other = await aPerson(proxied.wiring);
    const [secure] = (
      await proxied.app.inject({
        method: 'POST',
        url: '/api/sign-in',
        headers: { 'x-forwarded-proto': 'https' },
        payload: { email: other.email, password: PASSWORD },
      })
    ).cookies;
    expect(secure).toMatchObject({ name: '__Host-betalt.session', secure: true, httpOnly: true });
  });

  it('answers a wrong password and an unknown address alike', async () => {
    const person = await aPerson(wiring);
    const [wrong, unknown] = [await signIn(person.email, 'not the password'), await signIn('nobody@customer.example')];
    expect([wrong.statusCode, unknown.statusCode]).toEqual([401, 401]);
    expect(wrong.json()).toEqual(unknown.json());
    expect(wrong.json().error.code).toBe('SignInFailed');
  });

  it('speaks the language of the browser', async () => {
    const answer = await signIn('nobody@customer.example', PASSWORD, { 'accept-language': 'nb-NO,nb;q=0.9,en;q=0.8' });
    expect(answer.json().error.message).toBe('E-postadressen eller passordet er feil.');
  });

  it('ends the old session of a browser that signs in again, and a session that signs out', async () => {
    const person = await aPerson(wiring);
    const first = cookieOf(await signIn(person.email));
    expect((await session(first)).statusCode).toBe(200);
    const second = cookieOf(await signIn(person.email, PASSWORD, { cookie: first }));
    expect((await session(first)).statusCode).toBe(204);
    await app.inject({ method: 'POST', url: '/api/sign-out', headers: { cookie: second } });
    expect((await session(second)).statusCode).toBe(204);
  });

  it('ends a session after twelve hours without a request, and after thirty days with them', async () => {
    const person = await aPerson(wiring);
    const idle = cookieOf(await signIn(person.email));
    now = new Date(START.getTime() + 12 * 3_600_000);
    expect((await session(idle)).statusCode).toBe(204);
    now = START;
    const busy = cookieOf(await signIn(person.email));
    for (let hours = 11; hours < 30 * 24; hours += 11) {
      now = new Date(START.getTime() + hours * 3_600_000);
      expect((await session(busy)).statusCode).toBe(200);
      await seen(person.userId, now);
    }
    now = new Date(START.getTime() + 30 * 24 * 3_600_000);
    expect((await session(busy)).statusCode).toBe(204);
  });

  it('takes no cookie that another secret has signed', async () => {
    const person = await aPerson(wiring);
    const cookie = cookieOf(await signIn(person.email));
    const forged = decodeURIComponent(cookie).replace(/\.[^.]+$/, `.${Buffer.alloc(32).toString('base64')}`);
    expect((await session(encodeURI(forged))).statusCode).toBe(204);
  });
});

describe('guessing', () => {
  it('is slowed down after five failures: 30 seconds, then a minute, and says how long to wait', async () => {
    const person = await aPerson(wiring);
    for (let failure = 1; failure <= 5; failure += 1)
      expect((await signIn(person.email, 'wrong')).statusCode).toBe(401);
    const blocked = await signIn(person.email);
    expect(blocked.statusCode).toBe(429);
    expect(blocked.headers['retry-after']).toBe('30');
    now = new Date(START.getTime() + 30_000);
    expect((await signIn(person.email, 'wrong')).statusCode).toBe(401);
    expect((await signIn(person.email)).headers['retry-after']).toBe('60');
  });

  it('is forgotten by signing in', async () => {
    const person = await aPerson(wiring);
    for (let failure = 1; failure <= 4; failure += 1) await signIn(person.email, 'wrong');
    expect((await signIn(person.email)).statusCode).toBe(200);
    for (let failure = 1; failure <= 4; failure += 1)
      expect((await signIn(person.email, 'wrong')).statusCode).toBe(401);
    expect((await signIn(person.email)).statusCode).toBe(200);
  });

  it('is counted once for all that come at the same moment', async () => {
    const person = await aPerson(wiring);
    const answers = await Promise.all(Array.from({ length: 12 }, () => signIn(person.email, 'wrong')));
    expect(answers.filter(({ statusCode }) => statusCode === 401)).toHaveLength(5);
    expect(answers.filter(({ statusCode }) => statusCode === 429)).toHaveLength(7);
  });

  it('of many addresses from one place is slowed down too', async () => {
    for (let failure = 1; failure <= 30; failure += 1) await signIn(`guess-${failure}@customer.example`, 'wrong');
    expect((await signIn('one-more@customer.example', 'wrong')).statusCode).toBe(429);
  });
});

describe('another site', () => {
  it('cannot write with a visitor’s session', async () => {
    const person = await aPerson(wiring);
    const cookie = cookieOf(await signIn(person.email));
    const put = (headers: Record<string, string>) =>
      app.inject({ method: 'PUT', url: '/api/settings', headers: { cookie, ...headers }, payload: { theme: 'dark' } });
    expect((await put({ 'sec-fetch-site': 'cross-site' })).json().error.code).toBe('CrossSiteRequest');
    expect((await put({ origin: 'https://evil.example' })).statusCode).toBe(403);
    expect((await put({ 'sec-fetch-site': 'same-site' })).statusCode).toBe(403);
    expect((await put({ 'sec-fetch-site': 'same-origin', origin: 'http://localhost:80' })).statusCode).toBe(200);
  });

  it('cannot sign a visitor in by a form', async () => {
    const answer = await app.inject({
      method: 'POST',
      url: '/api/sign-in',
      headers: { 'content-type': 'text/plain' },
      payload: '{"email":"a@b.example","password":"x"}',
    });
    expect(answer.statusCode).toBe(403);
  });
});

async function seen(userId: string, at: Date): Promise<void> {
  await expect
    .poll(async () => {
      const { rows } = await wiring.database.pool.query(
        'select max(updated_at) as at from user_session where user_id = $1',
        [userId],
      );
      return rows[0].at.getTime();
    })
    .toBe(at.getTime());
}
