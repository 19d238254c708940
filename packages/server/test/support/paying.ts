import type { LightMyRequestResponse } from 'fastify';
import { anAccount, aPerson, bearer, type TestAccount, type TestPerson } from './people.ts';
import { type TestSandbox, testSandbox, WEBHOOK_SECRET } from './test-sandbox.ts';
import { type TestServer, testServer } from './test-server.ts';

export const OWN = 'api-version=2026-11-01-betalt';

export interface PayingServer extends TestServer {
  readonly sandbox: TestSandbox;
  readonly owner: TestPerson;
  readonly account: TestAccount;
  /** `/providers/Microsoft.Billing/billingAccounts/{}`. */
  readonly base: string;
  pay(invoiceName: string, cardName: string, options?: PayOptions): Promise<LightMyRequestResponse>;
  get(path: string, person?: TestPerson): Promise<LightMyRequestResponse>;
  /** What the sandbox really captured for an invoice. */
  captured(invoiceName: string): Promise<number[]>;
}

export interface PayOptions {
  readonly as?: TestPerson;
  readonly key?: string;
  readonly amount?: { currency: string; value: number };
  readonly headers?: Record<string, string>;
}

/** A server over its own database and its own sandbox, with an account and its owner. */
export async function payingServer({ currency = 'NOK', timeoutMs = 5_000 } = {}): Promise<PayingServer> {
  const sandbox = await testSandbox({ timeoutMs });
  const server = await testServer({ parts: { gateway: sandbox.gateway, webhookSecret: WEBHOOK_SECRET } });
  const owner = await aPerson(server.wiring);
  const account = await anAccount(server.wiring, owner, { currency });
  const base = `/providers/Microsoft.Billing/billingAccounts/${account.name}`;
  return {
    ...server,
    sandbox,
    owner,
    account,
    base,
    get: (path, person = owner) =>
      server.app.inject({
        method: 'GET',
        url: `${base}${path}${path.includes('?') ? '&' : '?'}${OWN}`,
        headers: bearer(person),
      }),
    pay: (invoiceName, cardName, { as = owner, key, amount, headers = {} } = {}) =>
      server.app.inject({
        method: 'POST',
        url: `${base}/invoices/${invoiceName}/pay?${OWN}`,
        headers: { ...bearer(as), ...(key === undefined ? {} : { 'idempotency-key': key }), ...headers },
        payload: {
          paymentMethodId: `/providers/Microsoft.Billing/paymentMethods/${cardName}`,
          ...(amount === undefined ? {} : { amount }),
        },
      }),
    captured: (invoiceName) => captured(sandbox, invoiceName),
  };
}

async function captured({ witness }: TestSandbox, invoiceName: string): Promise<number[]> {
  const amounts: number[] = [];
  for await (const intent of witness.paymentIntents.list({ limit: 100 })) {
    if (intent.status === 'succeeded' && intent.description === `Invoice ${invoiceName}`)
      amounts.push(intent.amount_received);
  }
  return amounts;
}
