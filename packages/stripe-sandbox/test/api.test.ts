import { Stripe } from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cardMethod, challenge, charged, refusalOf } from './support/payments.ts';
import { type RunningSandbox, sdkFor, startSandbox } from './support/sandbox.ts';

let sandbox: RunningSandbox;
let stripe: Stripe;
beforeAll(async () => {
  sandbox = await startSandbox();
  stripe = sandbox.stripe;
});
afterAll(() => sandbox.close());

type Init = Omit<RequestInit, 'headers'> & { headers?: Record<string, string> };

function raw(path: string, init: Init = {}, key = 'sk_test_betalt'): Promise<Response> {
  return fetch(`${sandbox.url}${path}`, { ...init, headers: { authorization: `Bearer ${key}`, ...init.headers } });
}

async function errorOf(response: Response): Promise<Record<string, unknown>> {
  return ((await response.json()) as { error: Record<string, unknown> }).error;
}

describe('keys', () => {
  it('none, a wrong one and a publishable one are refused as Stripe does', async () => {
    expect((await fetch(`${sandbox.url}/v1/customers`)).status).toBe(401);
    const wrong = await raw('/v1/customers', {}, 'sk_test_0123456789abcdef');
    expect(wrong.status).toBe(401);
    expect(String((await errorOf(wrong))['message'])).not.toContain('0123456789');
    const publishable = await raw('/v1/customers', {}, 'pk_test_betalt');
    expect(await errorOf(publishable)).toMatchObject({ code: 'secret_key_required' });
    await expect(sdkFor(sandbox.port, 'sk_test_no').customers.list()).rejects.toThrow(
      Stripe.errors.StripeAuthenticationError,
    );
  });

  it('may come as basic authentication', async () => {
    const authorization = `Basic ${Buffer.from('sk_test_betalt:').toString('base64')}`;
    expect((await raw('/v1/customers', { headers: { authorization } })).status).toBe(200);
  });

  it('the publishable key sees an intent only with its client secret, and without what is the merchant’s', async () => {
    const intent = await stripe.paymentIntents.create({ amount: 700, currency: 'eur', metadata: { order: 'secret' } });
    const path = `/v1/payment_intents/${intent.id}`;
    expect((await raw(path, {}, 'pk_test_betalt')).status).toBe(404);
    expect((await raw(`${path}?client_secret=${intent.id}_secret_guess`, {}, 'pk_test_betalt')).status).toBe(404);
    const shown = (await (
      await raw(`${path}?client_secret=${intent.client_secret}`, {}, 'pk_test_betalt')
    ).json()) as object;
    expect(shown).toMatchObject({ id: intent.id, status: 'requires_payment_method' });
    expect(Object.keys(shown)).not.toEqual(expect.arrayContaining(['metadata']));
    expect(shown).not.toHaveProperty('customer');
  });

  it('the publishable key cannot skip the challenge by calling itself off-session', async () => {
    const intent = await stripe.paymentIntents.create({ amount: 700, currency: 'eur' });
    const body = new URLSearchParams({
      client_secret: intent.client_secret ?? '',
      payment_method: 'pm_card_visa',
      off_session: 'true',
    });
    const response = await raw(`/v1/payment_intents/${intent.id}/confirm`, { method: 'POST', body }, 'pk_test_betalt');
    expect(response.status).toBe(400);
    expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe('requires_payment_method');
  });

  it('the secret key may not send card numbers', async () => {
    const card = { number: '4242424242424242', exp_month: 12, exp_year: 2034, cvc: '123' };
    await refusalOf(stripe.paymentMethods.create({ type: 'card', card }));
  });
});

