import { describe, expect, it } from 'vitest';
import { testServer } from '../support/test-server.ts';

const { app } = await testServer();
const VERSION = 'api-version=2024-04-01';

describe('the front door', () => {
  it('is alive', async () => {
    expect((await app.inject('/livez')).json()).toEqual({ status: 'ok' });
  });

  it('answers an unknown address with ARM’s error envelope', async () => {
    const answer = await app.inject('/nothing');
    expect(answer.statusCode).toBe(404);
    expect(answer.json().error.code).toBe('NotFound');
    expect(answer.headers['x-ms-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });
});
