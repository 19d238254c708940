import type { Stripe } from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusalOf } from './support/payments.ts';
import { startProcess } from './support/process.ts';
import { control, eventually, newFolder, type RunningSandbox, sdkFor, startSandbox } from './support/sandbox.ts';

let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

const payment = {
  amount: 5_000,
  currency: 'eur',
  confirm: true,
  payment_method: 'pm_card_visa',
  allowed_payment_method_types: ['card' as const],
};

function sendForm(body: string): Promise<Response> {
  const headers = {
    authorization: 'Bearer sk_test_betalt',
    'content-type': 'application/x-www-form-urlencoded',
    'idempotency-key': 'order-1',
  };
  return fetch(`${sandbox.url}/v1/customers`, { method: 'POST', headers, body });
}

describe('a repeated idempotency key', () => {
  it('with the same parameters answers the same, marked as replayed, and charges once', async () => {
    const options = { idempotencyKey: 'same-1' };
    const first = await sandbox.stripe.paymentIntents.create(payment, options);
    const second = await sandbox.stripe.paymentIntents.create(payment, options);
    const { lastResponse: firstResponse, ...firstBody } = first;
    const { lastResponse, ...secondBody } = second;
    expect(secondBody).toEqual(firstBody);
    expect(lastResponse.headers).toMatchObject({
      'idempotent-replayed': 'true',
      'idempotency-key': 'same-1',
      'original-request': firstResponse.requestId,
    });
    expect(firstResponse.headers['idempotent-replayed']).toBeUndefined();
    const { data } = await sandbox.stripe.charges.list({ payment_intent: first.id });
    expect(data).toHaveLength(1);
  });

  it('does not mind the order in which parameters come', async () => {
    const first = await (await sendForm('name=Ada&metadata[b]=2&metadata[a]=1')).json();
    const again = await sendForm('metadata[a]=1&metadata[b]=2&name=Ada');
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(await again.json()).toEqual(first);
  });

  it('with other parameters is refused as an idempotency error', async () => {
    const options = { idempotencyKey: 'other-1' };
    await sandbox.stripe.paymentIntents.create(payment, options);
    const error = await refusalOf(sandbox.stripe.paymentIntents.create({ ...payment, amount: 5_001 }, options));
    expect(error).toMatchObject({ type: 'StripeIdempotencyError', statusCode: 400, rawType: 'idempotency_error' });
  });

  it('for another endpoint is refused, and names the one it is of', async () => {
    const options = { idempotencyKey: 'endpoint-1' };
    await sandbox.stripe.customers.create({ name: 'Ada' }, options);
    const error = await refusalOf(sandbox.stripe.paymentIntents.create(payment, options));
    expect(error).toMatchObject({ type: 'StripeIdempotencyError', statusCode: 400 });
    expect(error.message).toContain('POST /v1/customers');
    await expect(sandbox.stripe.customers.create({ name: 'Ada' }, options)).resolves.toMatchObject({ name: 'Ada' });
  });

  it('is refused when it is longer than 255 characters, and taken at 255', async () => {
    const create = (length: number) => sandbox.stripe.customers.create({}, { idempotencyKey: 'k'.repeat(length) });
    await expect(create(255)).resolves.toMatchObject({ object: 'customer' });
    expect(await refusalOf(create(256))).toMatchObject({ statusCode: 400, rawType: 'invalid_request_error' });
  });

  it('means nothing to a GET', async () => {
    const customer = await sandbox.stripe.customers.create({ name: 'Ada' });
    const headers = { authorization: 'Bearer sk_test_betalt', 'idempotency-key': 'get-1' };
    const read = async (): Promise<unknown> =>
      (await fetch(`${sandbox.url}/v1/customers/${customer.id}`, { headers })).json();
    expect(await read()).toMatchObject({ name: 'Ada' });
    await sandbox.stripe.customers.update(customer.id, { name: 'Grace' }, { idempotencyKey: 'get-1' });
    expect(await read()).toMatchObject({ name: 'Grace' });
  });

  it('is forgotten after 24 hours and not before: then it is a new request', async () => {
    const aged = await startSandbox();
    const options = { idempotencyKey: 'aged-1' };
    const advance = (advanceSeconds: number) => control(aged.url, 'POST', 'clock', { advanceSeconds });
    const first = await aged.stripe.paymentIntents.create(payment, options);
    await advance(86_340);
    expect((await aged.stripe.paymentIntents.create(payment, options)).id).toBe(first.id);
    await advance(120);
    const other = await aged.stripe.paymentIntents.create({ ...payment, amount: 6_000 }, options);
    expect(other).toMatchObject({ status: 'succeeded', amount: 6_000 });
    expect((await aged.stripe.paymentIntents.create({ ...payment, amount: 6_000 }, options)).id).toBe(other.id);
    expect((await aged.stripe.charges.list()).data).toHaveLength(2);
    await aged.close();
  });

  it('replays a refusal for a state that forbids it, although the state has changed since', async () => {
    const { stripe } = sandbox;
    const intent = await stripe.paymentIntents.create({ ...payment, confirm: false, capture_method: 'manual' });
    const options = { idempotencyKey: 'state-1' };
    const capture = () => refusalOf(stripe.paymentIntents.capture(intent.id, {}, options));
    expect((await capture()).code).toBe('payment_intent_unexpected_state');
    await stripe.paymentIntents.confirm(intent.id);
    expect(await capture()).toMatchObject({
      code: 'payment_intent_unexpected_state',
      headers: { 'idempotent-replayed': 'true' },
    });
    await expect(stripe.paymentIntents.capture(intent.id)).resolves.toMatchObject({ status: 'succeeded' });
  });

  it('replays a declined card with its status and body', async () => {
    const declined = { ...payment, payment_method: 'pm_card_visa_chargeDeclined' };
    const options = { idempotencyKey: 'declined-1' };
    const first = await refusalOf(sandbox.stripe.paymentIntents.create(declined, options));
    const second = await refusalOf(sandbox.stripe.paymentIntents.create(declined, options));
    expect(second).toMatchObject({ statusCode: 402, code: 'card_declined' });
    expect(second.payment_intent?.id).toBe(first.payment_intent?.id);
    expect(second.headers?.['idempotent-replayed']).toBe('true');
  });

  it('is refused while its first request is still in progress', async () => {
    await control(sandbox.url, 'POST', 'faults', {
      match: { path: '/v1/payment_intents', metadata: { slow: 'yes' } },
      fault: 'delay',
      delayMs: 1_000,
    });
    const slow = { ...payment, metadata: { slow: 'yes' } };
    const options = { idempotencyKey: 'in-flight-1' };
    const send = (): Promise<string> =>
      sandbox.stripe.paymentIntents.create(slow, options).then(
        (intent) => intent.status,
        (error: Stripe.errors.StripeError) => `${error.statusCode} ${error.code}`,
      );
    const outcomes = await Promise.all([send(), send()]);
    expect(outcomes.toSorted()).toEqual(['409 idempotency_key_in_use', 'succeeded']);
  });

  it('is still free after parameters that were not valid', async () => {
    const options = { idempotencyKey: 'free-1' };
    await refusalOf(sandbox.stripe.paymentIntents.create({ ...payment, currency: '' }, options));
    await expect(sandbox.stripe.paymentIntents.create(payment, options)).resolves.toMatchObject({
      status: 'succeeded',
    });
  });
});

