import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { CURRENT_AGREEMENT } from '../../../src/app/accounts/agreement.ts';
import { aPerson, bearer } from '../../support/people.ts';
import { testServer } from '../../support/test-server.ts';

const open = await testServer({ environment: { BETALT_SIGN_UP: 'open' } });
const { app, wiring } = open;
const PERSON = { name: 'Kari Nordmann', password: 'correct horse battery' };
const ACCOUNT = {
  companyName: 'Nordmann Bygg AS',
  country: 'NO',
  currency: 'NOK',
  timeZone: 'Europe/Oslo',
  addressLine1: 'Storgata 1',
  postalCode: '0155',
  city: 'Oslo',
  acceptedAgreementVersion: CURRENT_AGREEMENT.version,
};

function signUp(server: typeof open, email: string, more: Record<string, unknown> = {}) {
  return server.app.inject({ method: 'POST', url: '/api/sign-up', payload: { ...PERSON, email, ...more } });
}

describe('signing up', () => {
  it('makes a person who is signed in, in the language that they chose', async () => {
    const answer = await signUp(open, 'kari@bygg.example', { language: 'nb-NO' });
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({
      user: { name: 'Kari Nordmann', email: 'kari@bygg.example' },
      settings: { language: 'nb-NO', theme: 'system' },
      billingAccounts: [],
    });
    const cookie = `betalt.session=${encodeURIComponent(answer.cookies[0]?.value ?? '')}`;
    expect((await app.inject({ url: '/api/session', headers: { cookie } })).statusCode).toBe(200);
  });

  it('keeps no password, only a memory-hard hash that differs for the same password', async () => {
    await signUp(open, 'one@bygg.example');
    await signUp(open, 'two@bygg.example');
    const { rows } = await wiring.database.pool.query<{ password: string }>('select password from user_credential');
    const hashes = rows.map(({ password }) => password);
    expect(new Set(hashes).size).toBe(hashes.length);
    for (const hash of hashes) expect(hash).toMatch(/^scrypt\$32768\$8\$3\$[\w-]{22}\$[\w-]{43}$/);
  });

  it('is possible once with an address, whatever its case', async () => {
    await signUp(open, 'taken@bygg.example');
    const again = await signUp(open, 'TAKEN@bygg.example');
    expect([again.statusCode, again.json().error.code]).toEqual([409, 'EmailTaken']);
  });

  it('may be closed', async () => {
    const closed = await testServer({ environment: { BETALT_SIGN_UP: 'closed' } });
    const answer = await signUp(closed, 'kari@bygg.example');
    expect([answer.statusCode, answer.json().error.code]).toEqual([403, 'SignUpClosed']);
  });

  it('by invitation takes each code once, until it expires, from the address that it was for', async () => {
    const invited = await testServer({ environment: { BETALT_SIGN_UP: 'invitation' } });
    const invite = (code: string, email: string | null, expiresAt: Date) =>
      invited.wiring.database.db
        .insertInto('sign_up_invitation')
        .values({
          code_hash: createHash('sha256').update(code).digest(),
          email,
          created_at: new Date(),
          expires_at: expiresAt,
        })
        .execute();
    const tomorrow = new Date(Date.now() + 86_400_000);
    await invite('for-anyone', null, tomorrow);
    await invite('for-per', 'per@bygg.example', tomorrow);
    await invite('too-late', null, new Date(Date.now() - 1));
    const status = async (email: string, invitation?: string) =>
      (await signUp(invited, email, invitation === undefined ? {} : { invitation })).statusCode;
    expect(await status('a@bygg.example')).toBe(403);
    expect(await status('a@bygg.example', 'guessed')).toBe(403);
    expect(await status('a@bygg.example', 'too-late')).toBe(403);
    expect(await status('a@bygg.example', 'for-per')).toBe(403);
    expect(await status('Per@bygg.example', 'for-per')).toBe(200);
    expect(await status('a@bygg.example', 'for-anyone')).toBe(200);
    expect(await status('b@bygg.example', 'for-anyone')).toBe(403);

    await invite('for-one-of-two', null, tomorrow);
    const both = await Promise.all(['c', 'd'].map((name) => status(`${name}@bygg.example`, 'for-one-of-two')));
    expect(both.toSorted()).toEqual([200, 403]);
  });
});

