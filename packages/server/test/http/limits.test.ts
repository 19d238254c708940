import { describe, expect, it } from 'vitest';
import { aPerson, bearer } from '../support/people.ts';
import { testServer } from '../support/test-server.ts';

let now = new Date('2026-11-24T10:00:00Z');
// One a second, ten at once for a person; four a second, forty at once for an address.
const { app, wiring } = await testServer({
  environment: { BETALT_REQUESTS_PER_SECOND: '1', BETALT_TRUST_PROXY: '1' },
  parts: { clock: () => now },
});

function ask(url: string, headers: Record<string, string>, address = '192.0.2.1') {
  return app.inject({ url, headers: { ...headers, 'x-forwarded-for': address } });
}

describe('limits', () => {
  it('by person say how many are left, then when to come again', async () => {
    const person = await aPerson(wiring);
    const list = () =>
      ask('/providers/Microsoft.Billing/billingAccounts?api-version=2024-04-01', bearer(person), '192.0.2.2');
    const remaining = [];
    for (let count = 0; count < 10; count += 1) {
      remaining.push((await list()).headers['x-ms-ratelimit-remaining-tenant-reads']);
    }
    expect(remaining).toEqual(['9', '8', '7', '6', '5', '4', '3', '2', '1', '0']);
    const refused = await list();
    expect([refused.statusCode, refused.json().error.code]).toEqual([429, 'TooManyRequests']);
    expect(refused.headers['retry-after']).toBe('1');
    now = new Date(now.getTime() + 1_000);
    expect((await list()).statusCode).toBe(200);
  });

  it('by address hold for whoever nobody knows, and never for health checks', async () => {
    const statuses = await Promise.all(
      Array.from({ length: 45 }, () => ask('/api/config', {}).then(({ statusCode }) => statusCode)),
    );
    expect(statuses.filter((status) => status === 429)).toHaveLength(5);
    expect((await ask('/livez', {})).statusCode).toBe(200);
    expect((await ask('/api/config', {}, '192.0.2.3')).statusCode).toBe(200);
  });
});
