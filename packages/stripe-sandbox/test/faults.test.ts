import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { charged, refusalOf } from './support/payments.ts';
import { control, type RunningSandbox, sdkFor, startSandbox } from './support/sandbox.ts';

let sandbox: RunningSandbox;
beforeEach(async () => {
  sandbox = await startSandbox();
});
afterEach(() => sandbox.close());

const pay = { idempotencyKey: 'attempt-1' };
const payment = {
  amount: 9_900,
  currency: 'nok',
  confirm: true,
  payment_method: 'pm_card_visa',
  allowed_payment_method_types: ['card' as const],
};

function ask(fault: object): Promise<Response> {
  return control(sandbox.url, 'POST', 'faults', { match: { path: '/v1/payment_intents', method: 'POST' }, ...fault });
}

async function charges(): Promise<number> {
  return (await sandbox.stripe.charges.list({ limit: 100 })).data.length;
}

describe('an asked-for fault', () => {
  it('error_500_before answers 500, charges nothing, and leaves the key free', async () => {
    await ask({ fault: 'error_500_before' });
    const error = await refusalOf(sandbox.stripe.paymentIntents.create(payment, pay));
    expect(error).toMatchObject({ type: 'StripeAPIError', statusCode: 500 });
    expect(await charges()).toBe(0);
    await expect(sandbox.stripe.paymentIntents.create(payment, pay)).resolves.toMatchObject({ status: 'succeeded' });
    expect(await charges()).toBe(1);
  });

  it('error_500_after charges, answers 500, and the key answers 500 from then on', async () => {
    await ask({ fault: 'error_500_after' });
    await refusalOf(sandbox.stripe.paymentIntents.create(payment, pay));
    const again = await refusalOf(sandbox.stripe.paymentIntents.create(payment, pay));
    expect(again).toMatchObject({ statusCode: 500, headers: { 'idempotent-replayed': 'true' } });
    expect(await charges()).toBe(1);
  });

  it('error_500_after with resultKept charges, answers 500, and the key has the payment', async () => {
    await ask({ fault: 'error_500_after', resultKept: true });
    await refusalOf(sandbox.stripe.paymentIntents.create(payment, pay));
    await expect(sandbox.stripe.paymentIntents.create(payment, pay)).resolves.toMatchObject({ status: 'succeeded' });
    expect(await charges()).toBe(1);
  });

  it('reset_before cuts the connection and charges nothing', async () => {
    // Twice, because the SDK tries a closed connection once more by itself.
    await ask({ fault: 'reset_before', times: 2 });
    const error = await refusalOf(sandbox.stripe.paymentIntents.create(payment, pay));
    expect(error.type).toBe('StripeConnectionError');
    expect(await charges()).toBe(0);
  });

  it('reset_after cuts the connection and has charged', async () => {
    await ask({ fault: 'reset_after', times: 2 });
    const error = await refusalOf(sandbox.stripe.paymentIntents.create(payment, pay));
    expect(error.type).toBe('StripeConnectionError');
    expect(await charges()).toBe(1);
    await expect(sandbox.stripe.paymentIntents.create(payment, pay)).resolves.toMatchObject({ status: 'succeeded' });
    expect(await charges()).toBe(1);
  });

  it('timeout_after charges and says nothing, so that the client’s own deadline passes', async () => {
    await ask({ fault: 'timeout_after', delayMs: 5_000 });
    const hurried = sandbox.stripe.paymentIntents.create(payment, { ...pay, timeout: 250 });
    expect((await refusalOf(hurried)).type).toBe('StripeConnectionError');
    expect(await charges()).toBe(1);
  });

  it('delay answers late', async () => {
    await ask({ fault: 'delay', delayMs: 300 });
    const asked = Date.now();
    await sandbox.stripe.paymentIntents.create(payment, pay);
    expect(Date.now() - asked).toBeGreaterThanOrEqual(300);
  });

  it('the SDK’s own retry after a reset meets the payment already made', async () => {
    await ask({ fault: 'reset_after' });
    const retrying = sdkFor(sandbox.port, 'sk_test_betalt', 2);
    await expect(retrying.paymentIntents.create(payment, pay)).resolves.toMatchObject({ status: 'succeeded' });
    expect(await charges()).toBe(1);
  });
});

describe('which requests a fault takes', () => {
  it('as many as it has times, then none', async () => {
    await ask({ fault: 'error_500_before', times: 2 });
    await refusalOf(charged(sandbox, 'pm_card_visa'));
    await refusalOf(charged(sandbox, 'pm_card_visa'));
    await expect(charged(sandbox, 'pm_card_visa')).resolves.toMatchObject({ status: 'succeeded' });
  });

  it('only those with its metadata, be it of the intent that is confirmed', async () => {
    await control(sandbox.url, 'POST', 'faults', { match: { metadata: { order: '7' } }, fault: 'error_500_before' });
    await expect(charged(sandbox, 'pm_card_visa', { metadata: { order: '8' } })).resolves.toMatchObject({
      status: 'succeeded',
    });
    const intent = await sandbox.stripe.paymentIntents.create({ amount: 900, currency: 'nok' });
    await sandbox.stripe.paymentIntents.update(intent.id, { metadata: { order: '7' } }).catch(() => undefined);
    await sandbox.stripe.paymentIntents.update(intent.id, { metadata: { order: '7' } });
    await control(sandbox.url, 'POST', 'faults', { match: { metadata: { order: '7' } }, fault: 'error_500_before' });
    await refusalOf(
      sandbox.stripe.paymentIntents.confirm(intent.id, {
        payment_method: 'pm_card_visa',
        return_url: 'https://example.com',
      }),
    );
  });

  it('only those with its payment method', async () => {
    await control(sandbox.url, 'POST', 'faults', {
      match: { paymentMethod: 'pm_card_amex' },
      fault: 'error_500_before',
    });
    await expect(charged(sandbox, 'pm_card_visa')).resolves.toMatchObject({ status: 'succeeded' });
    await refusalOf(charged(sandbox, 'pm_card_amex'));
  });

  it('a path that ends in * takes what begins so', async () => {
    await control(sandbox.url, 'POST', 'faults', { match: { path: '/v1/customers*' }, fault: 'error_500_before' });
    await refusalOf(sandbox.stripe.customers.retrieve('cus_any'));
  });

  it('none after they are deleted', async () => {
    await ask({ fault: 'error_500_before', times: 100 });
    expect((await control(sandbox.url, 'DELETE', 'faults')).status).toBe(204);
    await expect(charged(sandbox, 'pm_card_visa')).resolves.toMatchObject({ status: 'succeeded' });
  });
});

describe('the control endpoints', () => {
  it.each([
    ['no fault at all', {}],
    ['a fault nobody knows', { fault: 'earthquake' }],
    ['both kinds at once', { fault: 'delay', webhook: 'late' }],
    ['times of zero', { fault: 'delay', times: 0 }],
    ['a word nobody knows', { fault: 'delay', when: 'now' }],
    ['a match nobody knows', { fault: 'delay', match: { amount: 5 } }],
    ['copies of what is not repeated', { webhook: 'twice', copies: 3 }],
    ['no copies', { webhook: 'repeated', copies: 0 }],
  ])('refuse %s with a sentence', async (_name, body) => {
    const response = await control(sandbox.url, 'POST', 'faults', body);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { type: 'invalid_request_error' } });
  });

  it.each(['pk_test_betalt', 'sk_test_wrong'])('do not listen to %s', async (key) => {
    const response = await fetch(`${sandbox.url}/sandbox/faults`, { headers: { authorization: `Bearer ${key}` } });
    expect(response.status).toBe(401);
  });
});
