import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSandbox } from '@betalt/stripe-sandbox/server.ts';
import Stripe from 'stripe';
import { afterAll } from 'vitest';
import type { PaymentGateway } from '../../src/gateways/gateway.ts';
import { stripeGateway } from '../../src/gateways/stripe/stripe-gateway.ts';

export const WEBHOOK_SECRET = 'whsec_of_tests';

export interface TestSandbox {
  readonly url: string;
  /** The adapter under test, pointed at this sandbox. */
  readonly gateway: PaymentGateway;
  /** The witness: what was really charged, asked through the official SDK. */
  readonly witness: Stripe;
  /** Asks for a fault, as packages/stripe-sandbox/README.md describes. */
  fault(fault: Record<string, unknown>): Promise<void>;
}

/** A sandbox of its own for the calling test file, over HTTP on a free port. */
export async function testSandbox({ timeoutMs = 5_000 } = {}): Promise<TestSandbox> {
  const dataDir = await mkdtemp(join(tmpdir(), 'betalt-sandbox-'));
  const sandbox = createSandbox({ dataDir, port: 0, laterMs: 50 });
  const { url, port } = await sandbox.listen();
  afterAll(async () => {
    await sandbox.close();
    await rm(dataDir, { recursive: true, force: true });
  });
  const secretKey = 'sk_test_betalt';
  return {
    url,
    gateway: stripeGateway({ secretKey, webhookSecret: WEBHOOK_SECRET, baseUrl: url, timeoutMs }),
    witness: new Stripe(secretKey, { host: '127.0.0.1', port, protocol: 'http', maxNetworkRetries: 0 }),
    fault: (fault) => post(`${url}/sandbox/faults`, secretKey, fault),
  };
}

async function post(url: string, key: string, body: unknown): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
}