describe('parameters', () => {
  it.each([
    ['an unknown one', { amount: '500', currency: 'usd', colour: 'blue' }, 'parameter_unknown', 'colour'],
    [
      'an unknown one inside another',
      {
        amount: '500',
        currency: 'usd',
        'automatic_payment_methods[enabled]': 'true',
        'automatic_payment_methods[x]': '1',
      },
      'parameter_unknown',
      'automatic_payment_methods[x]',
    ],
    ['one that is needed and missing', { currency: 'usd' }, 'parameter_missing', 'amount'],
    ['a number that is none', { amount: '5.00', currency: 'usd' }, 'parameter_invalid_integer', 'amount'],
    ['an empty one that cannot be unset', { amount: '500', currency: '' }, 'parameter_invalid_empty', 'currency'],
    ['an amount below the least', { amount: '49', currency: 'usd' }, 'amount_too_small', 'amount'],
    ['an amount above the most', { amount: '100000000', currency: 'usd' }, 'amount_too_large', 'amount'],
    [
      'a customer that is not there',
      { amount: '500', currency: 'usd', customer: 'cus_none' },
      'resource_missing',
      'customer',
    ],
    [
      'a payment method that is not there',
      { amount: '500', currency: 'usd', payment_method: 'pm_none' },
      'resource_missing',
      'payment_method',
    ],
  ])('%s is answered 400 with its code and name', async (_name, words, code, param) => {
    const response = await raw('/v1/payment_intents', { method: 'POST', body: new URLSearchParams(words) });
    expect(response.status).toBe(400);
    expect(await errorOf(response)).toMatchObject({ type: 'invalid_request_error', code, param });
  });

  it('of a path that does not exist, of an object that does not exist: 404', async () => {
    expect((await raw('/v1/unicorns')).status).toBe(404);
    const error = await refusalOf(stripe.paymentIntents.retrieve('pi_none'));
    expect(error).toMatchObject({ statusCode: 404, code: 'resource_missing', param: 'intent' });
  });

  it('deep or endless nesting is refused, not followed', async () => {
    const deep = `a${'[b]'.repeat(40)}=1`;
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await raw('/v1/customers', { method: 'POST', headers, body: deep })).status).toBe(400);
    const wide = Array.from({ length: 3_000 }, (_one, index) => `metadata[k${index}]=1`).join('&');
    expect((await raw('/v1/customers', { method: 'POST', headers, body: wide })).status).toBe(400);
    expect((await raw('/v1/customers', { method: 'POST', headers, body: '__proto__[polluted]=1' })).status).toBe(400);
    expect('polluted' in {}).toBe(false);
  });

  it('headers name the request and the API version', async () => {
    const { lastResponse } = await stripe.customers.list();
    expect(lastResponse).toMatchObject({ requestId: expect.stringMatching(/^req_/), apiVersion: '2026-10-28.endive' });
  });
});

describe('currencies', () => {
  it.each([
    ['jpy', 50, true],
    ['jpy', 49, false],
    ['kwd', 1_000, true],
    ['kwd', 1_001, false],
    ['isk', 50_000, true],
    ['isk', 50_050, false],
    ['ugx', 100_000, true],
    ['ugx', 100_001, false],
    ['NOK', 300, true],
    ['nok', 299, false],
    ['xxx', 1_000, false],
  ])('%s %d can be charged: %s', async (currency, amount, isAllowed) => {
    const creating = stripe.paymentIntents.create({ amount, currency });
    if (isAllowed) await expect(creating).resolves.toMatchObject({ amount, currency: currency.toLowerCase() });
    else await refusalOf(creating);
  });
});

