import pino from 'pino';
import { describe, expect, it } from 'vitest';
import { logOptions } from '../../src/telemetry/log.ts';
import { aPerson, bearer, PASSWORD } from '../support/people.ts';
import { testServer } from '../support/test-server.ts';

const lines: string[] = [];
const log = pino(logOptions('trace'), { write: (line: string) => void lines.push(line) });
const { app, wiring } = await testServer({ parts: { log } });

describe('the log', () => {
  it('has a line for each request, with the route and never the address, body, cookie, token or e-mail', async () => {
    const person = await aPerson(wiring);
    lines.length = 0;
    const signedIn = await app.inject({
      method: 'POST',
      url: '/api/sign-in',
      payload: { email: person.email, password: PASSWORD },
    });
    const cookie = signedIn.cookies[0]?.value ?? '';
    await app.inject({ url: '/api/search?query=a-secret-search', headers: bearer(person) });
    await app.inject({ method: 'POST', url: '/api/sign-in', payload: { email: person.email, password: 'wrong' } });
    const text = lines.join('');
    expect(lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'request')).toMatchObject([
      { method: 'POST', route: '/api/sign-in', status: 200 },
      { method: 'GET', route: '/api/search', status: 200 },
      { method: 'POST', route: '/api/sign-in', status: 401 },
    ]);
    for (const secret of [person.email, person.token, cookie, PASSWORD, 'a-secret-search'])
      expect(text).not.toContain(secret);
  });

  it('has all of a failure but the rows that it was about', async () => {
    lines.length = 0;
    const person = await aPerson(wiring);
    const again = wiring.database.pool.query(
      `insert into app_user (user_id, name, email, created_at, updated_at) select user_id, name, email, created_at, updated_at from app_user where user_id = $1`,
      [person.userId],
    );
    const error = await again.catch((failure: unknown) => failure);
    log.error({ err: error }, 'request failed');
    const line = JSON.parse(lines.at(-1) ?? '{}');
    expect(line.err).toMatchObject({ code: '23505', constraint: 'app_user_pk' });
    expect(JSON.stringify(line)).not.toContain(person.userId);
  });

  it('cuts an address out of a message', () => {
    log.error({ err: new Error('no mailbox for kari.nordmann@bygg.example today') }, 'mail');
    expect(lines.at(-1)).toContain('no mailbox for [e-mail] today');
  });
});
