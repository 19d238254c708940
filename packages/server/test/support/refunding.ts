import { assert } from '@betalt/core/shared/assert.ts';
import type { LightMyRequestResponse } from 'fastify';
import { expect } from 'vitest';
import { applyGatewayEvents } from '../../src/app/payments/gateway-events.ts';
import { aCard, anInvoice } from './payables.ts';
import { OWN, type PayingServer, payingServer } from './paying.ts';
import { anIssuer, bearer, type TestPerson } from './people.ts';
import { WEBHOOK_SECRET } from './test-sandbox.ts';

export interface RefundingServer extends PayingServer {
  readonly issuer: TestPerson;
  post(path: string, payload?: object, options?: { as?: TestPerson; key?: string }): Promise<LightMyRequestResponse>;
  /** An invoice of so many øre that a card has paid, whole unless said; answers both names. */
  paidInvoice(options?: {
    amountMinor?: bigint;
    token?: string;
    value?: number;
  }): Promise<{ invoice: string; payment: string }>;
  /** An invoice over 100 that a card has paid, only that the gateway's answer never came. Wants a `timeoutMs` below 3 s. */
  silentPayment(token?: string): Promise<{ invoice: string; payment: string }>;
  invoice(name: string): Promise<InvoiceNow>;
  /** Everything that the gateway has to tell and has not told yet arrives, in the order given, and is worked on. */
  tell(order?: 'oldestFirst' | 'newestFirst'): Promise<void>;
  /** The gateway's own name of a payment. */
  gatewayPayment(payment: string): Promise<string>;
  /** The bank disputes a payment, whole unless said; answers the gateway's name of the dispute. */
  dispute(payment: string, order?: { amount?: number; reason?: string; inquiry?: boolean }): Promise<string>;
  decide(gatewayDispute: string, status: 'won' | 'lost' | 'warning_closed'): Promise<void>;
  /** What the gateway says that it has sent back of a payment: amount and status. */
  refundsAtGateway(payment: string): Promise<[number, string][]>;
}

export interface InvoiceNow {
  readonly status: string;
  readonly displayStatus: string;
  readonly amountDue: { readonly value: number };
  readonly [member: string]: unknown;
}

/** A paying server with somebody of the issuer's, and the gateway's news brought by hand. */
export async function refundingServer(options: Parameters<typeof payingServer>[0] = {}): Promise<RefundingServer> {
  const server = await payingServer(options);
  const { wiring, sandbox, account, owner } = server;
  const { db } = wiring.database;
  const issuer = await anIssuer(wiring);
  const told = new Set<string>();
  const control = async (path: string, payload: object): Promise<{ id: string }> => {
    const answer = await fetch(`${sandbox.url}/sandbox/${path}`, {
      method: 'POST',
      headers: { authorization: 'Bearer sk_test_betalt', 'content-type': 'application/json' },
      body: JSON.stringify(payload),
    });
    assert(answer.ok, `${path} is a good request`);
    return (await answer.json()) as { id: string };
  };
  const gatewayPayment = async (payment: string): Promise<string> => {
    const { gateway_payment_id: id } = await db
      .selectFrom('payment_attempt')
      .select('gateway_payment_id')
      .where('billing_account_id', '=', account.billingAccountId)
      .where('payment_id', '=', payment)
      .executeTakeFirstOrThrow();
    assert(id !== null, 'the gateway has answered');
    return id;
  };
  return {
    ...server,
    issuer,
    gatewayPayment,
    post: (path, payload, { as = issuer, key } = {}) =>
      server.app.inject({
        method: 'POST',
        url: `${server.base}${path}?${OWN}`,
        headers: { ...bearer(as), ...(key === undefined ? {} : { 'idempotency-key': key }) },
        ...(payload === undefined ? {} : { payload }),
      }),
    paidInvoice: async ({ amountMinor = 100_00n, token = 'pm_card_visa', value } = {}) => {
      const invoice = await anInvoice(wiring, account, { amountMinor });
      const card = await aCard(wiring, sandbox, owner, token);
      const amount = value === undefined ? {} : { amount: { currency: account.currency, value } };
      const paid = await server.pay(invoice, card, amount);
      expect(paid.statusCode).toBe(200);
      return { invoice, payment: paid.json().name as string };
    },
    silentPayment: async (token) => {
      const invoice = await anInvoice(wiring, account, { amountMinor: 100_00n });
      await sandbox.fault({
        match: { path: '/v1/payment_intents', method: 'POST' },
        fault: 'timeout_after',
        delayMs: 3_000,
      });
      const paid = await server.pay(invoice, await aCard(wiring, sandbox, owner, token));
      expect(paid.json().properties.outcome).toBe('unknown');
      return { invoice, payment: paid.json().name as string };
    },
    invoice: async (name) => (await server.get(`/invoices/${name}`)).json().properties as InvoiceNow,
    tell: async (order = 'oldestFirst') => {
      const events = [];
      for await (const event of sandbox.witness.events.list({ limit: 100 }))
        if (!told.has(event.id)) events.push(event);
      for (const event of order === 'oldestFirst' ? events.toReversed() : events) {
        told.add(event.id);
        const payload = JSON.stringify(event);
        const signature = sandbox.witness.webhooks.generateTestHeaderString({ payload, secret: WEBHOOK_SECRET });
        await server.app.inject({
          method: 'POST',
          url: '/webhooks/stripe',
          headers: { 'content-type': 'application/json', 'stripe-signature': signature },
          payload,
        });
      }
      const dependencies = { db, gateway: sandbox.gateway, payments: wiring.payments, clock: () => new Date() };
      while ((await applyGatewayEvents(dependencies)) > 0);
    },
    dispute: async (payment, given = {}) => {
      const { id } = await control('disputes', { paymentIntent: await gatewayPayment(payment), ...given });
      return id;
    },
    decide: async (gatewayDispute, status) => void (await control(`disputes/${gatewayDispute}`, { status })),
    refundsAtGateway: async (payment) => {
      const refunds: [number, string][] = [];
      const payment_intent = await gatewayPayment(payment);
      for await (const { amount, status } of sandbox.witness.refunds.list({ payment_intent }))
        refunds.push([amount, status ?? '']);
      return refunds.toReversed();
    },
  };
}

/** For what a bank does a moment later: a machine with much to do takes its time. */
export const PATIENT = { timeout: 15_000 };

/** So much in the account's currency, for a request. */
export function nok(value: number) {
  return { currency: 'NOK', value };
}