describe('lists', () => {
  it('come newest first, in pages either way, through the SDK’s own paging', async () => {
    const customer = await stripe.customers.create();
    const made: string[] = [];
    for (let turn = 0; turn < 23; turn += 1) {
      made.unshift(
        (await stripe.paymentIntents.create({ amount: 500 + turn, currency: 'usd', customer: customer.id })).id,
      );
    }
    const first = await stripe.paymentIntents.list({ customer: customer.id, limit: 10 });
    expect(first).toMatchObject({ object: 'list', has_more: true, url: '/v1/payment_intents' });
    expect(first.data.map(({ id }) => id)).toEqual(made.slice(0, 10));
    const all = await stripe.paymentIntents
      .list({ customer: customer.id, limit: 10 })
      .autoPagingToArray({ limit: 100 });
    expect(all.map(({ id }) => id)).toEqual(made);
    const back = await stripe.paymentIntents.list({ customer: customer.id, limit: 5, ending_before: made[10] ?? '' });
    expect(back.data.map(({ id }) => id)).toEqual(made.slice(5, 10));
    await refusalOf(stripe.paymentIntents.list({ starting_after: 'pi_none' }));
    await refusalOf(stripe.paymentIntents.list({ limit: 101 }));
  });

  it('keep to a range of time', async () => {
    const created = (await stripe.customers.create({ email: 'range@example.com' })).created;
    const within = await stripe.customers.list({ created: { gte: created }, email: 'range@example.com' });
    expect(within.data).toHaveLength(1);
    const after = await stripe.customers.list({ created: { gt: created + 1 } });
    expect(after.data).toHaveLength(0);
  });
});

describe('customers and their cards', () => {
  it('are updated word by word, and metadata name by name', async () => {
    const { id } = await stripe.customers.create({
      name: 'Ada',
      metadata: { a: '1', b: '2' },
      address: { city: 'Oslo' },
    });
    const updated = await stripe.customers.update(id, { email: 'ada@example.com', metadata: { b: '', c: '3' } });
    expect(updated).toMatchObject({
      name: 'Ada',
      email: 'ada@example.com',
      metadata: { a: '1', c: '3' },
      address: { city: 'Oslo', line1: null },
    });
    expect(updated.metadata).not.toHaveProperty('b');
    expect((await stripe.customers.update(id, { metadata: '' })).metadata).toEqual({});
  });

  it('a deleted one is gone from lists, says so when asked for, and its cards are detached', async () => {
    const { id } = await stripe.customers.create({ email: 'gone@example.com' });
    const method = await stripe.paymentMethods.attach((await cardMethod(sandbox, '4242424242424242')).id, {
      customer: id,
    });
    expect(await stripe.customers.del(id)).toMatchObject({ id, deleted: true });
    expect(await stripe.customers.retrieve(id)).toMatchObject({ deleted: true });
    expect((await stripe.customers.list({ email: 'gone@example.com' })).data).toEqual([]);
    expect((await stripe.paymentMethods.retrieve(method.id)).customer).toBeNull();
  });

  it('a card is listed, its expiry edited, detached, and then never used again', async () => {
    const { id } = await stripe.customers.create();
    const method = await cardMethod(sandbox, '5555555555554444');
    await stripe.paymentMethods.attach(method.id, { customer: id });
    await stripe.customers.update(id, { invoice_settings: { default_payment_method: method.id } });
    expect((await stripe.customers.listPaymentMethods(id)).data.map((one) => one.id)).toEqual([method.id]);
    const edited = await stripe.paymentMethods.update(method.id, { card: { exp_month: 3, exp_year: 2039 } });
    expect(edited.card).toMatchObject({ exp_month: 3, exp_year: 2039 });
    await stripe.paymentMethods.detach(method.id);
    expect((await stripe.paymentMethods.list({ customer: id })).data).toEqual([]);
    expect(await stripe.customers.retrieve(id)).toMatchObject({ invoice_settings: { default_payment_method: null } });
    await refusalOf(charged(sandbox, method.id));
    await refusalOf(stripe.paymentMethods.attach(method.id, { customer: id }));
  });

  it('a saved card that has expired meanwhile is declined as expired', async () => {
    const { id } = await stripe.customers.create();
    const method = await stripe.paymentMethods.attach('pm_card_visa', { customer: id });
    await stripe.paymentMethods.update(method.id, { card: { exp_month: 1, exp_year: 2024 } });
    const error = await refusalOf(charged(sandbox, method.id, { customer: id, off_session: true }));
    expect(error).toMatchObject({ statusCode: 402, code: 'expired_card' });
  });

  it('another customer’s card cannot pay', async () => {
    const owner = await stripe.customers.create();
    const other = await stripe.customers.create();
    const method = await stripe.paymentMethods.attach('pm_card_visa', { customer: owner.id });
    expect(await refusalOf(charged(sandbox, method.id, { customer: other.id }))).toMatchObject({
      param: 'payment_method',
    });
    await refusalOf(charged(sandbox, method.id));
  });

  it('a card paid with for nobody is spent; with setup_future_usage it is kept', async () => {
    const once = await cardMethod(sandbox, '4242424242424242');
    await charged(sandbox, once.id);
    await refusalOf(charged(sandbox, once.id));
    const customer = await stripe.customers.create();
    const kept = await cardMethod(sandbox, '4000002500003155');
    const intent = await charged(sandbox, kept.id, { customer: customer.id, setup_future_usage: 'off_session' });
    await challenge(sandbox, intent.client_secret, 'complete');
    expect((await stripe.paymentMethods.retrieve(kept.id)).customer).toBe(customer.id);
    await expect(charged(sandbox, kept.id, { customer: customer.id, off_session: true })).resolves.toMatchObject({
      status: 'succeeded',
    });
  });

  it('no card number is ever stored', async () => {
    const { readFileSync, readdirSync } = await import('node:fs');
    await cardMethod(sandbox, '4000056655665556');
    const kept = readdirSync(sandbox.dataDir).map((file) => readFileSync(`${sandbox.dataDir}/${file}`, 'latin1'));
    expect(kept.join('')).toContain('visa_debit');
    expect(kept.join('')).not.toContain('4000056655665556');
  });
});

