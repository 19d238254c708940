import { OWN_VERSION } from '@betalt/contract/versions.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { anInvoice } from '../../support/payables.ts';
import { anAccount, aPerson, bearer, type TestAccount, type TestPerson } from '../../support/people.ts';
import { testServer } from '../../support/test-server.ts';
import { ledgerAddsUp } from './customer.ts';
import { jsonFile, ublFile } from './invoice-files.ts';

const { app, wiring, database } = await testServer();
const issuer = await aPerson(wiring, { name: 'Ingrid Issuer' });
await database.db
  .insertInto('issuer_role_assignment')
  .values({ user_id: issuer.userId, role: 'Issuer finance', created_at: wiring.clock() })
  .execute();
const owner = await aPerson(wiring, { name: 'Ola Owner' });
let account: TestAccount;
beforeEach(async () => {
  account = await anAccount(wiring, owner);
});
afterEach(() => ledgerAddsUp(database));

describe('POST importInvoices', () => {
  it('takes a UBL file as the body, and says that it is there the second time', async () => {
    const first = await post({ payload: ublFile(), type: 'application/xml', query: '&fileName=one.xml' });
    const invoice = { name: 'A-1', number: 'A-1' };
    expect(first.statusCode).toBe(200);
    expect(first.json()).toEqual({
      files: [{ fileName: 'one.xml', outcome: 'imported', message: 'Invoice A-1 was imported.', invoice }],
    });
    const second = await post({ payload: ublFile(), type: 'application/xml' });
    const message = 'Invoice A-1 is there already and says the same. Nothing was added.';
    expect(second.json()).toEqual({ files: [{ fileName: 'invoice', outcome: 'unchanged', message, invoice }] });
  });

  it('takes the JSON form as the body, byte for byte', async () => {
    const answer = await post({ payload: jsonFile(), type: 'application/json' });
    expect(answer.json()).toMatchObject({ files: [{ outcome: 'imported' }] });
    const kept = await database.db
      .selectFrom('document')
      .select('content')
      .where('billing_account_id', '=', account.billingAccountId)
      .execute();
    expect(kept).toEqual([{ content: jsonFile() }]);
  });

  it('takes several files at once, and reports each', async () => {
    const body = multipart({ 'one.xml': ublFile(), 'two.xml': ublFile({ number: 'A-2', payable: '1.00' }) });
    const answer = await post({ payload: body, type: `multipart/form-data; boundary=${BOUNDARY}` });
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({
      files: [
        { fileName: 'one.xml', outcome: 'imported' },
        { fileName: 'two.xml', outcome: 'refused', problems: [{ rule: 'BR-CO-16' }] },
      ],
    });
  });

  it('answers 400 with every problem and its place when nothing went in', async () => {
    const answer = await post({
      payload: ublFile({ currency: 'USD' }),
      type: 'application/xml',
      query: '&fileName=u.xml',
    });
    expect(answer.statusCode).toBe(400);
    expect(answer.json().error).toMatchObject({
      code: 'InvalidRequestBody',
      details: [
        {
          code: 'profile-currency',
          target: expect.stringMatching(/^u\.xml:7:\d+ \/Invoice\/cbc:DocumentCurrencyCode$/),
        },
      ],
    });
  });

  it('says what concerns the books in the language that is asked for', async () => {
    await post({ payload: ublFile(), type: 'application/xml' });
    const files = { 'a.xml': ublFile(), 'b.xml': ublFile({ note: 'Else' }), 'c.xml': ublFile({ currency: 'USD' }) };
    const type = `multipart/form-data; boundary=${BOUNDARY}`;
    const answer = await post({ payload: multipart(files), type, language: 'nb-NO' });
    expect(answer.json()).toMatchObject({
      files: [
        { message: 'Faktura A-1 finnes allerede med samme innhold. Ingenting er lagt til.' },
        { problems: [{ message: expect.stringMatching(/^Denne selgerens faktura A-1 .* må krediteres først\.$/) }] },
        { problems: [{ message: expect.stringMatching(/^Fakturaen er i USD, og faktureringsprofilen er i NOK\./) }] },
      ],
    });
    expect(answer.json().files[1].problems[0]).not.toHaveProperty('facts');
    const alone = await post({ payload: ublFile({ currency: 'USD' }), type: 'application/xml', language: 'nb-NO' });
    expect(alone.json().error.details[0].message).toMatch(/^Fakturaen er i USD/);
  });

  it('gives an invoice that came as a file its document, and one that did not none', async () => {
    await post({ payload: ublFile(), type: 'application/xml', query: '&fileName=one.xml' });
    const withoutFile = await anInvoice(wiring, account);
    const azure = { name: 'original', kind: 'Invoice', source: 'DRS' };
    const own = { ...azure, fileName: 'one.xml', mediaType: 'application/xml' };
    expect(await documentsOf('A-1', '2024-04-01')).toEqual([azure]);
    expect(await documentsOf('A-1', OWN_VERSION)).toEqual([own]);
    expect(await documentsOf(withoutFile, OWN_VERSION)).toEqual([]);
    const original = await request('/A-1/documents/original', OWN_VERSION);
    expect(original.rawPayload).toEqual(ublFile());
    expect(original.headers).toMatchObject({
      'content-type': 'application/xml',
      'content-disposition': "attachment; filename*=UTF-8''one.xml",
    });
    const none = await request(`/${withoutFile}/documents/original`, OWN_VERSION);
    expect([none.statusCode, none.json().error.code]).toEqual([404, 'DocumentNotFound']);
    const list = await get('', OWN_VERSION);
    const listed = new Map<string, unknown>(list.value.map((each: Listed) => [each.name, each.properties.documents]));
    expect(listed.get('A-1')).toEqual([own]);
    expect(listed.get(withoutFile)).toEqual([]);
  });

  it('names an empty body, a truncated file and what is no invoice', async () => {
    const bodies = [Buffer.alloc(0), ublFile().subarray(0, 900), Buffer.from('%PDF-1.7')];
    for (const payload of bodies) {
      const answer = await post({ payload, type: 'application/xml' });
      expect(answer.statusCode).toBe(400);
      expect(answer.json().error.details.length).toBeGreaterThan(0);
    }
  });

  it('refuses what is larger than 20 MiB, and other kinds of content', async () => {
    const large = await post({ payload: Buffer.alloc(21 * 1_048_576, ' '), type: 'application/xml' });
    expect([large.statusCode, large.json().error.code]).toEqual([413, 'RequestEntityTooLarge']);
    const other = await post({ payload: Buffer.from('a,b'), type: 'text/csv' });
    expect([other.statusCode, other.json().error.code]).toEqual([415, 'UnsupportedMediaType']);
  });

  it('is for staff of the issuer: the owner is refused, a stranger finds no account', async () => {
    const asOwner = await post({ payload: ublFile(), type: 'application/xml', as: owner });
    expect([asOwner.statusCode, asOwner.json().error.code]).toEqual([403, 'AuthorizationFailed']);
    const stranger = await aPerson(wiring);
    const asStranger = await post({ payload: ublFile(), type: 'application/xml', as: stranger });
    expect([asStranger.statusCode, asStranger.json().error.code]).toEqual([404, 'BillingAccountNotFound']);
  });

  it('finds no profile that is not of the account', async () => {
    const answer = await post({ payload: ublFile(), type: 'application/xml', profile: 'NONE' });
    expect([answer.statusCode, answer.json().error.code]).toEqual([404, 'BillingProfileNotFound']);
  });
});

