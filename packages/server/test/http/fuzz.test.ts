import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { aCredit, camtFile } from '../support/bank-files.ts';
import { aCard, anInvoice } from '../support/payables.ts';
import { payingServer } from '../support/paying.ts';
import { aPerson, aRole, bearer, type TestPerson } from '../support/people.ts';
import { arbitraryBody, arbitraryText, type Schema } from './arbitrary-request.ts';

/**
 * Every operation of the OpenAPI document, asked with whatever comes to mind: nothing may be a 5xx, and every answer is held to its
 * schema (test/support/strict-answers.ts makes one that strays a 500).
 */
interface Operation {
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly { name: string; in: string }[];
  readonly body: Schema | undefined;
}

const server = await payingServer();
const { app, owner, account, wiring, sandbox } = server;
const DOCUMENT = JSON.parse(readFileSync(new URL('../../../../docs/openapi.json', import.meta.url), 'utf8'));
const METHODS = new Set(['get', 'put', 'post', 'delete', 'patch']);
// A stream has no end to wait for.
const STREAMS = new Set(['/api/live']);
// Each of these hashes a password.
const SLOW = new Set(['/api/sign-in', '/api/sign-up']);
const RUNS = 50;
const SLOW_RUNS = 8;

const people: TestPerson[] = [owner];
const known: Record<string, string[]> = {};

beforeAll(async () => {
  const manager = await aPerson(wiring);
  await aRole(wiring, account, manager, 'Invoice manager', { onProfile: true });
  const staff = await aPerson(wiring);
  const { db } = wiring.database;
  const role = { user_id: staff.userId, role: 'Issuer finance', created_at: wiring.clock() };
  await db.insertInto('issuer_role_assignment').values(role).execute();
  people.push(manager, staff, await aPerson(wiring));
  const invoices = [await anInvoice(wiring, account), await anInvoice(wiring, account)];
  const card = await aCard(wiring, sandbox, owner);
  const paid = await server.pay(invoices[0] ?? '', card);
  known.billingAccountName = [account.name];
  known.invoiceName = invoices;
  known.paymentMethodName = [card];
  known.paymentName = [paid.json().name, `payment_${paid.json().name}`];
  const { name: profile } = await db.selectFrom('billing_profile').select('name').executeTakeFirstOrThrow();
  const { name: section } = await db.selectFrom('invoice_section').select('name').executeTakeFirstOrThrow();
  const hooks = { method: 'PUT', url: `${server.base}/webhookEndpoints/hooks?api-version=2026-11-01-betalt` } as const;
  const payload = { properties: { url: 'https://hooks.example.com/' } };
  await app.inject({ ...hooks, headers: bearer(owner), payload });
  known.webhookEndpointName = ['hooks'];
  const asked = { headers: bearer(owner), method: 'POST' } as const;
  const own = 'api-version=2026-11-01-betalt';
  const [open = ''] = invoices.slice(1);
  await app.inject({ ...asked, url: `${server.base}/invoices/${open}/query?${own}`, payload: { text: 'Why?' } });
  await app.inject({ ...asked, url: `${server.base}/invoices/${open}/payLink?${own}`, payload: {} });
  await app.inject({ ...asked, url: `${server.base}/webhookEndpoints/hooks/test?${own}` });
  const refund = await app.inject({
    ...asked,
    headers: bearer(staff),
    url: `${server.base}/payments/${paid.json().name}/refund?${own}`,
    payload: { reason: 'Wrong price', amount: { currency: 'NOK', value: 1 } },
  });
  await app.inject({
    method: 'POST',
    headers: { ...bearer(staff), 'content-type': 'application/xml' },
    url: `/providers/Microsoft.Billing/bankStatements?${own}`,
    payload: camtFile({ entries: [aCredit('1.00'), aCredit('1.00', {}, { direction: 'DBIT', isReversal: true })] }),
  });
  const movements = await db.selectFrom('bank_transaction').select('bank_transaction_id').execute();
  const link = await db.selectFrom('pay_link').select('pay_link_id').executeTakeFirstOrThrow();
  const query = await db.selectFrom('invoice_query').select('query_id').executeTakeFirstOrThrow();
  const delivery = await db.selectFrom('webhook_delivery').select('webhook_delivery_id').executeTakeFirstOrThrow();
  Object.assign(known, {
    queryId: [query.query_id],
    payLinkName: [link.pay_link_id],
    deliveryName: [delivery.webhook_delivery_id],
    refundName: [refund.json().name],
    bankTransactionName: movements.map((each) => each.bank_transaction_id),
  });
  Object.assign(known, { billingProfileName: [profile], invoiceSectionName: [section], documentName: ['x'] });
});

