import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ChargeOrder } from '../../src/gateways/gateway.ts';
import { stripeGateway } from '../../src/gateways/stripe/stripe-gateway.ts';

const ORDER: ChargeOrder = {
  billingAccountId: '01900000-0000-7000-8000-000000000001',
  paymentId: '01900000-0000-7000-8000-000000000002',
  attemptId: '01900000-0000-7000-8000-000000000003',
  currency: 'NOK',
  amountMinor: 12_500n,
  customerId: 'cus_1',
  methodId: 'pm_1',
  methodFamily: 'CreditCard',
  isOffSession: false,
  description: 'Invoice T1',
  startedAt: new Date(),
};

describe('asking again for an attempt that nobody answered', () => {
  it.each([
    ['has too much to do', 429, 'rate_limit_error', 'unknown'],
    ['does not take our key any more', 401, 'invalid_request_error', 'unknown'],
    ['is working on the first one', 409, 'idempotency_error', 'unknown'],
    ['refuses the request, as it did the first', 400, 'invalid_request_error', 'not_attempted'],
  ])('a gateway that %s (%i %s) leaves it %s', async (_what, status, type, outcome) => {
    const gateway = await gatewayThat((request, response) => {
      const body =
        request.method === 'GET'
          ? { object: 'list', data: [], has_more: false, url: '/v1/payment_intents' }
          : { error: { type, message: 'no' } };
      response.writeHead(request.method === 'GET' ? 200 : status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    });
    expect(await gateway.recoverCharge(ORDER)).toEqual({ outcome });
  });

  it('a gateway that goes away between the two questions leaves it unknown: the first may have been charged', async () => {
    const gateway = await gatewayThat((_request, response, close) => {
      response.writeHead(200, { 'content-type': 'application/json', connection: 'close' });
      close();
      response.end(JSON.stringify({ object: 'list', data: [], has_more: false, url: '/v1/payment_intents' }));
    });
    expect(await gateway.recoverCharge(ORDER)).toEqual({ outcome: 'unknown' });
  });
});

describe('asking for money', () => {
  it('of a gateway that dies while it charges is unknown, and not a gateway that was never reached', async () => {
    const gateway = await gatewayThat((request, _response, close) => {
      close();
      request.socket.resetAndDestroy();
    });
    expect(await gateway.charge(ORDER)).toEqual({ outcome: 'unknown' });
  });

  it('where nobody listens has charged nothing', async () => {
    const gateway = await gatewayThat(() => undefined);
    servers.at(-1)?.close();
    expect(await gateway.charge(ORDER)).toEqual({ outcome: 'not_attempted' });
  });
});

const servers: Server[] = [];

async function gatewayThat(answers: (...args: [...Parameters<RequestListener>, close: () => void]) => void) {
  const server = createServer((request, response) => answers(request, response, () => server.close()));
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return stripeGateway({
    secretKey: 'sk_test_betalt',
    webhookSecret: 'whsec_of_tests',
    baseUrl: `http://127.0.0.1:${port}`,
    timeoutMs: 2_000,
  });
}
