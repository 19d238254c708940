import { beforeAll, describe, expect, it } from 'vitest';
import { anInvoice } from '../support/payables.ts';
import { OWN, payingServer } from '../support/paying.ts';
import { anIssuer, aPerson, aRole, bearer, type TestPerson } from '../support/people.ts';

const server = await payingServer();
const { app, wiring, account, base, owner } = server;
let issuer: TestPerson;
let reader: TestPerson;

beforeAll(async () => {
  issuer = await anIssuer(wiring);
  reader = await aPerson(wiring, { name: 'Rita Reader' });
  await aRole(wiring, account, reader, 'Billing profile reader', { onProfile: true });
});

function post(path: string, payload: object, as = owner) {
  return app.inject({ method: 'POST', url: `${base}${path}?${OWN}`, headers: bearer(as), payload });
}

describe('a query about an invoice', () => {
  it('waits for the issuer’s staff while the payer has the last word', async () => {
    const name = await anInvoice(wiring, account);
    const waiting = async () => {
      const url = `/providers/Microsoft.Billing/paymentsNeedingAttention?${OWN}&kind=OpenQuery`;
      const answer = await app.inject({ method: 'GET', url, headers: bearer(issuer) });
      return answer.json<{ value: { id: string }[] }>().value.filter(({ id }) => id.endsWith(`/${name}`));
    };
    expect(await waiting()).toEqual([]);
    const [query] = (await post(`/invoices/${name}/query`, { text: 'What is line 1?' })).json().value;
    expect(await waiting()).toMatchObject([
      { id: `${base}/invoices/${name}`, kind: 'OpenQuery', invoiceNames: [name], reason: 'What is line 1?' },
    ]);
    const path = `/invoices/${name}/queries/${query.queryId}/answer`;
    await post(path, { text: 'Virtual machines.' }, issuer);
    expect(await waiting()).toEqual([]);
    await post(path, { text: 'Which?' });
    expect(await waiting()).toMatchObject([{ reason: 'Which?' }]);
    await post(path, { close: true });
    expect(await waiting()).toEqual([]);
  });

  it('is opened by whoever may pay, answered by the issuer and closed, each side reading all of it', async () => {
    const name = await anInvoice(wiring, account);
    const asked = await post(`/invoices/${name}/query`, { text: 'What is line 1?', lineId: '1' });
    const [query] = asked.json().value;
    expect(query).toMatchObject({ state: 'Open', lineId: '1', askedBy: owner.name });
    expect((await server.get(`/invoices/${name}`)).json().properties.hasOpenQuery).toBe(true);
    const path = `/invoices/${name}/queries/${query.queryId}/answer`;
    await post(path, { text: 'Virtual machines.' }, issuer);
    const closed = await post(path, { text: 'Thank you', close: true });
    expect(closed.json().value).toMatchObject([
      {
        state: 'Closed',
        closedBy: owner.name,
        messages: [
          { author: owner.name, isIssuer: false, text: 'What is line 1?' },
          { author: issuer.name, isIssuer: true, text: 'Virtual machines.' },
          { author: owner.name, isIssuer: false, text: 'Thank you' },
        ],
      },
    ]);
    expect((await server.get(`/invoices/${name}`)).json().properties.hasOpenQuery).toBe(false);
    expect((await post(path, { text: 'One more thing' })).json().error.code).toBe('QueryClosed');
  });

  it('asked again, and by two at once, is one query that says more', async () => {
    const name = await anInvoice(wiring, account);
    await Promise.all(['First', 'Second'].map((text) => post(`/invoices/${name}/query`, { text })));
    const { value } = (await server.get(`/invoices/${name}/queries`)).json();
    expect(value).toHaveLength(1);
    expect(value[0].messages.map(({ text }: { text: string }) => text).toSorted()).toEqual(['First', 'Second']);
  });

  it('is read by a reader, who opens none; names a line that there is', async () => {
    const name = await anInvoice(wiring, account);
    expect((await post(`/invoices/${name}/query`, { text: 'Hello' }, reader)).statusCode).toBe(403);
    expect((await server.get(`/invoices/${name}/queries`, reader)).json()).toEqual({ value: [] });
    const noLine = await post(`/invoices/${name}/query`, { text: 'Hello', lineId: '99' });
    expect([noLine.statusCode, noLine.json().error]).toMatchObject([
      400,
      { code: 'InvoiceLineNotFound', target: '$.lineId' },
    ]);
    const nobody = await post(`/invoices/${name}/queries/${'0'.repeat(8)}-0000-0000-0000-000000000000/answer`, {
      text: 'x',
    });
    expect(nobody.json().error.code).toBe('QueryNotFound');
  });
});
