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
  post(path: string, payload: object, options?: Omit<PayOptions, 'amount'>): Promise<LightMyRequestResponse>;
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
  return onNewAccount({ ...server, sandbox, owner }, { currency });
}

/** The same server and owner with an account of its own: for tests that count what is due, or what credit there is. */
export async function onNewAccount(
  server: TestServer & Pick<PayingServer, 'sandbox' | 'owner'>,
  { currency = 'NOK' } = {},
): Promise<PayingServer> {
  const { sandbox, owner } = server;
  const account = await anAccount(server.wiring, owner, { currency });
  const base = `/providers/Microsoft.Billing/billingAccounts/${account.name}`;
  const post: PayingServer['post'] = (path, payload, { as = owner, key, headers = {} } = {}) =>
    server.app.inject({
      method: 'POST',
      url: `${base}${path}?${OWN}`,
      headers: { ...bearer(as), ...(key === undefined ? {} : { 'idempotency-key': key }), ...headers },
      payload,
    });
  return {
    ...server,
    account,
    base,
    post,
    get: (path, person = owner) =>
      server.app.inject({
        method: 'GET',
        url: `${base}${path}${path.includes('?') ? '&' : '?'}${OWN}`,
        headers: bearer(person),
      }),
    pay: (invoiceName, cardName, { amount, ...options } = {}) =>
      post(
        `/invoices/${invoiceName}/pay`,
        {
          paymentMethodId: `/providers/Microsoft.Billing/paymentMethods/${cardName}`,
          ...(amount === undefined ? {} : { amount }),
        },
        options,
      ),
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