describe('opening a billing account', () => {
  const openAccount = (person: { token: string; userId: string; name: string; email: string }, more = {}) =>
    app.inject({
      method: 'POST',
      url: '/api/billing-accounts',
      headers: bearer(person),
      payload: { ...ACCOUNT, ...more },
    });

  it('makes its founder the owner, with a profile in the chosen currency, a section, and the acceptance on record', async () => {
    const person = await aPerson(wiring);
    const answer = await openAccount(person);
    expect(answer.statusCode).toBe(201);
    const [account] = answer.json().billingAccounts;
    expect(account).toMatchObject({
      displayName: 'Nordmann Bygg AS',
      agreementType: 'MicrosoftCustomerAgreement',
      timeZone: 'Europe/Oslo',
      roles: [{ roleName: 'Billing account owner', scopeDisplayName: 'Nordmann Bygg AS' }],
    });
    const { db } = wiring.database;
    const id = String(account.name).slice(0, 36);
    const [profiles, sections, acceptances, activity, events] = await Promise.all([
      db.selectFrom('billing_profile').selectAll().where('billing_account_id', '=', id).execute(),
      db.selectFrom('invoice_section').selectAll().where('billing_account_id', '=', id).execute(),
      db.selectFrom('agreement_acceptance').selectAll().where('billing_account_id', '=', id).execute(),
      db.selectFrom('activity_log').selectAll().where('billing_account_id', '=', id).execute(),
      db.selectFrom('outbox_event').selectAll().where('billing_account_id', '=', id).execute(),
    ]);
    expect(profiles).toMatchObject([{ currency: 'NOK', bill_to: { city: 'Oslo', companyName: 'Nordmann Bygg AS' } }]);
    expect(profiles[0]?.name).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{3}-[0-9A-Z]{3}$/);
    expect(sections).toHaveLength(1);
    expect(acceptances).toMatchObject([
      { user_id: person.userId, agreement_version: CURRENT_AGREEMENT.version, ip_address: '127.0.0.1' },
    ]);
    expect(activity).toMatchObject([{ action: 'account.create', actor_id: person.userId, result: 'Succeeded' }]);
    expect(events).toMatchObject([{ type: 'account.created' }]);
  });

  it('refuses another version of the agreement, and a currency, country or time zone that is none', async () => {
    const person = await aPerson(wiring);
    const codes = await Promise.all(
      [
        { acceptedAgreementVersion: '1999-01-01' },
        { currency: 'XXQ' },
        { country: 'QZ' },
        { timeZone: 'Europe/Trondheim' },
      ].map(async (more) => (await openAccount(person, more)).json().error.code),
    );
    expect(codes).toEqual([
      'AgreementVersionNotCurrent',
      'CurrencyNotSupported',
      'CountryNotSupported',
      'TimeZoneNotKnown',
    ]);
    const session = await app.inject({ url: '/api/session', headers: bearer(person) });
    expect(session.json().billingAccounts).toEqual([]);
  });

  it('shows the agreement that is accepted, in the reader’s language, and no other version', async () => {
    const url = `/agreement/${CURRENT_AGREEMENT.version}`;
    expect((await app.inject(url)).body).toContain('Customer agreement');
    expect((await app.inject({ url, headers: { 'accept-language': 'nb-NO' } })).body).toContain('Kundeavtale');
    expect((await app.inject('/agreement/2001-01-01')).statusCode).toBe(404);
  });
});

describe('settings', () => {
  it('change what is named and leave the rest', async () => {
    const person = await aPerson(wiring);
    const put = async (payload: object) =>
      (await app.inject({ method: 'PUT', url: '/api/settings', headers: bearer(person), payload })).json().settings;
    expect(await put({ language: 'nb-NO' })).toEqual({ language: 'nb-NO', theme: 'system', showSourceOnHover: false });
    expect(await put({ theme: 'dark', showSourceOnHover: true })).toEqual({
      language: 'nb-NO',
      theme: 'dark',
      showSourceOnHover: true,
    });
  });
});