interface Post {
  readonly payload: Buffer;
  readonly type: string;
  readonly query?: string;
  readonly profile?: string;
  readonly as?: TestPerson;
  readonly language?: string;
}

async function post({ payload, type, query = '', profile, as = issuer, language = 'en-US' }: Post) {
  const profileName = profile ?? (await profileNameOf(account));
  const path = `/providers/Microsoft.Billing/billingAccounts/${account.name}/billingProfiles/${profileName}/importInvoices`;
  return await app.inject({
    method: 'POST',
    url: `${path}?api-version=${OWN_VERSION}${query}`,
    headers: { ...bearer(as), 'content-type': type, 'accept-language': language },
    payload,
  });
}

interface Listed {
  readonly name: string;
  readonly properties: { readonly documents: unknown };
}

async function documentsOf(invoiceName: string, version: string): Promise<unknown> {
  return (await get(`/${invoiceName}`, version)).properties.documents;
}

async function get(rest: string, version: string) {
  const answer = await request(rest, version);
  expect(answer.statusCode).toBe(200);
  return answer.json();
}

async function request(rest: string, version: string) {
  const path = `/providers/Microsoft.Billing/billingAccounts/${account.name}/invoices${rest}`;
  const period = rest === '' ? '&periodStartDate=2020-01-01&periodEndDate=2030-01-01' : '';
  return await app.inject({ url: `${path}?api-version=${version}${period}`, headers: bearer(owner) });
}

async function profileNameOf({ billingProfileId }: TestAccount): Promise<string> {
  const profile = await database.db
    .selectFrom('billing_profile')
    .select('name')
    .where('billing_profile_id', '=', billingProfileId)
    .executeTakeFirstOrThrow();
  return profile.name;
}

const BOUNDARY = 'betalt-test-boundary';

function multipart(files: Record<string, Buffer>): Buffer {
  const parts = Object.entries(files).flatMap(([fileName, bytes]) => [
    Buffer.from(
      `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="${fileName}"\r\nContent-Type: application/xml\r\n\r\n`,
    ),
    bytes,
    Buffer.from('\r\n'),
  ]);
  return Buffer.concat([...parts, Buffer.from(`--${BOUNDARY}--\r\n`)]);
}