describe('payments', () => {
  it('authorised first, are captured in part and the rest is released', async () => {
    const intent = await charged(sandbox, 'pm_card_visa', { capture_method: 'manual' });
    expect(intent).toMatchObject({ status: 'requires_capture', amount_capturable: 12_300, amount_received: 0 });
    await refusalOf(stripe.paymentIntents.capture(intent.id, { amount_to_capture: 12_301 }));
    const paid = await stripe.paymentIntents.capture(intent.id, { amount_to_capture: 10_000 });
    expect(paid).toMatchObject({ status: 'succeeded', amount_capturable: 0, amount_received: 10_000 });
    await refusalOf(stripe.paymentIntents.capture(intent.id));
    await refusalOf(stripe.refunds.create({ payment_intent: intent.id, amount: 10_001 }));
    expect(await stripe.refunds.create({ payment_intent: intent.id })).toMatchObject({ amount: 10_000 });
  });

  it('cannot be confirmed or canceled once they have succeeded', async () => {
    const intent = await charged(sandbox, 'pm_card_visa');
    const confirming = stripe.paymentIntents.confirm(intent.id, {
      payment_method: 'pm_card_visa',
      return_url: 'https://example.com',
    });
    expect(await refusalOf(confirming)).toMatchObject({ code: 'payment_intent_unexpected_state' });
    expect(await refusalOf(stripe.paymentIntents.cancel(intent.id))).toMatchObject({
      code: 'payment_intent_unexpected_state',
    });
  });

  it('canceled while the bank waits charge nothing, whatever the holder then answers', async () => {
    const intent = await charged(sandbox, 'pm_card_authenticationRequired');
    const canceled = await stripe.paymentIntents.cancel(intent.id, { cancellation_reason: 'abandoned' });
    expect(canceled).toMatchObject({ status: 'canceled', next_action: null, cancellation_reason: 'abandoned' });
    await challenge(sandbox, intent.client_secret, 'complete');
    expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe('canceled');
    expect((await stripe.charges.list({ payment_intent: intent.id })).data).toEqual([]);
  });

  it('declined may be tried again with another card', async () => {
    const error = await refusalOf(charged(sandbox, 'pm_card_visa_chargeDeclined'));
    const id = error.payment_intent?.id ?? '';
    const paid = await stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_visa' });
    expect(paid).toMatchObject({ status: 'succeeded', last_payment_error: null });
    const { data } = await stripe.charges.list({ payment_intent: id });
    expect(data.map(({ status }) => status)).toEqual(['succeeded', 'failed']);
  });

  it('that may redirect need a return address, and then go by it', async () => {
    const payment = { amount: 800, currency: 'eur', confirm: true, payment_method: 'pm_card_authenticationRequired' };
    expect(await refusalOf(stripe.paymentIntents.create(payment))).toMatchObject({ param: 'return_url' });
    const returnUrl = 'https://merchant.example/back?order=1';
    const intent = await stripe.paymentIntents.create({ ...payment, return_url: returnUrl });
    expect(intent.next_action).toMatchObject({ type: 'redirect_to_url', redirect_to_url: { return_url: returnUrl } });
    const page = await fetch(intent.next_action?.redirect_to_url?.url ?? '');
    expect(await page.text()).toContain('EUR 8.00'.replace(' ', '\u00a0'));
    const { return_to: back } = await challenge(sandbox, intent.client_secret, 'complete');
    expect(Object.fromEntries(new URL(back ?? '').searchParams)).toEqual({
      order: '1',
      payment_intent: intent.id,
      payment_intent_client_secret: intent.client_secret,
      redirect_status: 'succeeded',
    });
  });

  it('expand what is asked for, as deep as asked, and refuse what is not expandable', async () => {
    const intent = await charged(sandbox, 'pm_card_visa', {
      expand: ['latest_charge.balance_transaction', 'payment_method'],
    });
    const charge = intent.latest_charge as Stripe.Charge;
    expect(charge.balance_transaction).toMatchObject({ object: 'balance_transaction', amount: 12_300, type: 'charge' });
    expect(intent.payment_method).toMatchObject({ object: 'payment_method' });
    const listed = await stripe.paymentIntents.list({ limit: 1, expand: ['data.latest_charge'] });
    expect(listed.data[0]?.latest_charge).toMatchObject({ object: 'charge' });
    await refusalOf(stripe.paymentIntents.retrieve(intent.id, { expand: ['amount'] }));
  });
});