it('the names that are asked about are those of resources that are there', () => {
  for (const [name, values] of Object.entries(known))
    expect([name, values]).toEqual([name, values.map(() => expect.any(String))]);
});

describe('whatever is asked', () => {
  it.each(operations().map((operation) => [`${operation.method.toUpperCase()} ${operation.path}`, operation] as const))(
    '%s answers within its contract',
    async (_name, operation) => {
      const numRuns = SLOW.has(operation.path) ? SLOW_RUNS : RUNS;
      await fc.assert(
        fc.asyncProperty(arbitraryRequest(operation), async ({ url, person, payload, contentType }) => {
          const headers = { ...(person === null ? {} : bearer(person)), 'content-type': contentType };
          const answer = await app.inject({
            method: operation.method as 'GET',
            url,
            headers: payload === undefined ? (person === null ? {} : bearer(person)) : headers,
            ...(payload === undefined ? {} : { payload }),
          });
          expect({
            url,
            payload,
            status: answer.statusCode,
            body: answer.statusCode >= 500 ? answer.body : '',
          }).toEqual({
            url,
            payload,
            status: expect.toSatisfy((status: number) => status >= 200 && status < 500),
            body: '',
          });
          if (answer.statusCode >= 400) expect(answer.json().error).toMatchObject({ code: expect.any(String) });
        }),
        { numRuns, endOnFailure: true },
      );
    },
  );
});

function operations(): Operation[] {
  return Object.entries(DOCUMENT.paths as Record<string, Record<string, Record<string, unknown>>>).flatMap(
    ([path, methods]) =>
      Object.entries(methods)
        .filter(([method]) => METHODS.has(method) && !STREAMS.has(path))
        .map(([method, operation]) => ({
          method,
          path,
          parameters: (operation.parameters ?? []) as Operation['parameters'],
          body: bodyOf(operation.requestBody),
        })),
  );
}

function bodyOf(requestBody: unknown): Schema | undefined {
  const { content } = (requestBody ?? {}) as { content?: Record<string, { schema: Schema }> };
  return content?.['application/json']?.schema;
}

function arbitraryRequest({ path, parameters, body }: Operation) {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const queries = parameters.filter((each) => each.in === 'query').map(({ name }) => name);
  return fc
    .record({
      places: fc.tuple(...names.map(() => fc.oneof({ weight: 5, arbitrary: fc.constant(null) }, arbitraryText))),
      choice: fc.nat(),
      query: fc.dictionary(
        fc.constantFrom(...queries, '$filter', 'orderBy', 'TOP', 'skipToken', '__proto__'),
        arbitraryText,
        {
          maxKeys: 3,
        },
      ),
      version: fc.oneof(
        { weight: 8, arbitrary: fc.constantFrom('2024-04-01', '2026-11-01-betalt') },
        fc.constantFrom('', '2020-01-01'),
      ),
      who: fc.nat(),
      body: body === undefined ? fc.constant(undefined) : arbitraryBody(body, DOCUMENT.components.schemas),
      contentType: fc.oneof(
        { weight: 12, arbitrary: fc.constant('application/json') },
        fc.constantFrom('text/plain', 'multipart/form-data', 'application/xml'),
      ),
    })
    .map(({ places, choice, query, version, who, ...rest }) => {
      const path_ = names.reduce((text, name, index) => {
        const options = known[name] ?? ['x'];
        const value = places[index] ?? options[choice % options.length] ?? 'x';
        return text.replace(`{${name}}`, encodeURIComponent(value));
      }, path);
      const search = new URLSearchParams({ ...query, ...(version === '' ? {} : { 'api-version': version }) });
      return {
        url: `${path_}?${search.toString()}`,
        person: people[who % (people.length + 1)] ?? null,
        payload: rest.body,
        contentType: rest.contentType,
      };
    });
}
