import { beforeAll, describe, expect, it } from 'vitest';
import { anInvoice } from '../../support/payables.ts';
import { anAccount, aPerson, aRole, bearer, type TestAccount, type TestPerson } from '../../support/people.ts';
import { testServer } from '../../support/test-server.ts';

const { app, wiring } = await testServer();
let owner: TestPerson;
let fjord: TestAccount;
let kanso: TestAccount;
let invoice = '';
let invoiceInYen = '';

beforeAll(async () => {
  owner = await aPerson(wiring);
  fjord = await anAccount(wiring, owner, { companyName: 'Fjord Labs AS' });
  kanso = await anAccount(wiring, owner, { companyName: 'Kanso KK', currency: 'JPY', timeZone: 'Asia/Tokyo' });
  invoice = await anInvoice(wiring, fjord, { amountMinor: 1_234_50n });
  invoiceInYen = await anInvoice(wiring, kanso, { amountMinor: 123_450n });
});

async function search(
  query: string,
  person = owner,
  more = '',
): Promise<{ kind: string; name: string; displayName: string; description: string }[]> {
  const answer = await app.inject({
    url: `/api/search?query=${encodeURIComponent(query)}${more}`,
    headers: bearer(person),
  });
  expect(answer.statusCode).toBe(200);
  return answer.json().results;
}

const names = (results: { name: string }[]) => results.map(({ name }) => name);

describe('search', () => {
  it('finds any customer by name for staff of the issuer, however many come before it', async () => {
    const [host, staff] = [await aPerson(wiring), await aPerson(wiring)];
    for (let count = 0; count < 51; count += 1) await anAccount(wiring, host, { companyName: `Aa ${count}` });
    await anAccount(wiring, host, { companyName: 'Ålesund Verft AS' });
    await wiring.database.db
      .insertInto('issuer_role_assignment')
      .values({ user_id: staff.userId, role: 'Issuer support', created_at: wiring.clock() })
      .execute();
    expect(await search('verft', staff)).toMatchObject([{ kind: 'billingAccount', displayName: 'Ålesund Verft AS' }]);
    expect(await search('verft')).toEqual([]);
  });

  it('finds an invoice by the start of its number, whatever the case', async () => {
    expect(names(await search(invoice.slice(0, 6).toLowerCase()))).toContain(invoice);
    expect(await search(invoice)).toMatchObject([{ kind: 'invoice', displayName: invoice }]);
  });

  it('finds an invoice by its amount, in its own currency’s decimals', async () => {
    expect(names(await search('1 234,50'))).toEqual([invoice]);
    expect(names(await search('1234.50'))).toEqual([invoice]);
    expect(names(await search('123450'))).toEqual([invoiceInYen]);
  });

  it('finds accounts and profiles by a part of their name', async () => {
    expect((await search('kanso')).map(({ kind, displayName }) => [kind, displayName])).toEqual([
      ['billingProfile', 'Kanso KK'],
      ['billingAccount', 'Kanso KK'],
    ]);
  });

  it('describes amount and date in the reader’s language', async () => {
    const answer = await app.inject({
      url: `/api/search?query=${invoice}`,
      headers: { ...bearer(owner), 'accept-language': 'nb-NO' },
    });
    expect(answer.json().results[0].description.replaceAll(/\s/gu, ' ')).toMatch(/^1 234,50 NOK · /u);
  });

  it('finds nothing for nothing, nor for what only a wildcard would find', async () => {
    expect(await search(' ')).toEqual([]);
    expect(await search('%')).toEqual([]);
    expect(await search('_')).toEqual([]);
  });

  it('can be held to one account', async () => {
    expect(names(await search('T', owner, `&billingAccountName=${encodeURIComponent(kanso.name)}`))).toEqual([
      invoiceInYen,
    ]);
    expect(await search('T', owner, '&billingAccountName=nonsense')).toEqual([]);
  });

  it('shows a stranger nothing, and a section’s reader no invoice', async () => {
    expect(await search(invoice, await aPerson(wiring))).toEqual([]);
    expect(
      await search(invoice, await aPerson(wiring), `&billingAccountName=${encodeURIComponent(fjord.name)}`),
    ).toEqual([]);
    const manager = await aPerson(wiring);
    await aRole(wiring, fjord, manager, 'Invoice manager', { onProfile: true });
    expect(names(await search('T', manager))).toEqual([invoice]);
  });
});
