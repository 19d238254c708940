import { describe, expect, it } from 'vitest';
import { payingServer } from '../support/paying.ts';
import { testServer } from '../support/test-server.ts';

describe('readiness', () => {
  it('is 200 only when database, queue and gateway answer, without a word to anyone of why not', async () => {
    const { app, sandbox, database } = await payingServer();
    expect((await app.inject('/readyz')).json()).toEqual({
      status: 'ok',
      checks: { database: 'ok', queue: 'ok', gateway: 'ok' },
      mail: 'not_configured',
    });
    const broken = await testServer({
      database,
      parts: { gateway: { ...sandbox.gateway, isReachable: async () => false } },
    });
    const answer = await broken.app.inject('/readyz');
    expect([answer.statusCode, answer.json()]).toEqual([
      503,
      { status: 'failed', checks: { database: 'ok', queue: 'ok', gateway: 'failed' }, mail: 'not_configured' },
    ]);
  });

  it('knows that the database is gone, while the process is still alive', async () => {
    const { app, wiring } = await testServer({
      parts: { databaseUrl: 'postgres://127.0.0.1:1/none', database: undefined as never },
      booksAddUp: false,
    });
    const answer = await app.inject('/readyz');
    expect(answer.statusCode).toBe(503);
    expect(answer.json().checks).toMatchObject({ database: 'failed', queue: 'failed' });
    expect((await app.inject('/livez')).statusCode).toBe(200);
    await wiring.close();
  });
});