describe('refunds', () => {
  it('in part, then the rest, then no more', async () => {
    const intent = await charged(sandbox, 'pm_card_visa');
    const charge = (intent.latest_charge as Stripe.Charge).id;
    expect(await stripe.refunds.create({ charge, amount: 2_300, reason: 'duplicate' })).toMatchObject({
      amount: 2_300,
      status: 'succeeded',
    });
    await refusalOf(stripe.refunds.create({ charge, amount: 10_001 }));
    expect(await stripe.refunds.create({ charge })).toMatchObject({ amount: 10_000 });
    expect(await refusalOf(stripe.refunds.create({ charge }))).toMatchObject({ code: 'charge_already_refunded' });
    const now = await stripe.charges.retrieve(charge);
    expect(now).toMatchObject({ amount_refunded: 12_300, refunded: true });
    expect((await stripe.refunds.list({ payment_intent: intent.id })).data).toHaveLength(2);
  });

  it('need something that was charged', async () => {
    const error = await refusalOf(charged(sandbox, 'pm_card_visa_chargeDeclined'));
    await refusalOf(stripe.refunds.create({ payment_intent: error.payment_intent?.id ?? '' }));
    expect(await refusalOf(stripe.refunds.create({}))).toMatchObject({ code: 'parameter_missing' });
  });
});

describe('the balance', () => {
  it('adds up to what was charged less what was refunded', async () => {
    const own = await startSandbox();
    const first = await charged(own, 'pm_card_visa');
    await charged(own, 'pm_card_amex');
    await own.stripe.refunds.create({ payment_intent: first.id, amount: 300 });
    const { data } = await own.stripe.balanceTransactions.list({ limit: 100 });
    expect(data.reduce((sum, one) => sum + one.amount, 0)).toBe(2 * 12_300 - 300);
    for (const one of data) expect(one.net).toBe(one.amount - one.fee);
    await own.close();
  });
});
