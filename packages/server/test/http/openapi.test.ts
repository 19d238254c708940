import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { testServer } from '../support/test-server.ts';

const { app } = await testServer();
const CHECKED_IN = new URL('../../../../docs/openapi.json', import.meta.url);

describe('the OpenAPI document', () => {
  it('is checked in as it is served (npm run generate:openapi -w @betalt/server makes it anew)', async () => {
    const served = (await app.inject('/openapi.json')).json();
    expect(JSON.parse(await readFile(CHECKED_IN, 'utf8'))).toEqual(served);
  });

  it('refers only to schemas that it has, and names each one once', async () => {
    const { body } = await app.inject('/openapi.json');
    const { components } = JSON.parse(body);
    const references = [...body.matchAll(/"#\/components\/schemas\/([A-Za-z]+)"/g)].map(([, name]) => name ?? '');
    expect(references.filter((name) => !(name in components.schemas))).toEqual([]);
    expect(Object.keys(components.schemas)).toContain('Invoice');
    expect(body).not.toContain('x-schema-name');
  });

  it('is a page for people, without a script and without a request to anywhere else', async () => {
    const { body, headers } = await app.inject('/docs');
    expect(headers['content-type']).toContain('text/html');
    expect(body).toContain('/providers/Microsoft.Billing/billingAccounts/{billingAccountName}/invoices');
    expect(body).not.toMatch(/<script|(?:src|href)="https?:/);
  });
});