describe('a sandbox process killed with SIGKILL', () => {
  it('has every payment that it answered, and replays its keys, after a restart on the same folder', async () => {
    const dataDir = newFolder();
    const first = await startProcess({ SANDBOX_DATA_DIR: dataDir });
    const before = sdkFor(first.port);
    const answered: string[] = [];
    const paying = (async () => {
      for (let turn = 0; turn < 5_000; turn += 1) {
        const intent = await before.paymentIntents.create(payment, { idempotencyKey: `kill-${turn}` });
        answered.push(intent.id);
      }
    })().catch(() => 'killed' as const);
    await eventually(() => (answered.length >= 20 ? true : undefined), 15_000);
    await first.kill('SIGKILL');
    expect(await paying).toBe('killed');

    const second = await startProcess({ SANDBOX_DATA_DIR: dataDir });
    const after = sdkFor(second.port);
    for (const [turn, id] of answered.entries()) {
      const replayed = await after.paymentIntents.create(payment, { idempotencyKey: `kill-${turn}` });
      expect(replayed).toMatchObject({ id, status: 'succeeded' });
    }
    const interrupted = await after.paymentIntents.create(payment, { idempotencyKey: `kill-${answered.length}` });
    expect(interrupted.status).toBe('succeeded');
    const charges = await after.charges.list({ limit: 100 }).autoPagingToArray({ limit: 1_000 });
    expect(charges).toHaveLength(answered.length + 1);
    await second.kill('SIGTERM');
  });
});
